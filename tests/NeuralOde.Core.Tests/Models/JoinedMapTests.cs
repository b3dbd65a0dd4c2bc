using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.TestKit.Programs;
using Xunit;

namespace NeuralOde.Core.Tests.Models;

/// <summary>Maps that follow each other are carried out as one.</summary>
public sealed class JoinedMapTests
{
    private static readonly Stage.Map Cube = (Stage.Map)Stages.Function("cube", 4, x => x * x * x);
    private static readonly Stage.Map First = (Stage.Map)Stages.Dense(3, 4, Activation.Tanh);
    private static readonly Stage.Map Second = (Stage.Map)Stages.Dense(4, 2);
    private static readonly double[] X = [0.5, -1, 2];

    [Fact]
    public void Two_maps_as_one_give_what_they_give_one_behind_the_other()
    {
        var (first, second) = (Parameters(First), Parameters(Second));

        var joined = Value(First.Then(Second), X, [.. first, .. second]);

        Assert.Equal(Value(Second, Value(First, X, first), second), joined);
    }

    [Fact]
    public void A_map_without_parameters_leaves_those_of_the_other_as_they_are()
    {
        var (first, second) = (Parameters(First), Parameters(Second));
        var between = Value(Cube, Value(First, X, first), []);

        Assert.Equal(between, Value(First.Then(Cube), X, first));
        Assert.Equal(
            Value(Second, between, second), Value(Cube.Then(Second), Value(First, X, first), second));
    }

    private static double[] Parameters(Stage.Map map) =>
        Model.Of(map).Start(new Seed(1), Precision.Double).AsSpan<double>().ToArray();

    private static double[] Value(Stage.Map map, double[] x, double[] parameters) =>
        NaiveInterpreter.Run(map.Program, x, parameters)[0];
}
