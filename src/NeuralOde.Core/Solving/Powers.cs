namespace NeuralOde.Core.Solving;

/// <summary>Exponentials and logarithms of the controller.</summary>
internal static class Powers
{
    /// <summary>xʸ for x above 0.</summary>
    internal static double Of(double x, double y) => Math.Exp(y * Math.Log(x));

    internal static double Log(double x) => Math.Log(x);

    internal static void Log(ReadOnlySpan<double> x, Span<double> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = Math.Log(x[i]);
    }

    internal static void Exp(ReadOnlySpan<double> x, Span<double> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = Math.Exp(x[i]);
    }
}
