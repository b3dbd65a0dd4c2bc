using NeuralOde.Actors.Mail;

namespace NeuralOde.Actors.Dealing;

/// <summary>A worker as the server knows it.</summary>
/// <param name="Sender">Who it is.</param>
/// <param name="Skills">What it brings.</param>
/// <param name="SeenAtMs">When it last wrote; in milliseconds of the server's clock.</param>
public sealed record Seat(Sender Sender, Skills Skills, double SeenAtMs);
