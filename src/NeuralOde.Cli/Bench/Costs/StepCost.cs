using NeuralOde.Actors.Dealing;

namespace NeuralOde.Cli.Bench.Costs;

/// <summary>The time of a synchronous step, from what it is made of; all in milliseconds.</summary>
/// <param name="Units">M: the units that are dealt.</param>
/// <param name="ThetaMs">t_θ: until the last worker has the parameters.</param>
/// <param name="SolveMs">t_solve: until the last worker has solved.</param>
/// <param name="AbsorbMs">t_absorb: what the server needs to read and add all sums.</param>
/// <param name="BrokerMs">t_broker: what the brokers need to carry all sums.</param>
/// <param name="CoresMs">t_cores: what cores that all share need for all of that; 0 where they share none.</param>
/// <param name="LastMs">How much of the longest of these three is left to do when the last sums come.</param>
/// <param name="ApplyMs">The optimiser's step, and the first dealing.</param>
internal readonly record struct StepCost(
    double Units, double ThetaMs, double SolveMs, double AbsorbMs, double BrokerMs, double CoresMs, double LastMs,
    double ApplyMs)
{
    /// <summary>What <see cref="Limit"/> is where nothing but the workers counts.</summary>
    public const string BySolving = "solving";

    // How many more units there are than where every cut would fit: 1.35 in the simulator where none may be longer than
    // its target, and fewer by as much as the dealer lets them be longer.
    private const double Uneven = 1.35 / Dealer.Tolerance;

    private static readonly DealingRules Rules = new();

    /// <summary>All of it.</summary>
    public double StepMs => ThetaMs + Math.Max(SolveMs, LettersMs - LastMs) + LastMs + ApplyMs;

    /// <summary>What everything else waits for while units are solved: the workers, the server, the broker or the
    /// cores.</summary>
    public string Limit =>
        SolveMs >= LettersMs ? BySolving
        : AbsorbMs >= LettersMs ? "server"
        : BrokerMs >= LettersMs ? "broker"
        : "cores";

    private double LettersMs => Math.Max(CoresMs, Math.Max(AbsorbMs, BrokerMs));

    /// <summary>The cost of a step.</summary>
    /// <remarks>Units follow from guided self-scheduling: each is 1/(g·W) of what remains, but not less than u.
    /// Solving ends when the last unit does, at worst the longest micro-batch behind what all others share (Graham,
    /// Bounds for certain multiprocessing anomalies, 1966). Sums are carried and added while others are solved, so the
    /// slowest of these counts; but the last ones of all workers come together, when nothing is left to solve.</remarks>
    public static StepCost Of(ClusterCosts costs, ClusterShape shape, StepWork work)
    {
        var (w, n, k) = ((double)shape.Workers, (double)shape.Brokers, (double)shape.Servers);
        var units = UnitsOf(shape.Workers, work);
        var answerMs = costs.AnswerMs + costs.AnswerMsPerWorker * w;
        var absorbMs = units * (answerMs + work.Bytes * costs.ByteMs / k);
        var brokerMs = units * work.Bytes / (n * costs.BytesPerMsIn);
        var sumMs = answerMs + work.Bytes * (costs.WriteByteMs + costs.CarryByteMs + costs.ByteMs);
        var coresMs = shape.Cores is { } cores ? units * sumMs / cores : 0;
        return new(
            units,
            costs.LetterMs + work.Bytes * (1 / costs.BytesPerMsIn + w / (n * costs.BytesPerMsOut)),
            work.SolveMs / w + work.LongestMs * (1 - 1 / w) + units / w * work.Bytes * costs.WriteByteMs,
            absorbMs,
            brokerMs,
            coresMs,
            costs.LetterMs + Math.Min(1, w / units) * Math.Max(coresMs, Math.Max(absorbMs, brokerMs)),
            work.Parameters * costs.ParameterMs / k + costs.DealMsPerWorker * w);
    }

    /// <summary>The same step with a ring of workers that all reduce instead of a server: each sends and receives the
    /// gradient twice; in milliseconds.</summary>
    /// <remarks>Source: Patarasuk, Yuan, Bandwidth optimal all-reduce algorithms for clusters of workstations, 2009.
    /// Shares are fixed before the step, so nothing is dealt.</remarks>
    public static double RingMs(ClusterCosts costs, int workers, StepWork work) =>
        work.SolveMs / workers
            + (workers == 1 ? 0 : 2 * work.Bytes / costs.BytesPerMsIn + 2 * (workers - 1) * costs.LetterMs);

    private static double UnitsOf(int workers, StepWork work)
    {
        var shares = Rules.SharesPerSlot * workers;
        var least = Rules.Carrying((long)work.Bytes).LeastUnitMs(workers, work.SolveMs);
        var rounds = work.SolveMs / (shares * least);
        var units = Uneven * shares * (rounds > 1 ? 1 + Math.Log(rounds) : rounds);
        return Math.Clamp(units, 1, work.Leaves);
    }
}
