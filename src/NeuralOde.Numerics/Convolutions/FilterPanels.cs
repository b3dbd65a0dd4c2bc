using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Numerics.Convolutions;

/// <summary>
/// Weights in the order in which a convolution reads them. A panel holds a few channels of the target; in
/// it each source channel and window entry has the weights of these channels side by side. The last panel
/// may be narrower.
/// </summary>
internal static class FilterPanels
{
    /// <summary>Writes the panels one behind the other.</summary>
    public static void Write<T>(Operand<T> weights, ConvolutionPass pass, Span<T> panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = 0;
        for (var first = 0; first < pass.Target.Channels; first += ConvolutionPass.PanelRows)
        {
            var rows = Math.Min(ConvolutionPass.PanelRows, pass.Target.Channels - first);
            for (var source = 0; source < pass.Source.Channels; source++)
            {
                var from = first * pass.RowStride + source * pass.SourceStride;
                for (var entry = 0; entry < pass.Entries; entry++)
                {
                    for (var row = 0; row < rows; row++)
                    {
                        var weight = from + row * pass.RowStride + entry;
                        panels[to++] = Unsafe.Add(ref Unsafe.AsRef(in weights.Origin), weight * weights.Stride);
                    }
                }
            }
        }
    }
}
