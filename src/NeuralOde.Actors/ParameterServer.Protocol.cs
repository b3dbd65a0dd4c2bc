using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;

namespace NeuralOde.Actors;

public sealed partial class ParameterServer
{
    /// <summary>What can happen to a parameter server. Times are milliseconds of its host's clock.</summary>
    public abstract record Message
    {
        private Message() { }

        /// <summary>The host leads the run now, and has looked for the newest checkpoint.</summary>
        /// <param name="Fence">Its number, higher than those of all who led before.</param>
        /// <param name="From">The newest checkpoint's progress, or the start of the run.</param>
        /// <param name="AtMs">When.</param>
        public sealed record Claimed(Fence Fence, Progress From, double AtMs) : Message;

        /// <summary>A worker wrote.</summary>
        public sealed record Arrived(Envelope<ToServer> Envelope, double AtMs) : Message;

        /// <summary>Time went on; a tenth of a second is a good step.</summary>
        public sealed record Tick(double AtMs) : Message;

        /// <summary>The host learned that a worker is gone; a hint that saves the waiting.</summary>
        public sealed record WorkerLost(WorkerId Worker, double AtMs) : Message;

        /// <summary>A letter came back, because its worker did not take it.</summary>
        public sealed record Returned(WorkerId Worker, Envelope<ToWorker> Envelope, double AtMs) : Message;

        /// <summary>The checkpoint that ends the run is safe.</summary>
        public sealed record Saved(Version Version) : Message;

        /// <summary>The checkpoint that ends the run could not be written.</summary>
        public sealed record SaveFailed(Version Version, string Reason) : Message;

        /// <summary>The checkpointer wants the other servers' ranges of a version to be safe before its
        /// own.</summary>
        /// <param name="Version">The version.</param>
        /// <param name="Safe">The newest one that is safe everywhere in this reign; 0 before any.</param>
        public sealed record PartsWanted(Version Version, Version Safe) : Message;

        /// <summary>The host has to go; another server will lead the run.</summary>
        public sealed record LeaveRequested : Message;

        /// <summary>A person wants the run to stop after the last complete version.</summary>
        public sealed record StopRequested : Message;
    }

    /// <summary>What a parameter server asks its host to do.</summary>
    public abstract record Effect
    {
        private Effect() { }

        /// <summary>Carry a letter to a worker: at most once, in any order.</summary>
        public sealed record Send(WorkerId To, Envelope<ToWorker> Envelope) : Effect;

        /// <summary>Carry a letter to every worker: at most once, in any order.</summary>
        public sealed record Broadcast(Envelope<ToWorker> Envelope) : Effect;

        /// <summary>Carry a letter to a range server: at most once, in any order.</summary>
        public sealed record SendRange(int Server, Envelope<ToRange> Envelope) : Effect;

        /// <summary>Tell the checkpointer that the other servers' ranges of a version are safe.</summary>
        public sealed record PartsKept(Version Version) : Effect;

        /// <summary>Tell the checkpointer that a range of a version cannot be made safe.</summary>
        public sealed record PartsNotKept(Version Version, string Reason) : Effect;

        /// <summary>Read a shard and send its pieces to a worker.</summary>
        public sealed record SendShard(WorkerId To, int Shard) : Effect;

        /// <summary>Give a version to the checkpointer.</summary>
        public sealed record Keep(Snapshot Snapshot, Urgency Urgency) : Effect;

        /// <summary>Tell the monitor what happened.</summary>
        public sealed record Report(TrainingEvent Event) : Effect;

        /// <summary>End this actor.</summary>
        /// <param name="Progress">How far the run came.</param>
        /// <param name="Why">Why it ends.</param>
        public sealed record Stop(Progress Progress, Ending Why) : Effect;
    }
}
