using NeuralOde.Core.Solving.Tableaus;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Solving;

/// <summary>The methods that there are.</summary>
/// <remarks>
/// To choose: Tsit5 for smooth problems at tolerances of 1e-3 to 1e-9, Dopri5 to compare with others, Bosh3
/// for loose tolerances; the rest for comparisons and fixed steps.
/// </remarks>
public static class Methods
{
    /// <summary>Euler's method, order 1.</summary>
    public static Method Euler { get; } = new Method.ExplicitRungeKutta(nameof(Euler), LowOrder.Euler);

    /// <summary>The explicit midpoint rule, order 2.</summary>
    public static Method Midpoint { get; } =
        new Method.ExplicitRungeKutta(nameof(Midpoint), LowOrder.Midpoint);

    /// <summary>Heun's method, the explicit trapezoidal rule, order 2.</summary>
    public static Method Heun { get; } = new Method.ExplicitRungeKutta(nameof(Heun), LowOrder.Heun);

    /// <summary>Ralston's method, order 2 with the smallest bound of the error.</summary>
    public static Method Ralston { get; } = new Method.ExplicitRungeKutta(nameof(Ralston), LowOrder.Ralston);

    /// <summary>The classical method of Kutta, order 4, for fixed steps.</summary>
    public static Method Rk4 { get; } = new Method.ExplicitRungeKutta(nameof(Rk4), Kutta4.Tableau);

    /// <summary>Bogacki and Shampine, order 3(2).</summary>
    public static Method Bosh3 { get; } =
        new Method.ExplicitRungeKutta(nameof(Bosh3), BogackiShampine3.Tableau);

    /// <summary>Dormand and Prince, order 5(4).</summary>
    public static Method Dopri5 { get; } =
        new Method.ExplicitRungeKutta(nameof(Dopri5), DormandPrince5.Tableau);

    /// <summary>Tsitouras, order 5(4); the default.</summary>
    public static Method Tsit5 { get; } = new Method.ExplicitRungeKutta(nameof(Tsit5), Tsitouras5.Tableau);

    /// <summary>All of them, by order.</summary>
    public static IReadOnlyList<Method> All { get; } =
        [Euler, Midpoint, Heun, Ralston, Bosh3, Rk4, Dopri5, Tsit5];

    /// <summary>The method of this name, or the names there are.</summary>
    /// <param name="name">Upper and lower case are the same.</param>
    public static Result<Method, string> Named(string name) =>
        All.FirstOrDefault(method => method.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } method
            ? new Result<Method, string>.Ok(method)
            : new Result<Method, string>.Failed(
                $"There is no method '{name}'. Use one of {string.Join(", ", All.Select(known => known.Name))}.");
}
