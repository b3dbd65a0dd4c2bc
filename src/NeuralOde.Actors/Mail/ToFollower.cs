using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Mail;

/// <summary>What the parameter server's host writes to whoever follows a run.</summary>
public abstract record ToFollower
{
    private ToFollower() { }

    /// <summary>Something happened.</summary>
    public sealed record Happened(TrainingEvent Event) : ToFollower;

    /// <summary>The run is over.</summary>
    /// <param name="Why">Why.</param>
    /// <param name="Servers">How many servers shared the parameters; the result of each of the others comes as
    /// <see cref="RangeResult"/>.</param>
    /// <param name="Part">Which piece of its last checkpoint this is, from 0.</param>
    /// <param name="Parts">The number of pieces.</param>
    /// <param name="Bytes">The piece.</param>
    public sealed record Result(Ending Why, int Servers, int Part, int Parts, ValueArray<byte> Bytes) : ToFollower;

    /// <summary>The run is over; this is what the server of another range has of its result.</summary>
    /// <param name="Server">Which of the servers, from 1.</param>
    /// <param name="Part">Which piece of its last checkpoint this is, from 0.</param>
    /// <param name="Parts">The number of pieces.</param>
    /// <param name="Bytes">The piece.</param>
    public sealed record RangeResult(int Server, int Part, int Parts, ValueArray<byte> Bytes) : ToFollower;
}
