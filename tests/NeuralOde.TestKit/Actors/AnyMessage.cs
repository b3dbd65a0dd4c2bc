using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Actors;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using Monitor = NeuralOde.Actors.Monitor;

namespace NeuralOde.TestKit.Actors;

/// <summary>Messages of every kind to each actor.</summary>
public static class AnyMessage
{
    private static readonly Progress Start = ScriptedProblem.Start(ScriptedProblem.ValidatedPlan());

    private static Gen<double> AtMs { get; } = Gen.Choose(0, 100_000).Select(ms => (double)ms);

    private static Gen<Snapshot> Snapshot { get; } =
        from run in AnyLetter.Run
        from fence in AnyLetter.Fence
        select new Snapshot(run, fence, Start);

    private static Gen<TrainingEvent> Event { get; } = Gen.OneOf(
        from version in AnyLetter.Version
        from sum in AnyLetter.Sum
        select (TrainingEvent)new TrainingEvent.StepApplied(version, sum.Tally, 1, 0.1, 0, []),
        Gen.Constant<TrainingEvent>(new TrainingEvent.WorkerJoined(new("a"), new(1), 0)),
        Gen.Constant<TrainingEvent>(new TrainingEvent.WorkerLost(new("a"), 0)));

    public static Gen<ParameterServer.Message> ToServer { get; } = Gen.OneOf(
        from fence in AnyLetter.Fence
        from at in AtMs
        select (ParameterServer.Message)new ParameterServer.Message.Claimed(fence, Start, at),
        from envelope in AnyLetter.In(AnyLetter.ToServer)
        from at in AtMs
        select (ParameterServer.Message)new ParameterServer.Message.Arrived(envelope, at),
        AtMs.Select(at => (ParameterServer.Message)new ParameterServer.Message.Tick(at)),
        from worker in Gen.Elements("a", "b")
        from at in AtMs
        select (ParameterServer.Message)new ParameterServer.Message.WorkerLost(new(worker), at),
        from worker in Gen.Elements("a", "b")
        from envelope in AnyLetter.In(AnyLetter.ToWorker)
        from at in AtMs
        select (ParameterServer.Message)new ParameterServer.Message.Returned(new(worker), envelope, at),
        AnyLetter.Version.Select(
            version => (ParameterServer.Message)new ParameterServer.Message.Saved(version)),
        AnyLetter.Version.Select(version =>
            (ParameterServer.Message)new ParameterServer.Message.SaveFailed(version, "full")),
        from version in AnyLetter.Version
        from safe in AnyLetter.Version
        select (ParameterServer.Message)new ParameterServer.Message.PartsWanted(version, safe),
        Gen.Constant<ParameterServer.Message>(new ParameterServer.Message.LeaveRequested()),
        Gen.Constant<ParameterServer.Message>(new ParameterServer.Message.StopRequested()));

    public static Gen<ShardWorker.Message> ToWorker { get; } = Gen.OneOf(
        AnyLetter.In(AnyLetter.ToWorker).Select(
            envelope => (ShardWorker.Message)new ShardWorker.Message.Arrived(envelope)),
        Gen.Constant<ShardWorker.Message>(new ShardWorker.Message.Tick()),
        from unit in AnyLetter.Unit
        from sum in AnyLetter.Sum
        select (ShardWorker.Message)new ShardWorker.Message.Solved(unit, sum, 1),
        AnyLetter.Unit.Select(
            unit => (ShardWorker.Message)new ShardWorker.Message.SolveFailed(unit, "thrown")),
        Gen.Choose(0, 3).Select(shard => (ShardWorker.Message)new ShardWorker.Message.ShardLoaded(shard)),
        Gen.Choose(0, 3).Select(shard => (ShardWorker.Message)new ShardWorker.Message.ShardMissing(shard)),
        Gen.Constant<ShardWorker.Message>(new ShardWorker.Message.LeaveRequested()));

    public static Gen<Checkpointer.Message> ToCheckpointer { get; } = Gen.OneOf(
        from snapshot in Snapshot
        from urgency in Gen.Elements(Urgency.WhenDue, Urgency.Now)
        from at in AtMs
        select (Checkpointer.Message)new Checkpointer.Message.VersionReached(snapshot, urgency, at),
        from version in AnyLetter.Version
        from at in AtMs
        select (Checkpointer.Message)new Checkpointer.Message.Saved(version, 5, at),
        from version in AnyLetter.Version
        from at in AtMs
        select (Checkpointer.Message)new Checkpointer.Message.SaveFailed(version, "full", at),
        AnyLetter.Version.Select(version => (Checkpointer.Message)new Checkpointer.Message.PartsKept(version)),
        from version in AnyLetter.Version
        from at in AtMs
        select (Checkpointer.Message)new Checkpointer.Message.PartsNotKept(version, "full", at));

    public static Gen<RangeServer.Message> ToRange { get; } = Gen.OneOf(
        Gen.Choose(1, 3).Select(
            reign => (RangeServer.Message)new RangeServer.Message.Claimed(new(reign))),
        AnyLetter.In(AnyLetter.ToRange).Select(
            envelope => (RangeServer.Message)new RangeServer.Message.Arrived(envelope)),
        Gen.Constant<RangeServer.Message>(new RangeServer.Message.Tick()),
        Gen.Constant<RangeServer.Message>(new RangeServer.Message.LeaveRequested()),
        Gen.Constant<RangeServer.Message>(new RangeServer.Message.Found(
            RangeSnapshot.Of(Start, ScriptedProblem.SharedPlan().Ranges[1]))),
        AnyLetter.Version.Select(
            version => (RangeServer.Message)new RangeServer.Message.NotFound(version, "empty")),
        AnyLetter.Version.Select(version => (RangeServer.Message)new RangeServer.Message.Saved(version)),
        AnyLetter.Version.Select(
            version => (RangeServer.Message)new RangeServer.Message.SaveFailed(version, "full")));

    public static Gen<Monitor.Message> ToMonitor { get; } =
        from happened in Event
        from at in AtMs
        select (Monitor.Message)new Monitor.Message.Reported(happened, at);
}
