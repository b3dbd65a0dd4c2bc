using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NeuralOde.Cli.Bench.Clusters;

/// <summary>Writes rows of numbers as NumPy saves them.</summary>
/// <remarks>Source: NumPy Enhancement Proposal 1, A simple file format for NumPy arrays (version 1).</remarks>
internal static class NpyFile
{
    private const int Alignment = 64;
    private const int Head = 10;

    /// <summary>Writes rows to a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="columns">The numbers of a row.</param>
    /// <param name="values">The rows, one behind the other; shape [rows, columns].</param>
    public static void Write(string file, int columns, ReadOnlySpan<double> values)
    {
        var shape = string.Create(
            CultureInfo.InvariantCulture,
            $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({values.Length / columns}, {columns}), }}");
        var length = (Head + shape.Length + 1 + Alignment - 1) / Alignment * Alignment - Head;
        var header = Encoding.ASCII.GetBytes(shape.PadRight(length - 1) + "\n");
        File.WriteAllBytes(file, [
            0x93, .. "NUMPY"u8, 1, 0, (byte)(length & 0xFF), (byte)(length >> 8),
            .. header, .. MemoryMarshal.AsBytes(values),
        ]);
    }
}
