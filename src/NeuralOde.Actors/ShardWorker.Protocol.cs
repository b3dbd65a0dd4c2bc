using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

public sealed partial class ShardWorker
{
    /// <summary>What can happen to a shard worker.</summary>
    public abstract record Message
    {
        private Message() { }

        /// <summary>The server wrote.</summary>
        public sealed record Arrived(Envelope<ToWorker> Envelope) : Message;

        /// <summary>Time went on; a second is a good step.</summary>
        public sealed record Tick : Message;

        /// <summary>A solve that was started ended.</summary>
        /// <param name="Unit">The unit.</param>
        /// <param name="Sum">Its sum.</param>
        /// <param name="ElapsedMs">How long it took; in milliseconds.</param>
        public sealed record Solved(WorkUnit Unit, WorkSum Sum, double ElapsedMs) : Message;

        /// <summary>A solve that was started threw.</summary>
        public sealed record SolveFailed(WorkUnit Unit, string Reason) : Message;

        /// <summary>A shard is in memory now.</summary>
        public sealed record ShardLoaded(int Shard) : Message;

        /// <summary>A shard cannot be read here.</summary>
        public sealed record ShardMissing(int Shard) : Message;

        /// <summary>The host wants the worker to go.</summary>
        public sealed record LeaveRequested : Message;
    }

    /// <summary>What a shard worker asks its host to do.</summary>
    public abstract record Effect
    {
        private Effect() { }

        /// <summary>Carry a letter to the server: at most once, in any order.</summary>
        public sealed record Send(Envelope<ToServer> Envelope) : Effect;

        /// <summary>Carry a letter to the server of another range: at most once, in any order.</summary>
        public sealed record SendRange(int Server, Envelope<ToRange> Envelope) : Effect;

        /// <summary>Solve a unit, and tell with <see cref="Message.Solved"/> or
        /// <see cref="Message.SolveFailed"/>.</summary>
        /// <param name="Unit">The unit.</param>
        /// <param name="Parameters">θ; shape [parameters].</param>
        public sealed record Solve(WorkUnit Unit, FlatVector Parameters) : Effect;

        /// <summary>Read a shard, and tell with <see cref="Message.ShardLoaded"/> or
        /// <see cref="Message.ShardMissing"/>.</summary>
        public sealed record LoadShard(int Shard) : Effect;

        /// <summary>Put a piece of a shard beside the others; tell when the last one is there.</summary>
        public sealed record KeepPart(ToWorker.ShardPart Part) : Effect;

        /// <summary>Tell a person that the server gives this worker no work.</summary>
        /// <param name="Theirs">What the worker would have to be.</param>
        /// <param name="Ours">What it is.</param>
        public sealed record Complain(ProgramIdentity Theirs, ProgramIdentity Ours) : Effect;

        /// <summary>End this actor.</summary>
        public sealed record Stop : Effect;
    }
}
