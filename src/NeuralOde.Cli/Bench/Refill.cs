using System.Numerics;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench;

/// <summary>
/// What it brings that a lane whose example has ended takes the next one, on the batch of <see cref="VanDerPol"/>.
/// </summary>
/// <remarks>
/// A tile steps in all its lanes, until the last of them has ended. Refilled, it goes on with the next examples of the
/// batch; otherwise the next tile begins.
/// </remarks>
internal static class Refill
{
    private const int State = 2, SmallTile = 32;

    public static Result<Measurement[], Failure> Run(BenchRequest request) =>
        request.Precision is Precision.Single ? Run<float>(request) : Run<double>(request);

    /// <summary>The steps that a tile takes over all examples, each lane taking the next one when it is free.</summary>
    /// <param name="steps">The steps of each example.</param>
    /// <param name="lanes">The lanes of the tile.</param>
    public static long Refilled(ReadOnlySpan<int> steps, int lanes)
    {
        var ends = new PriorityQueue<int, long>(Enumerable.Range(0, lanes).Select(lane => (lane, 0L)));
        var last = 0L;
        foreach (var count in steps)
        {
            _ = ends.TryDequeue(out var lane, out var free);
            last = Math.Max(last, free + count);
            ends.Enqueue(lane, free + count);
        }

        return last;
    }

    /// <summary>The steps that a tile takes over all examples, a tile of them at a time.</summary>
    public static long TileByTile(ReadOnlySpan<int> steps, int lanes)
    {
        var sum = 0L;
        for (var first = 0; first < steps.Length; first += lanes)
        {
            var longest = 0;
            var tile = steps.Slice(first, Math.Min(lanes, steps.Length - first));
            foreach (var count in tile) longest = Math.Max(longest, count);
            sum += longest;
        }

        return sum;
    }

    private static Result<Measurement[], Failure> Run<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VanDerPol.Problem<T>(request).Map(problem => Measure(problem, request));

    private static Measurement[] Measure<T>(BatchProblem<T> problem, BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var options = request.Options(VanDerPol.Tolerance);
        var lanes = TileSize.Of(State);
        var steps = Steps(problem, options);
        var evaluations = EvaluationsOfStep(options.Method);
        var refilled = Refilled(steps, lanes) * lanes;
        var tileByTile = TileByTile(steps, lanes) * lanes;
        var (smallRefilled, smallTileByTile) = (Refilled(steps, SmallTile), TileByTile(steps, SmallTile));
        var wholeBatch = TileByTile(steps, steps.Length) * steps.Length;
        return
        [
            Peak.Row<T>("refill", Peak.Gflops<T>()),
            .. Rows("refilled", problem.Examples, refilled),
            .. Rows("tile by tile", lanes, tileByTile),
            Row("refilled", problem.Examples, Metric.EvaluationsSaved, 1 - refilled / (double)tileByTile),
            Row("whole batch", problem.Examples, Metric.TimesRefilled, wholeBatch / (double)refilled),
            Row("tile by tile", lanes, Metric.TimesRefilled, tileByTile / (double)refilled),
            Row("tiles of 32", SmallTile, Metric.TimesRefilled, smallTileByTile / (double)smallRefilled),
        ];

        IEnumerable<Measurement> Rows(string mode, int microBatch, long laneSteps)
        {
            var plan = new BatchPlan(options, request.Adjoint, microBatch);
            var (run, timing) = Timing.Of(
                request.Repeats, Peak.Gflops<T>, () => new BatchRun<T>(problem, plan), run => run.Run());
            return
            [
                Row(mode, microBatch, Metric.Seconds, timing.Median),
                Row(mode, microBatch, Metric.Nfe, run.Counts.Nfe),
                Row(mode, microBatch, Metric.LaneEvaluations, laneSteps * evaluations),
            ];
        }

        Measurement Row(string mode, int microBatch, string metric, double value)
        {
            var config = BatchConfig.Of<T>(new(options, request.Adjoint, microBatch), request);
            (config["batch"], config["lanes"], config["mode"]) = (problem.Examples, lanes, mode);
            return new("refill", metric, value, config);
        }
    }

    private static int EvaluationsOfStep(Method method) => method switch
    {
        Method.ExplicitRungeKutta { Tableau: var tableau } => tableau.IsFsal ? tableau.Stages - 1 : tableau.Stages,
        _ => throw Unreachable.Case(method),
    };

    /// <summary>The steps that each example needs, rejected ones included; shape [examples].</summary>
    private static int[] Steps<T>(BatchProblem<T> problem, SolveOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var workspace = new SolveWorkspace<T>(problem.Field, options, recordSteps: false);
        workspace.Run(
            new()
            {
                Examples = problem.Examples,
                Y0 = problem.Y0,
                Inputs = problem.Inputs,
                T0 = new double[problem.Examples],
                T1 = [.. Enumerable.Repeat(problem.T1, problem.Examples)],
            },
            problem.Parameters);
        var steps = new int[problem.Examples];
        for (var i = 0; i < steps.Length; i++) steps[i] = workspace.Lanes[i].Steps;
        return steps;
    }
}
