using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using NeuralOde.Cli.Bench.Processes;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench;

/// <summary>The training of the cubic spiral by the engine alone, from its start to its last step.</summary>
internal static class Spiral
{
    private const double Tolerance = 1e-6;

    public static Result<Measurement[], Failure> Run(BenchRequest request) =>
        request.Precision is Precision.Single ? Run<float>(request) : Run<double>(request);

    /// <summary>How field and pullback are carried out.</summary>
    public static Result<string[], Failure> Explain(BenchRequest request) =>
        Explained.Of(SpiralTraining<double>.Field, Plan(request), request);

    private static BatchPlan Plan(BenchRequest request) =>
        new(request.Options(Tolerance), request.Adjoint, MicroBatch: 1) { PullsBack = true };

    private static Result<Measurement[], Failure> Run<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var plan = Plan(request);
        return request.Once
            ? Once<T>(plan, request)
            : Enumerable.Range(0, request.Repeats).Traverse(_ => Process<T>(plan, request))
                .Map(times => Warm<T>(plan, request, Timing.MedianOf(times)));
    }

    private static Measurement[] Warm<T>(BatchPlan plan, BenchRequest request, double process)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (training, timing) = Timing.Of(
            request.Repeats, Peak.Gflops<T>, () => Training<T>(plan, request), training => training.Run());
        var config = Config<T>(plan, request);
        return
        [
            Peak.Row<T>("spiral", timing.PeakGflops),
            Row(Metric.Seconds, timing.Median),
            Row(Metric.SecondsFirst, timing.First),
            Row(Metric.SecondsProcess, process),
            Row(Metric.Nfe, training.Work.NfeForward),
            Row(Metric.NfeBackward, training.Work.NfeBackward),
            Row(Metric.Nvjp, training.Work.Nvjp),
            Row(Metric.NsPerLaneStep, timing.Median * 1e9 / training.Work.Steps),
            Row(Metric.FinalLoss, training.Loss),
            Row(Metric.BytesAllocated, training.Bytes / (double)SpiralTraining<T>.Steps),
            Row(Metric.BytesAllocatedInGradient, training.BytesInGradient / (double)SpiralTraining<T>.Steps),
        ];

        Measurement Row(string metric, double value) => new("spiral", metric, value, config);
    }

    /// <summary>A training in a process that does nothing else.</summary>
    private static Result<double, Failure> Process<T>(BatchPlan plan, BenchRequest request)
        where T : unmanaged => NeuralodeProcess.SecondsToEnd(
            request.Published,
            "bench", "spiral", "--once",
            "--dtype", Dtype.Of<T>(),
            "--method", plan.Options.Method.Name,
            "--adjoint", BatchConfig.NameOf(plan.Adjoint),
            "--rtol", Text(plan.Options.RelativeTolerance),
            "--atol", Text(plan.Options.AbsoluteTolerance),
            "--seed", Text(request.Seed.Value));

    /// <summary>What such a process does.</summary>
    private static Measurement[] Once<T>(BatchPlan plan, BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var training = Training<T>(plan, request);
        training.Run();
        return [new("spiral", Metric.FinalLoss, training.Loss, Config<T>(plan, request))];
    }

    private static SpiralTraining<T> Training<T>(BatchPlan plan, BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(plan.Options, plan.Adjoint, request.Seed);

    private static JsonObject Config<T>(BatchPlan plan, BenchRequest request)
        where T : unmanaged
    {
        var config = BatchConfig.Of<T>(plan, request);
        config["engine"] = "TrainingStep, without actors";
        config["steps"] = SpiralTraining<double>.Steps;
        config["batch"] = 1;
        config["seed"] = request.Seed.Value;
        return config;
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
