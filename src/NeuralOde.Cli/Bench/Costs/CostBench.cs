using System.Text.Json.Nodes;
using NeuralOde.Cli.Bench.Clusters;
using NeuralOde.Cli.Bench.Growth;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Costs;

/// <summary>What letters and sums cost here, how far a step of 1 to 8 workers is from what follows from that, and what
/// follows for a thousand workers.</summary>
internal static class CostBench
{
    private const int FewWorkers = 8, ManyWorkers = 256, FewParameters = 100, ManyParameters = 1_000_000;
    private const double BytesOfSum = sizeof(float) * ManyParameters;
    private const int Versions = 5;
    private const int Examples = 512, MicroBatch = 4, Steps = 9;
    private const double MsPerExample = 3.125;
    private static readonly int[] Sizes = [33_000, 1_000_000];
    private static readonly int[] Workers = [1, 2, 4, 8];

    public static Result<Measurement[], Failure> Run(BenchRequest request) => BenchCluster.Measure(async cluster =>
    {
        var costs = Of(await BrokerSpeed.MeasureAsync(cluster.Broker, MachineTime.BusyMs).ConfigureAwait(false));
        var steps = new List<Measurement>();
        foreach (var workers in Workers.Where(workers => workers <= (request.Workers ?? int.MaxValue)))
        {
            // They wait in the place of solving: there are more of them than cores.
            cluster.HaveWorkers(workers, "--wait-ms", FormattableString.Invariant($"{MsPerExample}"));
            foreach (var parameters in Sizes)
            {
                steps.AddRange(await StepsOfAsync(cluster, costs, parameters).ConfigureAwait(false));
            }
        }

        return
            from csv in GrowthFiles.Write(request.Csv, () => CostCurves.Csv(costs))
            from plot in GrowthFiles.Write(request.Plot, () => CostPlot.Svg(costs))
            select (Measurement[])[.. Constants(costs), .. steps];
    });

    /// <summary>The constants that the rows of a result say.</summary>
    public static ClusterCosts Of(IReadOnlyList<Measurement> rows)
    {
        return new()
        {
            LetterMs = Value(Metric.LetterMs),
            BytesPerMsIn = Value(Metric.BytesPerMsIn),
            BytesPerMsOut = Value(Metric.BytesPerMsOut),
            AnswerMs = Value(Metric.AnswerMs),
            AnswerMsPerWorker = Value(Metric.AnswerMsPerWorker),
            DealMsPerWorker = Value(Metric.DealMsPerWorker),
            ByteMs = Value(Metric.ByteMs),
            WriteByteMs = Value(Metric.WriteByteMs),
            CarryByteMs = Value(Metric.CarryByteMs),
            ParameterMs = Value(Metric.ParameterMs),
        };

        double Value(string metric) => rows.Single(row => row.Bench == "costs" && row.Metric == metric).Value;
    }

    private static ClusterCosts Of(BrokerSpeed broker)
    {
        var few = ServerSpeed.Measure(FewWorkers, FewParameters, Versions);
        var many = ServerSpeed.Measure(ManyWorkers, FewParameters, versions: 1);
        var large = ServerSpeed.Measure(workers: 2, ManyParameters, Versions);
        var perWorker = Math.Max(0, (many.AnswerMs - few.AnswerMs) / (ManyWorkers - FewWorkers));
        return new()
        {
            LetterMs = broker.LetterMs,
            BytesPerMsIn = broker.BytesPerMsIn,
            BytesPerMsOut = broker.BytesPerMsOut,
            AnswerMs = Math.Max(0, few.AnswerMs - FewWorkers * perWorker),
            AnswerMsPerWorker = perWorker,
            DealMsPerWorker = Math.Max(0, (many.ApplyMs - few.ApplyMs) / (ManyWorkers - FewWorkers)),
            ByteMs = (large.AnswerMs - few.AnswerMs) / BytesOfSum,
            WriteByteMs = (large.WriteMs - few.WriteMs) / BytesOfSum,
            CarryByteMs = broker.BusyMsPerByte,
            ParameterMs = Math.Max(0, large.ApplyMs - large.AnswerMs) / ManyParameters,
        };
    }

    private static async Task<Measurement[]> StepsOfAsync(BenchCluster cluster, ClusterCosts costs, int parameters)
    {
        var setup = ClusterProblem
            .Net(cluster.Folder, ClusterProblem.HiddenFor(parameters), new(Examples, MicroBatch, Steps))
            .Match(problem => problem.Setup, failure => throw new InvalidOperationException(failure.Message));
        await cluster.WarmUpAsync(setup, steps: 1).ConfigureAwait(false);
        var times = StepTimes.Of(await cluster.TrainAsync(setup).ConfigureAwait(false));
        var count = setup.Model.Layout.Total;
        var model = StepCost.Of(costs, new(cluster.Workers, Cores: Environment.ProcessorCount), new(
            Examples * MsPerExample, MicroBatch * MsPerExample, Examples / (double)MicroBatch, sizeof(float) * count,
            count));
        var config = new JsonObject { ["workers"] = cluster.Workers, ["parameters"] = count, ["waiting"] = true };
        return
        [
            new("costs", Metric.StepMs, times.WallMs, config),
            new("costs", Metric.StepMsOfModel, model.StepMs, config),
            new("costs", Metric.PercentOff, 100 * Math.Abs(model.StepMs / times.WallMs - 1), config),
            new("costs", Metric.UnitsOfStep, times.Units, config),
            new("costs", Metric.UnitsOfModel, model.Units, config),
        ];
    }

    private static Measurement[] Constants(ClusterCosts costs) =>
    [
        .. from pair in new (string Metric, double Value)[]
           {
               (Metric.LetterMs, costs.LetterMs),
               (Metric.BytesPerMsIn, costs.BytesPerMsIn),
               (Metric.BytesPerMsOut, costs.BytesPerMsOut),
               (Metric.AnswerMs, costs.AnswerMs),
               (Metric.AnswerMsPerWorker, costs.AnswerMsPerWorker),
               (Metric.DealMsPerWorker, costs.DealMsPerWorker),
               (Metric.ByteMs, costs.ByteMs),
               (Metric.WriteByteMs, costs.WriteByteMs),
               (Metric.CarryByteMs, costs.CarryByteMs),
               (Metric.ParameterMs, costs.ParameterMs),
           }
           select new Measurement("costs", pair.Metric, pair.Value, []),
    ];
}
