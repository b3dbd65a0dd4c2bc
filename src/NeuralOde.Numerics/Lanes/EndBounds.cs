namespace NeuralOde.Numerics.Lanes;

/// <summary>How far a step may reach.</summary>
/// <param name="Maximum">No step is larger.</param>
/// <param name="Stretch">A step that comes to within this multiple of its size is stretched or cut to land.</param>
/// <param name="Halve">One that would come to within this multiple of its size takes half of the way.</param>
public readonly record struct EndBounds(double Maximum, double Stretch, double Halve);
