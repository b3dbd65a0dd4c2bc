using NeuralOde.Core.Values;
using NeuralOde.Runtime.Equations;

namespace NeuralOde.Cli.Runs;

/// <summary>What <c>neuralode solve</c> was asked for.</summary>
/// <param name="File">The equations, or the trained model.</param>
/// <param name="Overrides">Method and tolerances in place of the file's.</param>
/// <param name="Times">The times in place of the file's; empty for those.</param>
/// <param name="Y0">The initial state in place of the file's; empty for that.</param>
internal sealed record SolveRequest(string File, EquationOverrides Overrides, double[] Times, double[] Y0)
{
    /// <summary>The initial state has another number of components than the problem.</summary>
    public static Failure WrongSize(ValueArray<string> states, int found) => Failure.Usage(
        $"--y0: expected {states.Count} numbers, one for each of {string.Join(", ", states)}, found {found}.");
}
