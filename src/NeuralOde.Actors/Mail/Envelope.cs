namespace NeuralOde.Actors.Mail;

/// <summary>A letter between nodes with what decides whether it is taken.</summary>
/// <typeparam name="TLetter"><see cref="ToServer"/> or <see cref="ToWorker"/>.</typeparam>
/// <param name="Run">The run that it belongs to; a letter of another run is not taken.</param>
/// <param name="Fence">The newest fence that the sender has seen.</param>
/// <param name="Letter">What it says.</param>
public sealed record Envelope<TLetter>(RunId Run, Fence Fence, TLetter Letter);
