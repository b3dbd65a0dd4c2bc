namespace NeuralOde.Cli.Reports;

/// <summary>All that a report shows of one run.</summary>
internal sealed record RunSummary
{
    /// <summary>The name of the experiment.</summary>
    public required string Name { get; init; }

    /// <summary>One line below the title: when, how long, where.</summary>
    public required string Subtitle { get; init; }

    /// <summary>The results, by name.</summary>
    public required IReadOnlyList<NamedValue> Results { get; init; }

    /// <summary>How the trajectories ended, by outcome.</summary>
    public required IReadOnlyList<NamedValue> Outcomes { get; init; }

    /// <summary>The settings of the experiment, by path.</summary>
    public required IReadOnlyList<NamedValue> Settings { get; init; }

    /// <summary>The optimiser steps, in order.</summary>
    public required IReadOnlyList<HistoryPoint> History { get; init; }

    /// <summary>Data against prediction, a row for each observation.</summary>
    public required IReadOnlyList<PredictionRow> Predictions { get; init; }

    /// <summary>Solutions at many times, a row for each time.</summary>
    public required IReadOnlyList<TrajectoryRow> Trajectories { get; init; }

    /// <summary>The name of the time axis.</summary>
    public required string Time { get; init; }

    /// <summary>The names of the targets; shape [targets].</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>The names of the state's features; shape [features].</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>True when the targets are classes: one 1 among zeros.</summary>
    public required bool IsClassification { get; init; }
}

/// <summary>One row of a table.</summary>
internal sealed record NamedValue(string Name, string Value);

/// <summary>What one optimiser step was like.</summary>
/// <param name="Version">The number of optimiser steps applied.</param>
/// <param name="Loss">The mean loss of the minibatch.</param>
/// <param name="ValidationLoss">The mean loss on the validation set, where it was measured; NaN elsewhere.</param>
/// <param name="NfeForward">Mean number of evaluations an example, forward.</param>
/// <param name="NfeBackward">Mean number of evaluations and pullbacks an example, backward.</param>
internal sealed record HistoryPoint(
    long Version, double Loss, double ValidationLoss, double NfeForward, double NfeBackward)
{
    /// <summary>How many versions the oldest gradient in it was behind; 0 in synchronous training.</summary>
    public double Staleness { get; init; }

    /// <summary>The examples whose gradients came too late for it.</summary>
    public long Dropped { get; init; }
}

/// <summary>One observation beside what the model gives.</summary>
/// <param name="Set">The part of the data: train, validation or test.</param>
/// <param name="Example">The number of the example in its part.</param>
/// <param name="Time">The time of the observation, in the unit of the data.</param>
/// <param name="Data">What was observed; shape [targets]; NaN where missing.</param>
/// <param name="Prediction">What the model gives; shape [targets]; NaN where the solve failed.</param>
internal sealed record PredictionRow(string Set, int Example, double Time, double[] Data, double[] Prediction);

/// <summary>A solution at one time.</summary>
/// <param name="Example">The number of the example.</param>
/// <param name="Time">The time, in the unit of the data.</param>
/// <param name="State">The state; shape [features].</param>
internal sealed record TrajectoryRow(int Example, double Time, double[] State);
