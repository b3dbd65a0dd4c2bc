using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

public sealed partial class ParameterServer
{
    /// <summary>What the leading server knows of the servers of the other ranges.</summary>
    public sealed record Peers
    {
        /// <summary>The others, in the order of their ranges.</summary>
        public ValueArray<Peer> All { get; init; }

        /// <summary>Answers whose other parts are not at all servers yet.</summary>
        public ValueArray<ToServer.NodeDone> Waiting { get; init; }

        /// <summary>The step to the version that is worked on, for a server that has not heard of it.</summary>
        public LastStep Step { get; init; } = new LastStep.None();

        /// <summary>The version whose ranges are being made safe.</summary>
        public Keeping Keeping { get; init; } = new Keeping.Nothing();

        /// <summary>The newest version that is known to be safe at all servers: the one that the reign began
        /// with, or a later one.</summary>
        public Version Safe { get; init; }

        /// <summary>The other servers at the beginning of a reign.</summary>
        public static Peers Of(RunPlan plan, Version safe) => new()
        {
            All = [.. plan.OtherServers.Select(server => new Peer(server))],
            Safe = safe,
        };

        /// <summary>Whether all hold the version that is worked on, or will when they have heard of the
        /// step.</summary>
        internal bool AreReady => All.All(peer => peer.IsReady);

        /// <summary>The squares of the ranges that they hold, in order.</summary>
        internal IEnumerable<double> Squares => All.SelectMany(peer => peer.Squares);

        /// <summary>Whether all have their part of a unit; losses have no parts.</summary>
        internal bool AllHave(WorkUnit unit) => unit.Purpose is Purpose.Validation
            || All.All(peer => peer.Has.Any(node => node.Covers(unit.Node)));

        internal Peers With(Peer peer) => this with
        {
            All = [.. All.Select(known => known.Server == peer.Server ? peer : known)],
        };

        internal Peers Keep(Keeping keeping) => this with
        {
            All = [.. All.Select(peer => peer with { HasKept = false })],
            Keeping = keeping,
        };

        internal Peers And(ToServer.NodeDone waiting) => this with { Waiting = [.. Waiting, waiting] };

        internal Peers After(ToRange.StepTaken step) => All.Count == 0 ? this : this with
        {
            All = [.. All.Select(peer => peer with { Has = [], Squares = [] })],
            Waiting = [],
            Step = new LastStep.Taken(step),
        };
    }

    /// <summary>The server of another range.</summary>
    /// <param name="Server">Which of the servers it is, from 1.</param>
    public sealed record Peer(int Server)
    {
        /// <summary>Which reign over the range is heard; 0 before the first letter.</summary>
        public Incarnation Incarnation { get; init; }

        /// <summary>Whether it has held the version that this reign began with.</summary>
        public bool IsReady { get; init; }

        /// <summary>The nodes of the round whose part it has.</summary>
        public ValueArray<TreeNode> Has { get; init; }

        /// <summary>The squares of its mean gradient, once it has all of the round; shape [blocks].</summary>
        public ValueArray<double> Squares { get; init; }

        /// <summary>Whether the version that is being kept is safe there.</summary>
        public bool HasKept { get; init; }
    }

    /// <summary>The last step.</summary>
    public abstract record LastStep
    {
        private LastStep() { }

        /// <summary>None in this reign.</summary>
        public sealed record None : LastStep;

        /// <summary>One.</summary>
        public sealed record Taken(ToRange.StepTaken Letter) : LastStep;
    }

    /// <summary>A version whose ranges are being made safe.</summary>
    public abstract record Keeping
    {
        private Keeping() { }

        /// <summary>None.</summary>
        public sealed record Nothing : Keeping;

        /// <summary>One.</summary>
        /// <param name="Version">Which.</param>
        /// <param name="IsLast">Whether the run ends with it.</param>
        public sealed record Parts(Version Version, bool IsLast) : Keeping;
    }
}
