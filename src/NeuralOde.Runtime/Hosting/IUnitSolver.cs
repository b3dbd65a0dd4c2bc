using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Solves work units with memory of its own; one thread uses it at a time.</summary>
public interface IUnitSolver
{
    /// <summary>The sum of a unit; its bits depend on the arguments alone.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    WorkSum Solve(WorkUnit unit, FlatVector parameters);
}
