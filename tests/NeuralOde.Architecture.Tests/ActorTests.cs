using System.Reflection;
using Xunit;

namespace NeuralOde.Architecture.Tests;

public sealed class ActorTests
{
    private static readonly string[] Engines =
        ["System.Threading.Tasks.Dataflow", "Akka", "RabbitMQ.Client", "Serilog"];

    private static IEnumerable<Type> Actors =>
        from type in Assembly.Load("NeuralOde.Actors").GetTypes()
        from contract in type.GetInterfaces()
        where contract.Name.StartsWith("IActor`", StringComparison.Ordinal)
        select type;

    [Fact]
    public void Every_actor_nests_its_message_effect_and_state()
    {
        Assert.NotEmpty(Actors);
        Assert.All(Actors, actor => Assert.Equal(
            ["Effect", "Message", "State"],
            actor.GetNestedTypes().Select(type => type.Name).Where(name => name is "Effect" or "Message" or "State").Order()));
    }

    [Fact]
    public void Pure_assemblies_know_no_engine() => Assert.Empty(
        from assembly in House.Pure
        from used in assembly.GetReferencedAssemblies()
        where Engines.Any(engine => used.Name!.StartsWith(engine, StringComparison.Ordinal))
        select $"{assembly.GetName().Name} uses {used.Name}");
}
