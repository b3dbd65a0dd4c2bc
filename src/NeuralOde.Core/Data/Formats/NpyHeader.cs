using System.Globalization;
using System.Text.RegularExpressions;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data.Formats;

/// <summary>What the header of an npy file says.</summary>
internal sealed partial record NpyHeader(
    ElementType Type, bool BigEndian, bool FortranOrder, ValueArray<long> Shape)
{
    /// <summary>The header, which is a dictionary as Python writes it.</summary>
    public static Result<NpyHeader, DataError> Parse(string file, long offset, string text)
    {
        var descr = Descr().Match(text);
        var order = Order().Match(text);
        var shape = Axes().Match(text);
        if (!descr.Success) return Fault("no 'descr' of one plain type", "such as 'descr': '<f8'");
        if (TypeOf(descr.Groups["type"].Value) is not { } type)
            return Fault($"the type '{descr.Groups["type"].Value}'", "b1, i1 to i8, u1 to u8, f2, f4 or f8");
        if (!order.Success) return Fault("no 'fortran_order'", "'fortran_order': True or False");
        if (!shape.Success) return Fault("no 'shape'", "such as 'shape': (3, 4)");
        var axes = shape.Groups["axes"].Value
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(AxisOf).ToArray();
        if (axes.Length > DataLimits.Axes) return Fault($"{axes.Length} axes", $"at most {DataLimits.Axes}");
        var bigEndian = descr.Groups["order"].Value == ">";
        return new NpyHeader(type, bigEndian, order.Groups["order"].Value == "True", Rows.Frozen(axes));

        DataError Fault(string found, string expected) => new DataError.Malformed(
            file, offset, $"a header with {found}", expected, "Save the array as numbers, with numpy.save.");
    }

    private static long AxisOf(string digits) =>
        long.TryParse(digits.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var axis)
            ? axis
            : long.MaxValue;

    private static ElementType? TypeOf(string type) => type switch
    {
        "b1" => ElementType.Bool,
        "u1" => ElementType.UInt8,
        "i1" => ElementType.Int8,
        "u2" => ElementType.UInt16,
        "i2" => ElementType.Int16,
        "u4" => ElementType.UInt32,
        "i4" => ElementType.Int32,
        "u8" => ElementType.UInt64,
        "i8" => ElementType.Int64,
        "f2" => ElementType.Float16,
        "f4" => ElementType.Float32,
        "f8" => ElementType.Float64,
        _ => null,
    };

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"](?<order>[<>|=])(?<type>\w+)['"]""", RegexOptions.NonBacktracking)]
    private static partial Regex Descr();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(?<order>True|False)""", RegexOptions.NonBacktracking)]
    private static partial Regex Order();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\((?<axes>[0-9L,\s]*)\)""", RegexOptions.NonBacktracking)]
    private static partial Regex Axes();
}
