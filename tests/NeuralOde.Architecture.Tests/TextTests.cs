using System.Text.RegularExpressions;
using Xunit;

namespace NeuralOde.Architecture.Tests;

public sealed partial class TextTests
{
    private const int LongestFile = 400;
    private const int LongestLine = 120;
    private static readonly string[] Unwrapped = ["src/NeuralOde.Cli/", "src/NeuralOde.Runtime/Experiments/"];

    [Fact]
    public void No_source_file_is_longer_than_400_lines() => Assert.Empty(
        from file in House.Files("", ".cs")
        let lines = File.ReadLines(file).Count()
        where lines > LongestFile
        select $"{House.Relative(file)}: {lines} lines");

    [Fact]
    public void No_line_is_longer_than_120_columns() => Assert.Empty(
        from file in House.Files("src/", ".cs")
        let path = House.Relative(file)
        where !Unwrapped.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
        from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
        where line.Text.Length > LongestLine
        select $"{path}, line {line.Number}: {line.Text.Length} columns");

    [Fact]
    public void Nothing_is_left_to_be_determined() => Assert.Empty(
        from file in House.Files("src/", ".cs").Concat(House.Files("tests/", ".cs"))
        where !file.EndsWith("TextTests.cs", StringComparison.Ordinal)
        from line in File.ReadLines(file)
        where Unfinished().IsMatch(line)
        select $"{House.Relative(file)}: {line.Trim()}");

    [Fact]
    public void Pure_code_catches_nothing() => Assert.Empty(Lines(Catch()));

    [Fact]
    public void Pure_code_suppresses_no_rule() => Assert.Empty(Lines(Suppression()));

    [Fact]
    public void No_log_template_is_interpolated_or_joined() => Assert.Empty(
        from file in House.Files("src/", ".cs")
        from line in File.ReadLines(file)
        where InterpolatedLog().IsMatch(line)
        select $"{House.Relative(file)}: {line.Trim()}");

    [Fact]
    public void A_log_call_takes_its_template_from_the_one_file_of_templates() => Assert.Empty(
        from file in House.Files("src/", ".cs")
        from line in File.ReadLines(file)
        where LiteralLog().IsMatch(line)
        select $"{House.Relative(file)}: {line.Trim()}");

    [Fact]
    public void Plans_and_solves_use_no_transcendental_of_the_system() => Assert.Empty(
        from file in House.Files("src/NeuralOde.Numerics", ".cs").Concat(House.Files("src/NeuralOde.Core", ".cs"))
        from line in File.ReadLines(file)
        where SystemTranscendental().IsMatch(line)
        select $"{House.Relative(file)}: {line.Trim()}");

    private static IEnumerable<string> Lines(Regex pattern) =>
        from project in new[] { "Numerics", "Core", "Actors" }
        from file in House.Files($"src/NeuralOde.{project}/", ".cs")
        from line in File.ReadLines(file)
        where pattern.IsMatch(line)
        select $"{House.Relative(file)}: {line.Trim()}";

    [GeneratedRegex(@"\b(TBD|TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(^|[\s}])catch(\s*[({]|\s*$)")]
    private static partial Regex Catch();

    [GeneratedRegex(@"#pragma warning disable|SuppressMessage")]
    private static partial Regex Suppression();

    [GeneratedRegex(@"\.(Verbose|Debug|Information|Warning|Error|Fatal)\(\s*(\$""|[^,)]*""\s*\+)")]
    private static partial Regex InterpolatedLog();

    [GeneratedRegex(@"[lL]og\w*\.(Verbose|Debug|Information|Warning|Error|Fatal)\(\s*""")]
    private static partial Regex LiteralLog();

    [GeneratedRegex(@"(\bMathF?|\bTensorPrimitives)\.(Pow|Exp|ExpM1|Log|Log2|Log10|LogP1|Sin|Cos|Tan|Sinh|Cosh|Tanh|Asin|Acos|Atan|Atan2|Cbrt|Sigmoid|SoftMax|Sum|Dot|Norm)\b")]
    private static partial Regex SystemTranscendental();
}
