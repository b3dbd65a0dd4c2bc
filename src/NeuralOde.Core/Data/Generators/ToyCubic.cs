namespace NeuralOde.Core.Data.Generators;

/// <summary>Evenly spaced inputs on [−2, 2] with the targets x³ + 0.1x.</summary>
/// <remarks>The usual toy data for a ResNet beside an ODE-Net.</remarks>
public static class ToyCubic
{
    /// <summary>The examples; one input and one target each.</summary>
    /// <param name="count">The number of examples; at least 2.</param>
    public static Examples<double> Of(int count)
    {
        var (inputs, targets) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var x = -2 + 4.0 * i / (count - 1);
            (inputs[i], targets[i]) = (x, x * x * x + 0.1 * x);
        }

        return ExampleSets.OneTarget<double>(inputs, 1, targets, 1);
    }
}
