using System.Globalization;
using NeuralOde.Actors.Mail;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Cluster.Brokers;

/// <summary>How much a broker carries at once.</summary>
public static class BrokerLetters
{
    /// <summary>The longest letter; in bytes: <c>max_message_size</c> in <c>cluster-config/rabbitmq.conf</c>.</summary>
    public const int Limit = 128 << 20;

    /// <summary>The numbers of one; in bytes. The rest is for what stands around them.</summary>
    public const int Numbers = 120 << 20;

    private const double BytesOfMebibyte = 1 << 20;

    /// <summary>What a run begins with, if its letters can be carried; otherwise why not, and the mend.</summary>
    /// <param name="start">What it begins with. One server is given all of it in one letter; servers that share the
    /// parameters write and get those of their ranges.</param>
    /// <param name="ranges">Their ranges; none for one server.</param>
    public static Result<TrainingState, string> Carry(TrainingState start, ValueArray<KeyRange> ranges)
    {
        long bytes = start.Parameters.Precision.Bytes;
        var all = start.Parameters.Length * bytes;

        // A checkpoint holds the parameters, the best so far, and what the optimiser remembers of each.
        var longest = ranges.Count > 0
            ? ranges.Max(range => range.Count * bytes)
            : all * (2 + start.Optimiser.Vectors.Count);
        if (longest <= Numbers) return start;

        var least = Math.Max(2, (all + Numbers - 1) / Numbers);
        return new Result<TrainingState, string>.Failed(string.Create(
            CultureInfo.InvariantCulture,
            $"{start.Parameters.Length} parameters make letters of {longest / BytesOfMebibyte:F0} MiB, and a broker "
            + $"carries {Numbers / BytesOfMebibyte:F0} MiB: let servers share them with --servers {least} or more."));
    }
}
