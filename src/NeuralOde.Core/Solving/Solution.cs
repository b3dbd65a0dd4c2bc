using System.Numerics;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Solving;

/// <summary>What came of initial value problems; it never changes.</summary>
/// <typeparam name="T">The element type of the state.</typeparam>
/// <param name="Lanes">Each example.</param>
public sealed record Solution<T>(ValueArray<LaneSolution<T>> Lanes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>True when every example reached its end.</summary>
    public bool IsComplete => Lanes.All(lane => lane.Outcome is LaneOutcome.Finished);

    /// <summary>
    /// What happened to the examples that did not reach their end, and the settings that mend it.
    /// </summary>
    public IEnumerable<string> Failures =>
        from indexed in Lanes.Select((lane, example) => (lane, example))
        where indexed.lane.Outcome is not LaneOutcome.Finished
        select indexed.lane.Outcome.Describe(indexed.example);
}

/// <summary>What came of one example.</summary>
/// <typeparam name="T">The element type of the state.</typeparam>
/// <param name="Values">
/// The states at the evaluation times, NaN at those not reached; shape [times, state].
/// </param>
/// <param name="Final">The state at which it ended; shape [state].</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Statistics">What it cost.</param>
public sealed record LaneSolution<T>(
    ValueArray<T> Values, ValueArray<T> Final, LaneOutcome Outcome, LaneRecord Statistics)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
