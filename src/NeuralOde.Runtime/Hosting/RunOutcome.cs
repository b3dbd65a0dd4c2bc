using NeuralOde.Actors.Running;

namespace NeuralOde.Runtime.Hosting;

/// <summary>How a run ended.</summary>
/// <param name="Progress">How far it came.</param>
/// <param name="Ending">Why it ended.</param>
public sealed record RunOutcome(Progress Progress, Ending Ending);
