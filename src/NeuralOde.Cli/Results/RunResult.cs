using NeuralOde.Core.Training.Experiments;

namespace NeuralOde.Cli.Results;

/// <summary>What came out of a training or an evaluation.</summary>
internal sealed record RunResult
{
    /// <summary>What was asked for.</summary>
    public required Experiment Experiment { get; init; }

    /// <summary>How it ended: finished, noMoreGain, stopped or failed; evaluated when nothing was trained.</summary>
    public required string Ended { get; init; }

    /// <summary>The optimiser steps taken so far.</summary>
    public required long Steps { get; init; }

    /// <summary>The passes through the training examples so far.</summary>
    public required double Epochs { get; init; }

    /// <summary>The time from the first to the last step of this process; in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The evaluations of an adjoint, on average over the examples of the last step.</summary>
    public double NfeBackward { get; init; } = double.NaN;

    /// <summary>How long a step took against all workers being busy all the time; the middle over the steps.</summary>
    public double MakespanOverIdeal { get; init; } = double.NaN;

    /// <summary>The share of a step in which each worker did not solve, on average over the steps that it was there
    /// for.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Idle { get; init; } = [];

    /// <summary>The number of parameters.</summary>
    public required int Parameters { get; init; }

    /// <summary>The SHA-256 of the parameters' bytes, little-endian.</summary>
    public required string ParametersSha256 { get; init; }

    /// <summary>The metrics of each part of the data, the training part first.</summary>
    public required IReadOnlyList<PartMetrics> Parts { get; init; }

    /// <summary>The files that were written, by what they are.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Paths { get; init; }
}
