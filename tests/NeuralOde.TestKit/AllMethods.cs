using NeuralOde.Core.Solving;
using Xunit;

namespace NeuralOde.TestKit;

/// <summary>Every method, so that a new one meets every test the day it is added.</summary>
public static class AllMethods
{
    /// <summary>The names of all methods, for theories.</summary>
    public static TheoryData<string> Names => [.. Methods.All.Select(method => method.Name)];

    /// <summary>The names of those with an embedded error.</summary>
    public static TheoryData<string> Adaptive =>
        [.. Methods.All.Where(m => Tableau(m).HasError).Select(m => m.Name)];

    /// <summary>The method of a name.</summary>
    public static Method Named(string name) => Methods.Named(name).Match(
        method => method, error => throw new ArgumentException(error, nameof(name)));

    /// <summary>The coefficients of a method.</summary>
    public static ButcherTableau Tableau(Method method) => ((Method.ExplicitRungeKutta)method).Tableau;
}
