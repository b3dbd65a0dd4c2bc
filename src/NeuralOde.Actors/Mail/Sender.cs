namespace NeuralOde.Actors.Mail;

/// <summary>Which start of which worker wrote a letter.</summary>
public readonly record struct Sender(WorkerId Worker, Incarnation Incarnation);
