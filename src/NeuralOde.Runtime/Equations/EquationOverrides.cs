namespace NeuralOde.Runtime.Equations;

/// <summary>What the command line changes in a problem; what is left out stays as the file says.</summary>
/// <param name="Method">The name of a method.</param>
/// <param name="RelativeTolerance">The error allowed in one step, as part of the state; above 0.</param>
/// <param name="AbsoluteTolerance">The error allowed in one step where the state is near 0; above 0.</param>
/// <param name="Step">The size of every step; above 0. Left out, steps follow the error.</param>
public sealed record EquationOverrides(
    string? Method = null,
    double? RelativeTolerance = null,
    double? AbsoluteTolerance = null,
    double? Step = null);
