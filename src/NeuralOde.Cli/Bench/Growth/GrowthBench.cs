using System.Numerics;
using System.Text.Json.Nodes;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Growth;

/// <summary>How time and memory of a solve and of its gradient grow with the batch, the state and the steps.</summary>
internal static class GrowthBench
{
    private const int Checkpoints = 8;

    private static readonly Adjoint[] Adjoints =
        [new Adjoint.Discrete(), new Adjoint.Checkpointed(Checkpoints), new Adjoint.Backsolve()];

    /// <summary>Measures all sweeps, up to the size that --batch may say, and writes the files that are asked for.</summary>
    public static Result<Measurement[], Failure> Run(BenchRequest request)
    {
        var most = request.Batch ?? int.MaxValue;
        return
            from points in GrowthSweep.All.Traverse(sweep => request.Precision is Precision.Single
                ? Sweep<float>(sweep, most, request)
                : Sweep<double>(sweep, most, request))
            let all = points.SelectMany(part => part).ToArray()
            from csv in GrowthFiles.Write(request.Csv, () => GrowthFiles.Csv(all))
            from plot in GrowthFiles.Write(request.Plot, () => GrowthPlot.Svg(all))
            select all.SelectMany(point => Rows(point, request)).ToArray();
    }

    private static Result<GrowthPoint[], Failure> Sweep<T>(GrowthSweep sweep, int most, BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        sweep.Sizes.Where(size => size <= most)
            .Traverse(size => Points<T>(sweep, size, request))
            .Map(points => points.SelectMany(part => part).ToArray());

    private static Result<GrowthPoint[], Failure> Points<T>(GrowthSweep sweep, int size, BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var setting = sweep.Setting(size);
        return NetProblem.Of<T>(setting.Net, request with { Batch = setting.Batch, Weights = "" }).Map(problem =>
        {
            GrowthWork<T>[] works = [.. Plans(setting, request).Select(plan => new GrowthWork<T>(problem, plan))];
            var timings = Timing.Interleaved(
                request.Repeats, Peak.Gflops<T>, Array.ConvertAll<GrowthWork<T>, Action>(works, work => work.Run));
            return works.Zip(timings, (work, timing) => new GrowthPoint(
                sweep.Name, size, work.Pass, timing.Median, work.RetainedBytes, work.HeldBytes)).ToArray();
        });
    }

    private static IEnumerable<BatchPlan> Plans(GrowthSetting setting, BenchRequest request)
    {
        var options = new SolveOptions
        {
            Method = request.Method,
            Controller = new StepSizeController.Fixed(1.0 / setting.Steps),
            MaximumSteps = 2 * setting.Steps,
        };
        return
        [
            new(options, Adjoints[0], setting.Batch),
            .. Adjoints.Select(adjoint => new BatchPlan(options, adjoint, setting.Batch) { PullsBack = true }),
        ];
    }

    private static IEnumerable<Measurement> Rows(GrowthPoint point, BenchRequest request)
    {
        var config = new JsonObject
        {
            ["dtype"] = Dtype.Names[(int)(request.Precision ?? Precision.Double)],
            ["threads"] = 1,
            ["sweep"] = point.Sweep,
            ["size"] = point.Size,
            ["pass"] = point.Pass,
            ["repeats"] = request.Repeats,
        };
        return
        [
            new("growth", Metric.Seconds, point.Seconds, config),
            new("growth", Metric.BytesRetained, point.RetainedBytes, config),
            new("growth", Metric.BytesHeld, point.HeldBytes, config),
        ];
    }
}
