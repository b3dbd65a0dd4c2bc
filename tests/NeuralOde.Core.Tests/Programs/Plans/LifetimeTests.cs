using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using Xunit;

namespace NeuralOde.Core.Tests.Programs.Plans;

/// <summary>A buffer that no later step reads serves again.</summary>
public sealed class LifetimeTests
{
    // So wide that the factors of a sum over lanes are not kept to the end of a run.
    private const int Width = 72;

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(40)]
    public void A_net_of_any_depth_has_room_for_few_of_its_layers(int depth)
    {
        var (needed, made) = FeaturesOfLanes(Net(depth).Program);

        // The state, and what a layer reads and writes.
        Assert.InRange(needed, 2 * Width, 4 * Width);
        Assert.InRange(made, 2 * depth * Width, int.MaxValue);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    public void A_pullback_has_room_for_its_layers_but_not_for_all_that_it_makes(int depth)
    {
        var (needed, made) = FeaturesOfLanes(Pullback.Of(Net(depth).Program, 1, 2));

        // Every layer's values are needed on the way back, but not the cotangents of the layers behind it.
        Assert.InRange(needed, depth * Width, made / 2);
    }

    private static VectorField Net(int depth) =>
        VectorField.Mlp(Width, [.. Enumerable.Repeat(Width, depth)], Activation.Tanh);

    /// <summary>
    /// The features of each lane that a plan has room for, and those of all nodes that need room of their own.
    /// </summary>
    private static (int Needed, int Made) FeaturesOfLanes(Program program)
    {
        var demand = Demand.Of(program);
        var made = Enumerable.Range(0, demand.Program.Nodes.Count)
            .Where(node => demand.LastUse[node] >= 0 && !demand.IsShared[node] && demand.Owner[node] == node)
            .Sum(node => demand.Program.Nodes[node].Size);

        // What lanes share is the same for any number of them.
        return ((LengthOf(program, 64) - LengthOf(program, 32)) / 32, made);
    }

    private static int LengthOf(Program program, int lanes) =>
        Plan<double>.Compile(program, lanes).CreateMemory().Layout.Length;
}
