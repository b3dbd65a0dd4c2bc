using System.Globalization;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>Says how a plan carries out its program.</summary>
internal static class PlanText
{
    /// <summary>A line for the layout, and one for each step; equal ones in a row are counted.</summary>
    /// <param name="layout">The plan.</param>
    /// <param name="elementSize">The size of an element; in bytes.</param>
    public static IReadOnlyList<string> Of(PlanLayout layout, int elementSize) =>
    [
        Invariant($"{layout.Program.Name}: {LayoutOf(layout.Lanes)}, {layout.Length * (long)elementSize} bytes"),
        .. Part("once a solve", layout.Bind),
        .. Part("an evaluation", layout.Run),
        .. Part("the sums of all evaluations", layout.Sum),
    ];

    private static string LayoutOf(int lanes) => lanes == 1
        ? "one lane, its features side by side"
        : Invariant($"tiles of {lanes} lanes, the lanes of a feature side by side");

    private static IEnumerable<string> Part(string name, IReadOnlyList<Step> steps) =>
        steps.Count == 0 ? [] : [$"  {name}:", .. Counted(steps.Select(Of))];

    private static IEnumerable<string> Counted(IEnumerable<string> lines)
    {
        var rows = new List<(string Line, int Count)>();
        foreach (var line in lines)
        {
            if (rows.Count > 0 && rows[^1].Line == line) rows[^1] = (line, rows[^1].Count + 1);
            else rows.Add((line, 1));
        }

        return rows.Select(row => row.Count == 1 ? $"    {row.Line}" : Invariant($"    {row.Count} × {row.Line}"));
    }

    private static string Of(Step step) => step switch
    {
        Step.Unary s => Invariant($"{s.Function} of {s.To.Features}"),
        Step.Binary s => Invariant($"{s.Function} of {s.To.Features}"),
        Step.Select s => Invariant($"Select of {s.To.Features}"),
        Step.Product s => Invariant($"product {SizeOf(s.W)}"),
        Step.Fused s => $"chain {s.Code.Chain}",
        Step.Copy s => Invariant($"copy of {s.To.Features}"),
        Step.Clear s => Invariant($"zeros for {s.To.Features}"),
        Step.Pack s => Invariant($"filters in panels, {s.W.Features} weights"),
        Step.Convolution s => Invariant($"convolution {s.X.Features} to {s.To.Features}"),
        Step.ConvolutionOuter s => Invariant($"filter cotangent of each lane, {s.To.Features} weights"),
        Step.ConvolutionSum s => Invariant($"filter cotangent summed over lanes, {s.To.Sums.Features} weights"),
        Step.Pool s => Invariant($"{s.Of.Function} of windows, {s.X.Features} to {s.To.Features}"),
        Step.PackMatrix s => Invariant($"matrix {SizeOf(s.W)} in panels"),
        Step.PackedProduct s => Invariant($"product {s.Of.W.Rows}×{s.Of.W.Columns} by panels"),
        Step.Gather s => Invariant($"gather of {s.X.Features}, up to {s.To.Rows} rows"),
        Step.Turn s => Invariant($"turn of {s.X.Features}"),
        Step.LaneOuterSum s => Invariant($"outer sum {s.X.Features}×{s.Y.Features} over lanes"),
        Step.MoveSums s => Invariant($"sums {s.From.Features}×{s.From.Rows} to their places"),
        Step.OuterSum s => Invariant($"outer sum {s.X.Features}×{s.Y.Features} over {s.X.Rows} gathered rows"),
        Step.RowSum s => Invariant($"sum of {s.X.Features} over {s.X.Rows} rows"),
        Step.LaneSum s => Invariant($"sum of {s.X.Features} over lanes"),
        _ => throw Unreachable.Case(step),
    };

    private static string SizeOf(MatrixPlace matrix) => Invariant($"{matrix.Rows}×{matrix.Columns}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
