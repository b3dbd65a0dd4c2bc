using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training.Optimisers;

/// <summary>
/// The rate η of each optimiser step, as a function of the version that the step begins from.
/// </summary>
public abstract record Schedule
{
    private Schedule() { }

    /// <summary>The same rate in every step.</summary>
    public sealed record Constant(double Rate) : Schedule;

    /// <summary>The rate is multiplied by Factor after every so many steps.</summary>
    /// <param name="Rate">The first rate.</param>
    /// <param name="Every">The steps between two falls; in versions, at least 1.</param>
    /// <param name="Factor">What the rate is multiplied by.</param>
    public sealed record Step(double Rate, long Every, double Factor = 0.1) : Schedule;

    /// <summary>The rate falls along half a cosine and then stays.</summary>
    /// <param name="Rate">The first rate.</param>
    /// <param name="Steps">The version at which the fall ends; at least 1.</param>
    /// <param name="Final">The fraction of the rate that is left then.</param>
    /// <remarks>Source: Loshchilov, Hutter, SGDR, ICLR 2017, eq. (5), without restarts.</remarks>
    public sealed record Cosine(double Rate, long Steps, double Final = 0) : Schedule;

    /// <summary>The rate is multiplied by Factor after every step.</summary>
    public sealed record Exponential(double Rate, double Factor) : Schedule;

    /// <summary>Another schedule whose first rates grow linearly from nearly 0.</summary>
    /// <param name="Steps">The number of steps that are made smaller.</param>
    /// <param name="Then">The schedule, which is not shifted.</param>
    public sealed record WarmUp(long Steps, Schedule Then) : Schedule;

    /// <summary>The rate of the step from a version to the next one.</summary>
    public double At(long version) => this switch
    {
        Constant s => s.Rate,
        Step s => s.Rate * WholePower.Of(s.Factor, version / s.Every),
        Cosine s => s.Rate * (s.Final + (1 - s.Final) * HalfCosine(Math.Min(1.0, version / (double)s.Steps))),
        Exponential s => s.Rate * WholePower.Of(s.Factor, version),
        WarmUp s => s.Then.At(version) * Math.Min(1, (version + 1.0) / s.Steps),
        _ => throw Unreachable.Case(this),
    };

    // (1 + cos πx)/2 on [0, 1] as (1 − sin u)/2 with u = π(x − ½); the series of
    // sin u errs by less than 1e-17.
    private static double HalfCosine(double x)
    {
        const int Terms = 11;
        var u = Math.PI * (x - 0.5);
        var series = 1.0;
        for (var n = Terms; n >= 1; n--) series = 1 - u * u / (2 * n * (2 * n + 1)) * series;
        return (1 - u * series) / 2;
    }
}
