using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Models;

/// <summary>Carries a micro-batch through all stages of a model, and cotangents back.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
internal sealed class ModelWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Model _model;
    private readonly IStageWorkspace<T>[] _stages;
    private readonly int[] _numbers;
    private readonly int[] _starts;
    private readonly int _firstWithParameters;
    private readonly KeptWorkspace<ExampleRecord> _records = new();

    /// <summary>Prepares for a model.</summary>
    public ModelWorkspace(Model model)
    {
        _model = model;
        var joined = Joined(model.Stages);
        _numbers = [.. joined.Select(part => part.Number)];
        _starts = [.. _numbers.Select(model.FirstParameterOf), model.Layout.Total];
        _firstWithParameters = joined.TakeWhile(part => part.Stage.Layout.Total == 0).Count();
        _stages = [.. joined.Select((part, place) => WorkspaceOf(part.Stage, place == _firstWithParameters))];
    }

    /// <summary>What the last stage gave; shape [rows, OutputFeatures].</summary>
    public ReadOnlySpan<T> Prediction => _stages[^1].Output;

    /// <summary>How each example went; shape [examples].</summary>
    public Span<ExampleRecord> Records => _records.Values;

    /// <summary>Predicts.</summary>
    /// <param name="examples">The micro-batch.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <exception cref="ArgumentException">
    /// The examples or the parameters are not made for the model.
    /// </exception>
    public void Forward(GatheredWorkspace<T> examples, ReadOnlySpan<T> parameters)
    {
        Misuse.SameLength(parameters.Length, _starts[^1]);
        Misuse.SameLength(examples.Features.Length, examples.Count * _model.InputFeatures);
        _ = _records.Cleared(examples.Count);
        for (var stage = 0; stage < _stages.Length; stage++)
        {
            var own = parameters[_starts[stage].._starts[stage + 1]];
            // By its own type, for the compiler of images follows no virtual call of a generic one.
            if (_stages[stage] is OdeWorkspace<T> ode)
            {
                ode.Forward(InputOf(stage, examples), own, examples);
                NoteSolves(stage, ode, examples);
            }
            else
            {
                _stages[stage].Forward(InputOf(stage, examples), own, examples);
            }
        }
    }

    /// <summary>Pulls the cotangent of the last prediction back to the parameters.</summary>
    /// <param name="examples">The micro-batch of the last forward pass.</param>
    /// <param name="predictionCotangent">The cotangent; shape [rows, OutputFeatures].</param>
    /// <param name="gradient">To which the sum over the examples is added; shape [parameters].</param>
    public void PullBack(GatheredWorkspace<T> examples, ReadOnlySpan<T> predictionCotangent, Span<T> gradient)
    {
        var cotangent = predictionCotangent;
        for (var stage = _stages.Length - 1; stage >= _firstWithParameters; stage--)
        {
            var own = gradient[_starts[stage].._starts[stage + 1]];
            if (_stages[stage] is OdeWorkspace<T> ode)
            {
                ode.PullBack(InputOf(stage, examples), cotangent, own);
                NoteWaysBack(ode, examples);
            }
            else
            {
                _stages[stage].PullBack(InputOf(stage, examples), cotangent, own);
            }

            cotangent = _stages[stage].InputCotangent;
        }
    }

    /// <summary>The stages with their numbers in the model; maps that follow each other are one.</summary>
    private static List<(int Number, Stage Stage)> Joined(ValueArray<Stage> stages)
    {
        var joined = new List<(int Number, Stage Stage)>();
        foreach (var (number, stage) in stages.Index())
        {
            if (stage is Stage.Map next && joined is [.., (var first, Stage.Map map)])
            {
                joined[^1] = (first, map.Then(next));
            }
            else
            {
                joined.Add((number, stage));
            }
        }

        return joined;
    }

    private static IStageWorkspace<T> WorkspaceOf(Stage stage, bool isFirst) => stage switch
    {
        Stage.Map map => new MapWorkspace<T>(map, isFirst),
        Stage.Ode ode => new OdeWorkspace<T>(ode),
        _ => throw Unreachable.Case(stage),
    };

    private ReadOnlySpan<T> InputOf(int stage, GatheredWorkspace<T> examples) =>
        stage == 0 ? examples.Features : _stages[stage - 1].Output;

    private void NoteSolves(int stage, OdeWorkspace<T> ode, GatheredWorkspace<T> examples)
    {
        for (var row = 0; row < ode.Solves.Length; row++)
        {
            ref var record = ref RecordOf(row, ode.Solves.Length, examples);
            record = record.With(_numbers[stage], ode.Solves[row]);
        }
    }

    private void NoteWaysBack(OdeWorkspace<T> ode, GatheredWorkspace<T> examples)
    {
        for (var row = 0; row < ode.WaysBack.Length; row++)
        {
            ref var record = ref RecordOf(row, ode.WaysBack.Length, examples);
            record = record.With(ode.WaysBack[row]);
        }
    }

    // Rows are examples, or behind a stage that hands on at observations their observations.
    private ref ExampleRecord RecordOf(int row, int rows, GatheredWorkspace<T> examples)
    {
        if (rows == examples.Count) return ref Records[row];
        var example = examples.TimeOffsets.BinarySearch(row);
        return ref Records[example < 0 ? ~example - 1 : example];
    }
}
