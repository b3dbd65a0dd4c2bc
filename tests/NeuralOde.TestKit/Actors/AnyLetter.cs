using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;
using Version = NeuralOde.Actors.Version;

namespace NeuralOde.TestKit.Actors;

/// <summary>Letters of every kind, about small trees and few workers, so that some of them fit the
/// run.</summary>
public static class AnyLetter
{
    public static Gen<RunId> Run { get; } = Gen.Elements(new RunId("scripted"), new RunId("other"));

    public static Gen<Fence> Fence { get; } = Gen.Choose(0, 4).Select(value => new Fence(value));

    public static Gen<Version> Version { get; } = Gen.Choose(0, 3).Select(value => new Version(value));

    public static Gen<WorkUnit> Unit { get; } =
        from version in Version
        from purpose in Gen.Elements(Purpose.Gradient, Purpose.Validation)
        from level in Gen.Choose(-1, 9)
        from index in Gen.Choose(-1, 40)
        select new WorkUnit(version, purpose, new(level, index));

    public static Gen<FlatVector> Vector { get; } = Gen.OneOf(
        Gen.Choose(-9, 9).ArrayOf().Select(
            values => FlatVector.Of<double>([.. values.Select(value => value / 7.0)])),
        Gen.Choose(-9, 9).ArrayOf(ScriptedProblem.Parameters)
            .Select(values => FlatVector.Of<float>([.. values.Select(value => value / 7f)])),
        Gen.Constant(FlatVector.Of<float>([0.25f])));

    private static Gen<Sender> From { get; } =
        from worker in Gen.Elements("a", "b", "c")
        from incarnation in Gen.Choose(1, 2)
        select new Sender(new(worker), new(incarnation));

    private static Gen<Skills> Skills { get; } =
        from build in Gen.Elements("", "other")
        from shards in Gen.SubListOf(0, 1, 2, 3, 4, 5, 6, 7)
        from slots in Gen.Choose(0, 3)
        select new Skills(build, 0, [.. shards.Order()], slots);

    private static Gen<Holds> Holds { get; } = Gen.OneOf(
        Gen.Constant<Holds>(new Holds.Nothing()), Version.Select(
            version => (Holds)new Holds.Parameters(version)));

    private static Gen<Basis> Basis { get; } = Gen.OneOf(
        Gen.Constant<Basis>(new Basis.OfAnyServer()),
        Gen.Constant<Basis>(new Basis.OfThisServer()),
        Version.Select(version => (Basis)new Basis.Newest(version)));

    private static Gen<KeyRange> Range { get; } =
        Gen.OneOf(
            Gen.Choose(0, 40).Select(count => new KeyRange(0, count)),
            Gen.Elements<KeyRange>([.. ScriptedProblem.SharedPlan().Ranges]));

    private static Gen<int> Server { get; } = Gen.Choose(-1, 3);

    private static Gen<Tally> Tally { get; } =
        from counts in Gen.Choose(0, 50).ArrayOf(8)
        from nfe in Gen.Choose(0, 500).ArrayOf()
        from kind in Gen.Elements("NotFinite", "StepTooSmall")
        select new Tally
        {
            Examples = counts[0],
            Loss = counts[1] / 3.0,
            Correct = counts[2],
            Classified = counts[3],
            Failures = [new FailureCount(kind, counts[4])],
            ForwardNfe = [.. nfe],
            BackwardNfe = [.. nfe.Reverse()],
            Accepted = counts[5],
            Rejected = counts[6],
            Fallbacks = counts[7],
        };

    public static Gen<WorkSum> Sum { get; } =
        from gradient in Vector
        from tally in Tally
        select new WorkSum(gradient, tally);

    public static Gen<ToServer> ToServer { get; } = Gen.OneOf(
        from sender in From
        from skills in Skills
        from holds in Holds
        select (ToServer)new ToServer.WorkerReady(sender, skills, holds),
        from sender in From
        from unit in Unit
        from range in Range
        from sum in Sum
        from elapsed in Gen.Choose(0, 1000)
        from fence in Fence
        from version in Version
        select (ToServer)new ToServer.NodeDone(sender, unit, range, sum, elapsed / 8.0)
        {
            BasedOn = new(fence, version),
        },
        from sender in From
        from unit in Unit
        select (ToServer)new ToServer.NodeFailed(sender, unit, "Überlauf"),
        From.Select(sender => (ToServer)new ToServer.ParametersWanted(sender)),
        from sender in From
        from shard in Gen.Choose(-1, 9)
        select (ToServer)new ToServer.ShardWanted(sender, shard),
        From.Select(sender => (ToServer)new ToServer.WorkerLeaving(sender)),
        From.Select(sender => (ToServer)new ToServer.StopWanted(sender)),
        from sender in From
        from server in Server
        from holds in Holds
        select (ToServer)new ToServer.RangeReady(sender, server, holds),
        from sender in From
        from server in Server
        from unit in Unit
        from squares in Gen.Choose(0, 9).ArrayOf()
        select (ToServer)new ToServer.RangeHas(
            sender, server, unit, [.. squares.Select(square => square / 3.0)]),
        from sender in From
        from server in Server
        from version in Version
        from isLast in Gen.Elements(true, false)
        select (ToServer)new ToServer.RangeKept(sender, server, version, isLast),
        from sender in From
        from server in Server
        from version in Version
        select (ToServer)new ToServer.RangeNotKept(sender, server, version, "full"),
        from sender in From
        from server in Server
        from version in Version
        select (ToServer)new ToServer.RangeLacks(sender, server, version, "empty"),
        from sender in From
        from server in Server
        select (ToServer)new ToServer.RangeLeaving(sender, server));

