using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training.Experiments;

/// <summary>
/// What is asked for: data, model, loss, optimiser and how long; the content of an experiment file.
/// </summary>
/// <remarks>A run is a function of the experiment, the data and the seed.</remarks>
public sealed record Experiment
{
    /// <summary>The name of the experiment.</summary>
    [Field("Name of the experiment; its runs lie in folders NAME-1, NAME-2 and so on.", Required = true)]
    public string Name { get; init; } = "";

    /// <summary>What the experiment shows.</summary>
    [Field("What the experiment shows, for the report.")]
    public string Description { get; init; } = "";

    /// <summary>The source of all chance.</summary>
    [Field("Source of all chance: starting parameters, order of the examples, noise of generators.",
        AtLeast = 0)]
    public long Seed { get; init; } = 1;

    /// <summary>The number type of states and parameters.</summary>
    [Field("Number type of states and parameters: f64 or f32. Times are always f64.")]
    public NumberType Precision { get; init; } = NumberType.F64;

    /// <summary>Where the examples come from.</summary>
    [Field("Where the examples come from.", Required = true)]
    public DataSection Data { get; init; } = new DataSection.Generator();

    /// <summary>The stages that the data flows through.</summary>
    [Field("Stages that the data flows through, in order.", Required = true)]
    public ValueArray<StageSection> Model { get; init; }

    /// <summary>What is made small.</summary>
    [Field("What training makes small.")]
    public LossSection Loss { get; init; } = new LossSection.Mse();

    /// <summary>How a gradient changes the parameters.</summary>
    [Field("How a gradient changes the parameters.")]
    public OptimiserSection Optimiser { get; init; } = new OptimiserSection.Sgd();

    /// <summary>How the optimiser's rate changes with the steps.</summary>
    [Field("How the optimiser's rate changes with the steps.")]
    public ScheduleSection Schedule { get; init; } = new ScheduleSection.Constant();

    /// <summary>How long, in which pieces, and when to save and to stop.</summary>
    [Field("How long to train, in which pieces, when to save and when to stop.")]
    public TrainingSection Training { get; init; } = new();

    /// <summary>What the report shows.</summary>
    [Field("What the report shows.")]
    public ReportSection Report { get; init; } = new();
}

/// <summary>The number type of states and parameters.</summary>
public enum NumberType
{
    /// <summary>64-bit floating point.</summary>
    F64,

    /// <summary>32-bit floating point.</summary>
    F32,
}
