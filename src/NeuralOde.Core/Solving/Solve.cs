using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>
/// Solves initial value problems once; <see cref="SolveWorkspace{T}"/> does so again and again.
/// </summary>
public static class Solve
{
    /// <summary>Solves every example of a problem.</summary>
    /// <param name="problem">The field and its examples.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <param name="options">How it is solved.</param>
    /// <exception cref="ArgumentException">
    /// A length does not fit, or options contradict one another.
    /// </exception>
    public static Solution<T> Run<T>(
        InitialValueProblem<T> problem, ReadOnlySpan<T> parameters, SolveOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var workspace = new SolveWorkspace<T>(problem.Field, options, recordSteps: false);
        workspace.Run(Batch(problem), parameters);
        return Solution(problem, workspace);
    }

    /// <summary>The examples of a problem, one behind the other.</summary>
    internal static ProblemBatch<T> Batch<T>(InitialValueProblem<T> problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var lane in problem.Lanes)
        {
            Misuse.SameLength(lane.Y0.Count, problem.Field.State);
            Misuse.SameLength(lane.Inputs.Count, problem.Field.Inputs);
        }

        return new()
        {
            Examples = problem.Lanes.Count,
            Y0 = problem.Lanes.SelectMany(lane => lane.Y0).ToArray(),
            Inputs = problem.Lanes.SelectMany(lane => lane.Inputs).ToArray(),
            T0 = problem.Lanes.Select(lane => lane.T0).ToArray(),
            T1 = problem.Lanes.Select(lane => lane.T1).ToArray(),
            TimeOffsets = TimeOffsets(problem),
            Times = problem.Lanes.SelectMany(lane => lane.Times).ToArray(),
        };
    }

    /// <summary>
    /// Where the evaluation times of each example begin among those of all; shape [examples + 1].
    /// </summary>
    internal static int[] TimeOffsets<T>(InitialValueProblem<T> problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [0, .. Running(problem.Lanes.Select(lane => lane.Times.Count))];

    /// <summary>What a workspace holds after it has solved a problem.</summary>
    internal static Solution<T> Solution<T>(InitialValueProblem<T> problem, SolveWorkspace<T> workspace)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (state, offsets) = (problem.Field.State, TimeOffsets(problem));
        return new([.. Enumerable.Range(0, problem.Lanes.Count).Select(Lane)]);

        LaneSolution<T> Lane(int example)
        {
            var record = workspace.Lanes[example];
            return new(
                [.. workspace.Values[(offsets[example] * state)..(offsets[example + 1] * state)]],
                [.. workspace.Final.Slice(example * state, state)],
                LaneOutcome.Of(record),
                record);
        }
    }

    private static IEnumerable<int> Running(IEnumerable<int> counts)
    {
        var sum = 0;
        foreach (var count in counts) yield return sum += count;
    }
}
