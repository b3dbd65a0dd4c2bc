using FsCheck.Fluent;
using NeuralOde.Core.Programs;
using NeuralOde.TestKit.Programs;
using Xunit;

namespace NeuralOde.Core.Tests.Programs;

public sealed class AnyProgramTests
{
    private static readonly Node[] Nodes =
        [.. AnyProgram.Gen.Sample(2000).SelectMany(program => program.Nodes).Distinct()];

    [Fact]
    public void The_generator_builds_every_operation() => Assert.Equal(
        typeof(Operation).GetNestedTypes().Select(type => type.Name).Order(),
        Nodes.Select(node => node.Operation.GetType().Name).Distinct().Order());

    [Fact]
    public void The_generator_builds_every_function()
    {
        Assert.Empty(Enum.GetValues<UnaryFunction>().Except(
            Nodes.Select(node => node.Operation).OfType<Operation.Unary>().Select(unary => unary.Function)));
        Assert.Empty(Enum.GetValues<BinaryFunction>().Except(
            Nodes.Select(node => node.Operation).OfType<Operation.Binary>().Select(
                binary => binary.Function)));
    }
}
