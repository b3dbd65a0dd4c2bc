using System.Runtime.InteropServices;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Solving;

namespace NeuralOde.Core.Models;

/// <summary>How one example went through a model, in numbers; solves of several stages are summed.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ExampleRecord
{
    /// <summary>How it ended: the first failure of its solves, or Finished.</summary>
    public OutcomeCode Code { get; init; }

    /// <summary>The stage of the first solve that failed; 0 if none did.</summary>
    public int FailedStage { get; init; }

    /// <summary>The first solve that failed, if one did.</summary>
    public LaneRecord Failure { get; init; }

    /// <summary>Evaluations of vector fields in forward solves.</summary>
    public int NfeForward { get; init; }

    /// <summary>Evaluations of vector fields on the way back.</summary>
    public int NfeBackward { get; init; }

    /// <summary>Pullbacks of vector fields on the way back.</summary>
    public int Nvjp { get; init; }

    /// <summary>Accepted steps of forward solves.</summary>
    public int Accepted { get; init; }

    /// <summary>Rejected steps of forward solves.</summary>
    public int Rejected { get; init; }

    /// <summary>The solves whose way back was taken again from checkpoints.</summary>
    public int Fallbacks { get; init; }

    /// <summary>Its loss, once measured; in the unit of the loss.</summary>
    public double Loss { get; init; }

    /// <summary>The weight of its targets, 0 where it has none; no unit.</summary>
    public double Weight { get; init; }

    /// <summary>The observations that were classified rightly; 0 where nothing is classified.</summary>
    public int Correct { get; init; }

    /// <summary>The observations that were classified.</summary>
    public int Classified { get; init; }

    /// <summary>True when nothing failed and the loss is finite.</summary>
    public bool IsGood => Code == OutcomeCode.Finished && double.IsFinite(Loss);

    internal ExampleRecord With(int stage, in LaneRecord solve)
    {
        var fails = Code == OutcomeCode.Finished && solve.Code != OutcomeCode.Finished;
        return this with
        {
            Code = fails ? solve.Code : Code,
            FailedStage = fails ? stage : FailedStage,
            Failure = fails ? solve : Failure,
            NfeForward = NfeForward + solve.Nfe,
            Accepted = Accepted + solve.Accepted,
            Rejected = Rejected + solve.Rejected,
        };
    }

    internal ExampleRecord With(in AdjointRecord back) => this with
    {
        NfeBackward = NfeBackward + back.NfeBackward,
        Nvjp = Nvjp + back.Nvjp,
        Fallbacks = Fallbacks + (back.FellBack ? 1 : 0),
    };
}
