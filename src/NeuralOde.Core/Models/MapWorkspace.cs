using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Models;

/// <summary>A program stage at work.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
internal sealed class MapWorkspace<T> : IStageWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int X = 0;
    private const int Parameters = 1;
    private const int Cotangent = 2;
    private readonly Stage.Map _map;
    private readonly bool _wantsInput;
    private readonly bool _hasParameters;
    private readonly RowPlanWorkspace<T> _forward;
    private readonly RowPlanWorkspace<T> _pullback;
    private readonly KeptWorkspace<T> _parameters = new();
    private readonly KeptWorkspace<T> _output = new();
    private readonly KeptWorkspace<T> _inputCotangent = new();

    /// <summary>Prepares for a stage.</summary>
    /// <param name="map">The stage.</param>
    /// <param name="isFirst">
    /// True for the first stage with parameters: nobody asks for the cotangent of what it takes.
    /// </param>
    public MapWorkspace(Stage.Map map, bool isFirst)
    {
        _map = map;
        (_wantsInput, _hasParameters) = (!isFirst, map.Layout.Total > 0);
        _forward = new(map.Program);
        int[] wanted = [.. _wantsInput ? [X] : (int[])[], .. _hasParameters ? [Parameters] : (int[])[]];
        _pullback = new(Pullback.Of(map.Program, wanted));
    }

    /// <inheritdoc/>
    public ReadOnlySpan<T> Output => _output.Values;

    /// <inheritdoc/>
    public ReadOnlySpan<T> InputCotangent => _inputCotangent.Values;

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<T> input, ReadOnlySpan<T> parameters, GatheredWorkspace<T> examples)
    {
        var rows = input.Length / _map.InputFeatures;
        _parameters.Keep(parameters);
        _forward.Share(Parameters, parameters);
        var output = _output.Sized(rows * _map.OutputFeatures);
        for (var first = 0; first < rows; first += RowPlanWorkspace<T>.Lanes)
        {
            _forward.Load(X, input, first);
            _forward.Run();
            _forward.Store(0, output, first);
        }
    }

    /// <inheritdoc/>
    public void PullBack(
        ReadOnlySpan<T> input, ReadOnlySpan<T> outputCotangent, Span<T> parametersCotangent)
    {
        var rows = input.Length / _map.InputFeatures;
        _pullback.Share(Parameters, _parameters.Values);
        var inputCotangent = _inputCotangent.Sized(_wantsInput ? input.Length : 0);
        for (var first = 0; first < rows; first += RowPlanWorkspace<T>.Lanes)
        {
            _pullback.Load(X, input, first);
            _pullback.LoadCotangent(Cotangent, outputCotangent, first);
            _pullback.Run();
            if (_wantsInput) _pullback.Store(0, inputCotangent, first);
        }

        if (_hasParameters) _pullback.AddSums(_wantsInput ? 1 : 0, parametersCotangent);
    }
}
