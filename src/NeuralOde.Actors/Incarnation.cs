namespace NeuralOde.Actors;

/// <summary>Which start of a worker is meant: a worker that was started again has another number.</summary>
public readonly record struct Incarnation(long Value);
