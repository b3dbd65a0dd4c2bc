using Serilog.Events;

namespace NeuralOde.Cli.Runs;

/// <summary>What <c>neuralode train</c> was asked for.</summary>
internal sealed record TrainRequest
{
    /// <summary>A built-in experiment or a file; empty when a run is resumed as it is.</summary>
    public required string Experiment { get; init; }

    /// <summary>The fields that <c>--set</c> and <c>--seed</c> change.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>The folder for the results; empty for the next one of the experiment.</summary>
    public required string Out { get; init; }

    /// <summary>The run that goes on; empty for a new one.</summary>
    public required string Resume { get; init; }

    /// <summary>The model file whose parameters training starts from; empty for those of the seed.</summary>
    public required string From { get; init; }

    /// <summary>The folder of data files; empty for none.</summary>
    public required string Data { get; init; }

    /// <summary>The solves at the same time.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether one line of JSON ends the output.</summary>
    public required bool Json { get; init; }

    /// <summary>The least level that is written to the log.</summary>
    public LogEventLevel LogLevel { get; init; } = LogEventLevel.Information;

    /// <summary>How many servers share the parameters.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>Where it takes place.</summary>
    public TrainingPlace Where { get; init; } = new TrainingPlace.Here();
}
