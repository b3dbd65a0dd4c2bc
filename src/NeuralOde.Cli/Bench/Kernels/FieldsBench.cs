using System.Numerics;
using System.Text.Json.Nodes;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Cli.Bench.Kernels;

/// <summary>What an evaluation of a traced field costs, in a tile of the solver, over a loop written for it by hand.</summary>
internal static class FieldsBench
{
    internal static readonly VectorField VanDerPol = VectorField.Define(
        2, 1, (t, y, p) => Vector(y[1], p[0] * (1 - y[0] * y[0]) * y[1] - y[0]));

    internal static readonly VectorField Lorenz = VectorField.Define(
        3, 3, (t, y, p) => Vector(p[0] * (y[1] - y[0]), y[0] * (p[1] - y[2]) - y[1], y[0] * y[1] - p[2] * y[2]));

    /// <summary>A + B ⇌ C, C + D → E, E → D + B.</summary>
    internal static readonly VectorField Reactions = VectorField.Define(5, 4, (t, y, p) =>
    {
        var (binding, parting) = (p[0] * y[0] * y[1], p[1] * y[2]);
        var (turning, decaying) = (p[2] * y[2] * y[3], p[3] * y[4]);
        return Vector(
            parting - binding,
            parting - binding + decaying,
            binding - parting - turning,
            decaying - turning,
            turning - decaying);
    });

    public static Measurement[] Run(BenchRequest request) =>
        request.Precision is Precision.Single ? Run<float>(request) : Run<double>(request);

    private static Measurement[] Run<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Timed[] fields =
        [
            Time<T>("vanDerPol", VanDerPol, HandWritten.VanDerPol, request),
            Time<T>("lorenz", Lorenz, HandWritten.Lorenz, request),
            Time<T>("reactions", Reactions, HandWritten.Reactions, request),
        ];
        return
        [
            Peak.Row<T>("fields", Timing.MedianOf(fields.Select(field => field.ByPlan.PeakGflops))),
            .. fields.SelectMany(field => Rows<T>(field, request)),
        ];
    }

    private static Timed Time<T>(string name, VectorField field, HandWritten.Loop<T> loop, BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = TileSize.Of(field.State);
        var tile = new FieldTile<T>(field, lanes, request.Seed);
        var timings = Timing.Interleaved(request.Repeats, Peak.Gflops<T>, tile.Evaluate, () => tile.Evaluate(loop));
        return new(name, lanes, timings[0], timings[1]);
    }

    private static Measurement[] Rows<T>(Timed field, BenchRequest request)
        where T : unmanaged
    {
        return
        [
            Row("traced", Metric.NsPerLaneEvaluation, field.ByPlan.Median * 1e9 / field.Lanes),
            Row("by hand", Metric.NsPerLaneEvaluation, field.ByHand.Median * 1e9 / field.Lanes),
            Row("traced", Metric.TimesHandWritten, field.ByHand.TimesFasterThan(field.ByPlan)),
        ];

        Measurement Row(string kernel, string metric, double value) => new("fields", metric, value, new JsonObject
        {
            ["dtype"] = Dtype.Of<T>(),
            ["threads"] = 1,
            ["field"] = field.Name,
            ["kernel"] = kernel,
            ["lanes"] = field.Lanes,
            ["repeats"] = request.Repeats,
        });
    }

    private sealed record Timed(string Name, int Lanes, Timing ByPlan, Timing ByHand);
}
