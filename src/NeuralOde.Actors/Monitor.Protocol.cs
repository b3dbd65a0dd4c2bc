using NeuralOde.Actors.Reporting;

namespace NeuralOde.Actors;

public sealed partial class Monitor
{
    /// <summary>What can happen to a monitor.</summary>
    public abstract record Message
    {
        private Message() { }

        /// <summary>Something happened in the run.</summary>
        /// <param name="Event">What.</param>
        /// <param name="AtMs">When; in milliseconds of the host's clock.</param>
        public sealed record Reported(TrainingEvent Event, double AtMs) : Message;
    }

    /// <summary>What a monitor asks its host to do.</summary>
    public abstract record Effect
    {
        private Effect() { }

        /// <summary>Write an event to the log, and show it to whoever watches.</summary>
        public sealed record Log(TrainingEvent Event) : Effect;
    }
}
