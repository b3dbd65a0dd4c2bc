using System.Globalization;

namespace NeuralOde.Cli.Bench.Costs;

/// <summary>How a step grows with the workers and the parameters, by the model.</summary>
internal static class CostCurves
{
    /// <summary>The time of all micro-batches of the step that is drawn; in milliseconds.</summary>
    public const double SolveMs = 100_000;

    private const double Leaves = 16_384;

    /// <summary>The workers that are drawn: 1 to 1,000.</summary>
    public static IReadOnlyList<int> Workers { get; } =
        [1, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1000];

    /// <summary>The parameters that are drawn: a thousand to a hundred million.</summary>
    public static IReadOnlyList<double> Parameters { get; } = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

    /// <summary>One broker and one server; and what a cluster may have more.</summary>
    public static IReadOnlyList<ClusterShape> Shapes { get; } = [new(0), new(0, Brokers: 3, Servers: 8)];

    /// <summary>A step with so many parameters, in f32; it has the same to solve for any number.</summary>
    public static StepWork Work(double parameters) =>
        new(SolveMs, SolveMs / Leaves, Leaves, sizeof(float) * parameters, parameters);

    /// <summary>The least number of drawn workers at which something else than solving rules a step, with what it is;
    /// none where that does not happen.</summary>
    public static (int Workers, string Limit)[] Saturation(ClusterCosts costs, ClusterShape shape, double parameters) =>
    [
        .. Workers
            .Select(workers => (Workers: workers, StepCost.Of(costs, shape with { Workers = workers }, Work(parameters)).Limit))
            .Where(point => point.Limit != StepCost.BySolving)
            .Take(1),
    ];

    /// <summary>The number of drawn workers with which a step takes the least time, and how much faster that is than with
    /// one.</summary>
    public static (int Workers, double Times) Best(ClusterCosts costs, ClusterShape shape, double parameters)
    {
        var best = Workers.MinBy(StepMs);
        return (best, StepMs(1) / StepMs(best));

        double StepMs(int workers) => StepCost.Of(costs, shape with { Workers = workers }, Work(parameters)).StepMs;
    }

    /// <summary>All points, one a line, with a header.</summary>
    public static string Csv(ClusterCosts costs) => string.Concat(
        (from shape in Shapes
         from parameters in Parameters
         from workers in Workers
         select Line(costs, shape with { Workers = workers }, parameters))
        .Prepend("workers,parameters,brokers,servers,units,thetaMs,solveMs,absorbMs,brokerMs,lastMs,applyMs,stepMs,ringMs,limit\n"));

    private static string Line(ClusterCosts costs, ClusterShape shape, double parameters)
    {
        var (work, cost) = (Work(parameters), StepCost.Of(costs, shape, Work(parameters)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{shape.Workers},{parameters},{shape.Brokers},{shape.Servers},{cost.Units:F0},{cost.ThetaMs:G5},"
            + $"{cost.SolveMs:G5},{cost.AbsorbMs:G5},{cost.BrokerMs:G5},{cost.LastMs:G5},{cost.ApplyMs:G5},{cost.StepMs:G5},"
            + $"{StepCost.RingMs(costs, shape.Workers, work):G5},{cost.Limit}\n");
    }
}
