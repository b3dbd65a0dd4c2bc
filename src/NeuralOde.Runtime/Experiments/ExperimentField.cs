using NeuralOde.Core.Programs;
using NeuralOde.Core.Training.Experiments;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Makes the vector field that an experiment describes.</summary>
internal static class ExperimentField
{
    /// <summary>A net as a field: features of y, t behind them if wanted, dense layers.</summary>
    /// <param name="section">The net.</param>
    /// <param name="state">The number of features of y.</param>
    public static VectorField Of(FieldSection.Mlp section, int state)
    {
        var first = section.Time == Time.Appended ? state + 1 : state;
        var net = new Mlp([first, .. section.Hidden, state], section.Activation) { StartsAtZero = section.ZeroStart };
        return VectorField.Define(state, net.Layout, (t, y, p) =>
        {
            var features = Features(section.Features, y);
            return net.Apply(section.Time == Time.Appended ? Vector(features, t) : features, p);
        });
    }

    private static Expression Features(FeatureTransform transform, Expression y) => transform switch
    {
        FeatureTransform.None => y,
        FeatureTransform.Square => y * y,
        FeatureTransform.Cube => y * y * y,
        FeatureTransform.Sin => Sin(y),
        _ => throw new ArgumentException($"{transform} is no transform of features."),
    };
}
