using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Actors.Running;
using NeuralOde.TestKit.Actors;
using Xunit;

namespace NeuralOde.Actors.Tests;

public sealed class TotalityTests
{
    private static readonly RunPlan Plan = ScriptedProblem.ValidatedPlan();

    private static readonly RunPlan Shared = ScriptedProblem.SharedPlan();

    private static readonly ShardWorker.State Worker = new()
    {
        Run = Plan.Run,
        Self = new(new("a"), new(1)),
        Skills = new("", 0, [0], 1),
    };

    [Fact]
    public void The_server_receives_any_message_in_any_state() => Survives<ParameterServer,
        ParameterServer.State, ParameterServer.Message, ParameterServer.Effect>(
        ParameterServer.State.Of(Plan, ScriptedProblem.Start(Plan)), AnyMessage.ToServer);

    [Fact]
    public void The_server_receives_any_message_in_any_state_of_any_mode() => Assert.All(
        [new Mode.Quorum(3, 1), new Mode.BoundedStaleness(1), new Mode.Asynchronous()],
        (Mode mode) => Survives<ParameterServer, ParameterServer.State, ParameterServer.Message, ParameterServer.Effect>(
            Led(ParameterServer.State.Of(Plan with { Mode = mode }, ScriptedProblem.Start(Plan))), AnyMessage.ToServer));

    [Fact]
    public void A_worker_receives_any_message_in_any_state() => Survives<ShardWorker,
        ShardWorker.State, ShardWorker.Message, ShardWorker.Effect>(Worker, AnyMessage.ToWorker);

    [Fact]
    public void The_leading_server_of_shared_parameters_receives_any_message_in_any_state() => Survives<
        ParameterServer, ParameterServer.State, ParameterServer.Message, ParameterServer.Effect>(
        ParameterServer.State.Of(Shared, ScriptedProblem.Start(Shared)), AnyMessage.ToServer);

    [Fact]
    public void A_range_server_receives_any_message_in_any_state() => Survives<RangeServer,
        RangeServer.State, RangeServer.Message, RangeServer.Effect>(
        new() { Plan = Shared, Self = new(new("range"), new(0)), Server = 1 }, AnyMessage.ToRange);

    [Fact]
    public void A_worker_of_shared_parameters_receives_any_message_in_any_state() => Survives<ShardWorker,
        ShardWorker.State, ShardWorker.Message, ShardWorker.Effect>(
        Worker with { Ranges = Shared.Ranges }, AnyMessage.ToWorker);

    [Fact]
    public void The_checkpointer_receives_any_message_in_any_state() => Survives<Checkpointer,
        Checkpointer.State, Checkpointer.Message, Checkpointer.Effect>(new(), AnyMessage.ToCheckpointer);

    [Fact]
    public void The_monitor_receives_any_message_in_any_state() => Survives<Monitor,
        Monitor.State, Monitor.Message, Monitor.Effect>(new(), AnyMessage.ToMonitor);

    [Fact]
    public void The_version_never_goes_back_under_one_fence() =>
        Prop.ForAll(AnyMessage.ToServer.Where(message => message is not ParameterServer.Message.Claimed).ListOf()
            .ToArbitrary(), messages =>
            {
                var state = Led(ParameterServer.State.Of(Plan, ScriptedProblem.Start(Plan)));
                foreach (var message in messages)
                {
                    var before = state.Progress.Version;
                    state = ParameterServer.Receive(state, message).State;
                    if (before.IsNewerThan(state.Progress.Version)) return false;
                }

                return true;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_generators_build_every_message()
    {
        Assert.Equal(Cases<ParameterServer.Message>(), Built(AnyMessage.ToServer.Sample(500)));
        Assert.Equal(Cases<ShardWorker.Message>(), Built(AnyMessage.ToWorker.Sample(500)));
        Assert.Equal(Cases<Checkpointer.Message>(), Built(AnyMessage.ToCheckpointer.Sample(500)));
        Assert.Equal(Cases<RangeServer.Message>(), Built(AnyMessage.ToRange.Sample(500)));
        Assert.Equal(Cases<Monitor.Message>(), Built(AnyMessage.ToMonitor.Sample(500)));
    }

    private static void Survives<TActor, TState, TMessage, TEffect>(TState start, Gen<TMessage> messages)
        where TActor : IActor<TState, TMessage, TEffect> =>
        Prop.ForAll(messages.ListOf().ToArbitrary(), list =>
            list.Aggregate(start, (state, message) => TActor.Receive(state, message).State) is not null)
            .QuickCheckThrowOnFailure();

    private static ParameterServer.State Led(ParameterServer.State standby) => ParameterServer.Receive(
        standby, new ParameterServer.Message.Claimed(new(4), standby.Progress, 0)).State;

    private static IEnumerable<string> Cases<TMessage>() =>
        typeof(TMessage).GetNestedTypes().Select(type => type.Name).Order();

    private static IEnumerable<string> Built<T>(IEnumerable<T> sample) =>
        sample.Select(message => message!.GetType().Name).Distinct().Order();
}
