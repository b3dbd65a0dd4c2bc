using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;

namespace NeuralOde.Actors;

public sealed partial class RangeServer
{
    /// <summary>What can happen to a range server.</summary>
    public abstract record Message
    {
        private Message() { }

        /// <summary>The host holds the range now.</summary>
        /// <param name="Reign">A number above those of all who held it before.</param>
        public sealed record Claimed(Incarnation Reign) : Message;

        /// <summary>The leading server or a worker wrote.</summary>
        public sealed record Arrived(Envelope<ToRange> Envelope) : Message;

        /// <summary>Time went on; a second is a good step.</summary>
        public sealed record Tick : Message;

        /// <summary>The host shall go: what the server has is saved first, so that its successor has nothing to do
        /// again.</summary>
        public sealed record LeaveRequested : Message;

        /// <summary>The version that was sought is here.</summary>
        public sealed record Found(RangeSnapshot Snapshot) : Message;

        /// <summary>The version that was sought cannot be had here.</summary>
        public sealed record NotFound(Version Version, string Reason) : Message;

        /// <summary>A checkpoint is safe.</summary>
        public sealed record Saved(Version Version) : Message;

        /// <summary>A checkpoint could not be written.</summary>
        public sealed record SaveFailed(Version Version, string Reason) : Message;
    }

    /// <summary>What a range server asks its host to do.</summary>
    public abstract record Effect
    {
        private Effect() { }

        /// <summary>Carry a letter to the server that leads: at most once, in any order.</summary>
        public sealed record Tell(Envelope<ToServer> Envelope) : Effect;

        /// <summary>Carry a letter to a worker: at most once, in any order.</summary>
        public sealed record Send(WorkerId To, Envelope<ToWorker> Envelope) : Effect;

        /// <summary>Carry a letter to every worker: at most once, in any order.</summary>
        public sealed record Broadcast(Envelope<ToWorker> Envelope) : Effect;

        /// <summary>Go: what the server had is safe, and its leader goes on from there.</summary>
        public sealed record Leave : Effect;

        /// <summary>Look for the range of a version, the start of the run or a checkpoint, and tell with
        /// <see cref="Message.Found"/> or <see cref="Message.NotFound"/>.</summary>
        public sealed record Seek(Version Version) : Effect;

        /// <summary>Write a checkpoint, and tell with <see cref="Message.Saved"/> or
        /// <see cref="Message.SaveFailed"/>.</summary>
        /// <param name="Leader">The fence of the server that wants it.</param>
        /// <param name="Snapshot">What it holds.</param>
        /// <param name="Safe">The version whose checkpoint must stay.</param>
        /// <param name="IsLast">Whether it goes to whoever follows the run too, as part of the result.</param>
        public sealed record Save(Fence Leader, RangeSnapshot Snapshot, Version Safe, bool IsLast) : Effect;
    }
}
