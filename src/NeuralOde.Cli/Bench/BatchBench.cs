using System.Numerics;
using System.Text.Json.Nodes;

namespace NeuralOde.Cli.Bench;

/// <summary>Measures the solve of a batch, and its gradient.</summary>
/// <param name="Name">The benchmark's name.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Problem">What is solved.</param>
/// <param name="Source">Where the problem comes from, as it stands in the config.</param>
internal sealed record BatchBench<T>(
    string Name, BenchRequest Request, BatchProblem<T> Problem, KeyValuePair<string, JsonNode?> Source)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The peak, and then one plan after the other.</summary>
    public Measurement[] Measure(params BatchPlan[] plans)
    {
        var runs = Array.ConvertAll(plans, plan => Timed(plan with { Threads = Request.Threads }));
        return
        [
            Peak.Row<T>(Name, Timing.MedianOf(runs.Select(run => run.Timing.PeakGflops))),
            .. plans.Zip(runs).SelectMany(pair => Rows(pair.First with { Threads = Request.Threads }, pair.Second)),
        ];
    }

    private TimedBatch Timed(BatchPlan plan)
    {
        var (run, timing) = Timing.Of(
            Request.Repeats, Peak.Gflops<T>, () => new BatchRun<T>(Problem, plan), run => run.Run());
        return new(run, timing);
    }

    private IEnumerable<Measurement> Rows(BatchPlan plan, TimedBatch batch)
    {
        var config = BatchConfig.Of<T>(plan, Request);
        config["batch"] = Problem.Examples;
        config.Add(Source.Key, Source.Value?.DeepClone());
        var (run, timing) = batch;
        var counts = run.Counts;
        return
        [
            Row(Metric.Seconds, timing.Median),
            Row(Metric.SecondsFirst, timing.First),
            .. PercentOfPeak(counts, timing, plan.Threads).Select(percent => Row(Metric.PercentOfPeak, percent)),
            .. Speedup(plan).Select(speedup => Row(Metric.Speedup, speedup)),
            Row(Metric.NsPerLaneStep, timing.Median * 1e9 / counts.Steps),
            Row(Metric.NsPerLaneEvaluation, timing.Median * 1e9 / (counts.Nfe + counts.NfeBackward + counts.Nvjp)),
            Row(Metric.Nfe, counts.Nfe),
            Row(Metric.NfeBackward, counts.NfeBackward),
            Row(Metric.Nvjp, counts.Nvjp),
            Row(Metric.SumY, run.SumY),
            .. plan.PullsBack ? new[] { Row(Metric.SumGradient, run.SumGradient) } : [],
            Row(Metric.Failed, counts.Failed),
            Row(Metric.BytesAllocated, counts.Bytes),
        ];

        Measurement Row(string metric, double value) => new(Name, metric, value, config);
    }

    /// <summary>Nothing for a field without products.</summary>
    private double[] PercentOfPeak(BatchCounts counts, Timing timing, int threads)
    {
        var flops = Flops.Of(Problem.Field);
        var done = flops.Evaluation * (counts.Nfe + counts.NfeBackward) + flops.Pullback * counts.Nvjp;
        return done == 0 ? [] : [timing.PercentOfPeak(done / (double)threads)];
    }

    /// <summary>Nothing for one thread.</summary>
    private double[] Speedup(BatchPlan plan)
    {
        if (plan.Threads == 1) return [];
        var (one, all) = (new BatchRun<T>(Problem, plan with { Threads = 1 }), new BatchRun<T>(Problem, plan));
        var timings = Timing.Interleaved(Request.Repeats, Peak.Gflops<T>, one.Run, all.Run);
        return [timings[1].TimesFasterThan(timings[0])];
    }

    private sealed record TimedBatch(BatchRun<T> Run, Timing Timing);
}
