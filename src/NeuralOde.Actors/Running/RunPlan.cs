using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Running;

/// <summary>What a run does, as far as its parameter server decides it. With the data it fixes every bit of
/// the result, but for <see cref="Dealing"/> and <see cref="Ranges"/>, which change none.</summary>
public sealed record RunPlan
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>What the orders of the epochs are drawn from.</summary>
    public required Seed Seed { get; init; }

    /// <summary>How the training examples are cut.</summary>
    public required Batching Batching { get; init; }

    /// <summary>When the validation examples are looked at.</summary>
    public Validation Validation { get; init; } = new Validation.Never();

    /// <summary>After how many validations in a row without gain training ends; 0 never ends it.</summary>
    public int Patience => Validation is Validation.Every every ? every.Patience : 0;

    /// <summary>How a gradient changes the parameters.</summary>
    public required TrainingRule Rule { get; init; }

    /// <summary>The versions to reach.</summary>
    public required long Steps { get; init; }

    /// <summary>When gradients are applied.</summary>
    public Mode Mode { get; init; } = new Mode.Synchronous();

    /// <summary>The ranges of the parameters where several servers share them, the leading one's first; none
    /// while one server holds all. They change no bit of the result.</summary>
    public ValueArray<KeyRange> Ranges { get; init; }

    /// <summary>The servers of the ranges after the leading one's.</summary>
    public IEnumerable<int> OtherServers => Enumerable.Range(1, Math.Max(0, Ranges.Count - 1));

    /// <summary>How work is cut and dealt.</summary>
    public DealingRules Dealing { get; init; } = new();

    /// <summary>The build that workers must have.</summary>
    public string Build { get; init; } = "";

    /// <summary>The bits that the probe of a worker must have.</summary>
    public ulong Probe { get; init; }

    /// <summary>What its workers must be.</summary>
    public ProgramIdentity Identity => new(Build, Probe);

    /// <summary>The examples of a round.</summary>
    /// <exception cref="ArgumentException">A validation is asked of a run that has none.</exception>
    public Minibatch MinibatchOf(Purpose purpose, Version version) => (purpose, Validation) switch
    {
        (Purpose.Gradient, _) => Batching.At(Seed, version.Value),
        (Purpose.Validation, Validation.Every every) => every.Batching.At(Seed, 0),
        _ => throw new ArgumentException($"The run {Run} has no {purpose} examples."),
    };
}
