using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.TestKit.Actors;

/// <summary>Solves the units of a <see cref="ScriptedProblem"/> at once.</summary>
public sealed class ScriptedSolver(RunPlan plan) : IUnitSolver
{
    public WorkSum Solve(WorkUnit unit, FlatVector parameters)
    {
        var minibatch = plan.MinibatchOf(unit.Purpose, unit.Version);
        return WorkSum.At(
            minibatch.Tree, unit.Node, leaf => ScriptedProblem.Solve(
                minibatch, leaf, unit.Purpose, parameters));
    }
}
