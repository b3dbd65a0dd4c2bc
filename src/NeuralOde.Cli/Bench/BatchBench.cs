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
    /// <summary>The peak of this moment, and then one plan after the other.</summary>
    public Measurement[] Measure(params ReadOnlySpan<BatchPlan> plans)
    {
        var peak = Peak.Gflops<T>();
        var rows = new List<Measurement> { Peak.Row<T>(Name, peak) };
        foreach (var plan in plans) rows.AddRange(Measure(plan with { Threads = Request.Threads }, peak));
        return [.. rows];
    }

    private IEnumerable<Measurement> Measure(BatchPlan plan, double peak)
    {
        var config = BatchConfig.Of<T>(plan, Request);
        config["batch"] = Problem.Examples;
        config.Add(Source.Key, Source.Value?.DeepClone());
        var (run, timing) = Timing.Of(Request.Repeats, () => new BatchRun<T>(Problem, plan), run => run.Run());
        var counts = run.Counts;
        return
        [
            Row(Metric.Seconds, timing.Median),
            Row(Metric.SecondsFirst, timing.First),
            .. PercentOfPeak(counts, timing.Median * peak * 1e9 * plan.Threads)
                .Select(percent => Row(Metric.PercentOfPeak, percent)),
            Row(Metric.NsPerLaneStep, timing.Median * 1e9 / counts.Steps),
            Row(Metric.NsPerLaneEvaluation, timing.Median * 1e9 / (counts.Nfe + counts.NfeBackward + counts.Nvjp)),
            Row(Metric.Nfe, counts.Nfe),
            Row(Metric.NfeBackward, counts.NfeBackward),
            Row(Metric.Nvjp, counts.Nvjp),
            Row(Metric.SumY, run.SumY),
            .. plan.PullsBack ? new[] { Row(Metric.SumGradient, counts.SumGradient) } : [],
            Row(Metric.Failed, counts.Failed),
            Row(Metric.BytesAllocated, counts.Bytes),
        ];

        Measurement Row(string metric, double value) => new(Name, metric, value, config);
    }

    /// <summary>Nothing for a field without products.</summary>
    private double[] PercentOfPeak(BatchCounts counts, double possible)
    {
        var flops = Flops.Of(Problem.Field);
        var done = flops.Evaluation * (counts.Nfe + counts.NfeBackward) + flops.Pullback * counts.Nvjp;
        return done == 0 ? [] : [100 * done / possible];
    }
}
