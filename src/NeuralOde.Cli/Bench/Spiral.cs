using System.Numerics;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench;

/// <summary>The training of the cubic spiral by the engine alone, from its start to its last step.</summary>
internal static class Spiral
{
    private const double Tolerance = 1e-6;

    public static Result<Measurement[], Failure> Run(BenchRequest request) =>
        request.Precision is Precision.Single ? Run<float>(request) : Run<double>(request);

    private static Measurement[] Run<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var peak = Peak.Gflops<T>();
        var plan = new BatchPlan(request.Options(Tolerance), request.Adjoint, MicroBatch: 1) { PullsBack = true };
        var (training, timing) = Timing.Of(
            request.Repeats,
            () => new SpiralTraining<T>(plan.Options, plan.Adjoint, request.Seed),
            training => training.Run());
        var config = BatchConfig.Of<T>(plan, request);
        config["engine"] = "TrainingStep, without actors";
        config["steps"] = SpiralTraining<T>.Steps;
        config["batch"] = 1;
        config["seed"] = request.Seed.Value;
        return
        [
            Peak.Row<T>("spiral", peak),
            Row(Metric.Seconds, timing.Median),
            Row(Metric.SecondsFirst, timing.First),
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
}
