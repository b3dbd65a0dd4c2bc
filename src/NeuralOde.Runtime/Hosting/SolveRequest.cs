using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Hosting;

/// <summary>A unit that a worker wants solved.</summary>
/// <param name="Worker">Who waits for it.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Parameters">θ; shape [parameters].</param>
internal sealed record SolveRequest(LocalWorker Worker, WorkUnit Unit, FlatVector Parameters);
