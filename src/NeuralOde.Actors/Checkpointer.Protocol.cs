using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;

namespace NeuralOde.Actors;

public sealed partial class Checkpointer
{
    /// <summary>What can happen to a checkpointer. Times are milliseconds of its host's clock.</summary>
    public abstract record Message
    {
        private Message() { }

        /// <summary>The server reached a version.</summary>
        public sealed record VersionReached(Snapshot Snapshot, Urgency Urgency, double AtMs) : Message;

        /// <summary>The ranges of a version are safe at all other servers.</summary>
        public sealed record PartsKept(Version Version) : Message;

        /// <summary>A range of a version cannot be made safe.</summary>
        public sealed record PartsNotKept(Version Version, string Reason, double AtMs) : Message;

        /// <summary>A checkpoint is safe.</summary>
        /// <param name="Version">Its version.</param>
        /// <param name="CostMs">How long it took; in milliseconds.</param>
        /// <param name="AtMs">When it was done.</param>
        public sealed record Saved(Version Version, double CostMs, double AtMs) : Message;

        /// <summary>A checkpoint could not be written.</summary>
        public sealed record SaveFailed(Version Version, string Reason, double AtMs) : Message;
    }

    /// <summary>What a checkpointer asks its host to do.</summary>
    public abstract record Effect
    {
        private Effect() { }

        /// <summary>Write a checkpoint, and tell with <see cref="Message.Saved"/> or
        /// <see cref="Message.SaveFailed"/>.</summary>
        public sealed record Save(Snapshot Snapshot) : Effect;

        /// <summary>Tell the server about a checkpoint that it waits for, or has to do something
        /// for.</summary>
        public sealed record Tell(ParameterServer.Message Message) : Effect;

        /// <summary>Tell the monitor what happened.</summary>
        public sealed record Report(TrainingEvent Event) : Effect;
    }
}