    public static Gen<ToRange> ToRange { get; } = Gen.OneOf(
        Version.Select(version => (ToRange)new ToRange.RangeLed(version)),
        from version in Version
        from norm in Gen.Elements(0.5, double.NaN, double.PositiveInfinity)
        from best in Gen.Choose(-1, 3)
        select (ToRange)new ToRange.StepTaken(version, norm, best),
        from version in Version
        from safe in Version
        from best in Gen.Choose(-1, 3)
        from isLast in Gen.Elements(true, false)
        select (ToRange)new ToRange.KeepWanted(version, safe, best, isLast),
        from sender in From
        from unit in Unit
        from range in Range
        from gradient in Vector
        from examples in Gen.Choose(0, 9)
        select (ToRange)new ToRange.PartDone(sender, unit, range, gradient, examples),
        From.Select(sender => (ToRange)new ToRange.PartWanted(sender)));

    public static Gen<ToWorker> ToWorker { get; } = Gen.OneOf(
        from version in Version
        from range in Range
        from values in Vector
        select (ToWorker)new ToWorker.Parameters(version, range, values),
        from unit in Unit
        from shards in Gen.SubListOf(0, 1, 2)
        from basis in Basis
        select (ToWorker)new ToWorker.SolveNode(unit, [.. shards]) { Basis = basis },
        from shard in Gen.Choose(0, 9)
        from bytes in Gen.Choose(0, 255).ArrayOf()
        select (ToWorker)new ToWorker.ShardPart(shard, 0, 1, [.. bytes.Select(value => (byte)value)]),
        Version.Select(version => (ToWorker)new ToWorker.RunEnded(version)),
        Gen.Choose(0, 9).Select(probe => (ToWorker)new ToWorker.WorkerRefused("1.0", (ulong)probe)));

    private static Gen<RunDescription> Description { get; } =
        from build in Gen.Elements("1.0", "")
        from counts in Gen.Choose(1, 9).ArrayOf(4)
        from shards in Gen.Choose(1, 99).Select(bytes => new ShardRef(bytes, $"{bytes:x}")).ArrayOf()
        from checkpoint in Gen.Choose(0, 255).ArrayOf()
        select new RunDescription
        {
            Build = build,
            Probe = (ulong)counts[0],
            Experiment = "{ \"name\": \"größe\" }",
            Data = new(counts[0], counts[1], counts[2], counts[3]),
            DataSha256 = "00",
            Shards = [.. shards],
            Servers = counts[1],
            From = [.. checkpoint.Select(value => (byte)value)],
        };

    public static Gen<ToNode> ToNode { get; } = Gen.OneOf(
        Description.Select(description => (ToNode)new ToNode.RunOpened(description)),
        Gen.Constant<ToNode>(new ToNode.RunClosed()),
        Gen.Elements("a", "b").Select(node => (ToNode)new ToNode.NodeStarted(node)));

    private static Gen<Ending> Ending { get; } = Gen.Elements<Ending>(
        new Ending.Finished(), new Ending.NoMoreGain(3), new Ending.Stopped(), new Ending.Deposed(new(4)),
        new Ending.HandedOver(), new Ending.RangeLost(2), new Ending.RangeLacks(1),
        new Ending.Failed("thrown"));

    public static Gen<ToFollower> ToFollower { get; } = Gen.OneOf(
        Gen.Elements<TrainingEvent>(EveryEvent.All).Select(happened => (ToFollower)new ToFollower.Happened(happened)),
        from sum in Sum
        select (ToFollower)new ToFollower.Happened(new TrainingEvent.StepApplied(
            new(1), sum.Tally, 1, 0.5, 3, [new(new("a"), 2, 0.5)])
        {
            Bases = [new(new(0), 3), new(new(1), 2)],
        }),
        from ending in Ending
        from bytes in Gen.Choose(0, 255).ArrayOf()
        select (ToFollower)new ToFollower.Result(ending, 2, 0, 1, [.. bytes.Select(value => (byte)value)]),
        from bytes in Gen.Choose(0, 255).ArrayOf()
        select (ToFollower)new ToFollower.RangeResult(1, 0, 1, [.. bytes.Select(value => (byte)value)]));

    public static Gen<Envelope<TLetter>> In<TLetter>(Gen<TLetter> letters) =>
        from run in Run
        from fence in Fence
        from letter in letters
        select new Envelope<TLetter>(run, fence, letter);
}
