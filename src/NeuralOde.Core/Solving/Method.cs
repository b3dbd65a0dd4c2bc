namespace NeuralOde.Core.Solving;

/// <summary>A time-stepping formula, as data.</summary>
public abstract record Method
{
    private Method(string name, int order) => (Name, Order) = (name, order);

    /// <summary>Its name in experiments and messages, such as <c>Dopri5</c>.</summary>
    public string Name { get; }

    /// <summary>p in the global error O(hᵖ).</summary>
    public int Order { get; }

    /// <summary>True when a step tells its own error, so that step sizes can follow it.</summary>
    public bool IsAdaptive => this is ExplicitRungeKutta { Tableau.HasError: true };

    /// <summary>A Runge–Kutta method whose stages follow from earlier ones.</summary>
    public sealed record ExplicitRungeKutta : Method
    {
        /// <summary>Names a tableau.</summary>
        public ExplicitRungeKutta(string name, ButcherTableau tableau)
            : base(name, tableau.Order) => Tableau = tableau;

        /// <summary>Its coefficients.</summary>
        public ButcherTableau Tableau { get; }
    }
}
