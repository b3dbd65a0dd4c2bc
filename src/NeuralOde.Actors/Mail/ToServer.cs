using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Mail;

/// <summary>What shard workers and range servers write to the server that leads.</summary>
public abstract record ToServer
{
    private ToServer() { }

    /// <summary>Who wrote it.</summary>
    public abstract Sender From { get; init; }

    /// <summary>Whether a worker may write it: none stops a run or speaks for a server.</summary>
    public bool IsOfWorker =>
        this is WorkerReady or NodeDone or NodeFailed or ParametersWanted or ShardWanted or WorkerLeaving;

    /// <summary>The worker is there and can solve; written at its start and once a second.</summary>
    /// <param name="From">Who wrote it.</param>
    /// <param name="Skills">What it can do.</param>
    /// <param name="Holds">The version of the parameters that it has, or
    /// <see cref="Mail.Holds.Nothing"/>.</param>
    public sealed record WorkerReady(Sender From, Skills Skills, Holds Holds) : ToServer;

    /// <summary>A work unit was solved.</summary>
    /// <param name="From">Who wrote it.</param>
    /// <param name="Unit">The unit.</param>
    /// <param name="Range">The coordinates of θ that the gradient has; all of them while one server holds
    /// them all.</param>
    /// <param name="Sum">Its sum.</param>
    /// <param name="ElapsedMs">How long it took to solve; in milliseconds.</param>
    public sealed record NodeDone(Sender From, WorkUnit Unit, KeyRange Range, WorkSum Sum, double ElapsedMs)
        : ToServer
    {
        /// <summary>The parameters that it was solved with.</summary>
        public BasedOn BasedOn { get; init; }
    }

    /// <summary>A work unit could not be solved.</summary>
    /// <param name="From">Who wrote it.</param>
    /// <param name="Unit">The unit.</param>
    /// <param name="Reason">What was thrown.</param>
    public sealed record NodeFailed(Sender From, WorkUnit Unit, string Reason) : ToServer;

    /// <summary>The worker was dealt a unit of a version that it does not have.</summary>
    /// <param name="From">Who wrote it.</param>
    public sealed record ParametersWanted(Sender From) : ToServer;

    /// <summary>The worker was dealt a unit of a shard that it cannot read.</summary>
    /// <param name="From">Who wrote it.</param>
    /// <param name="Shard">The shard.</param>
    public sealed record ShardWanted(Sender From, int Shard) : ToServer;

    /// <summary>The worker goes; what it has in hand will not be solved.</summary>
    /// <param name="From">Who wrote it.</param>
    public sealed record WorkerLeaving(Sender From) : ToServer;

    /// <summary>A range server is there; written when that changes, and once a second.</summary>
    /// <param name="From">Who wrote it; the incarnation is the number of its reign over the range.</param>
    /// <param name="Server">Which of the servers it is.</param>
    /// <param name="Holds">The version of its range, or <see cref="Mail.Holds.Nothing"/>.</param>
    public sealed record RangeReady(Sender From, int Server, Holds Holds) : ToServer;

    /// <summary>A range server has its part of a unit in its sum.</summary>
    /// <param name="From">Who wrote it.</param>
    /// <param name="Server">Which of the servers it is.</param>
    /// <param name="Unit">The unit.</param>
    /// <param name="Squares">Once the sum is complete, the squares of its mean, as
    /// <see cref="Core.Training.Optimisers.MeanGradient"/> has them; empty before; shape [blocks].</param>
    public sealed record RangeHas(Sender From, int Server, WorkUnit Unit, ValueArray<double> Squares)
        : ToServer;

    /// <summary>The range of a version is safe.</summary>
    /// <param name="From">Who wrote it.</param>
    /// <param name="Server">Which of the servers it is.</param>
    /// <param name="Version">The version.</param>
    /// <param name="IsLast">Whether whoever follows the run has it too, as part of the result.</param>
    public sealed record RangeKept(Sender From, int Server, Version Version, bool IsLast) : ToServer;

    /// <summary>The range of a version could not be made safe.</summary>
    /// <param name="From">Who wrote it.</param>
    /// <param name="Server">Which of the servers it is.</param>
    /// <param name="Version">The version.</param>
    /// <param name="Reason">What was in the way.</param>
    public sealed record RangeNotKept(Sender From, int Server, Version Version, string Reason) : ToServer;

    /// <summary>A range server cannot go on from a version: it has no checkpoint of it.</summary>
    /// <param name="From">Who wrote it.</param>
    /// <param name="Server">Which of the servers it is.</param>
    /// <param name="Version">The version.</param>
    /// <param name="Reason">What was in the way.</param>
    public sealed record RangeLacks(Sender From, int Server, Version Version, string Reason) : ToServer;

    /// <summary>Whoever follows the run wants it to stop after the last complete version.</summary>
    /// <param name="From">Who wrote it.</param>
    public sealed record StopWanted(Sender From) : ToServer;

    /// <summary>A range server shall go, and waits until what it has is safe.</summary>
    /// <param name="From">Who wrote it.</param>
    /// <param name="Server">Which of the servers it is.</param>
    public sealed record RangeLeaving(Sender From, int Server) : ToServer;
}
