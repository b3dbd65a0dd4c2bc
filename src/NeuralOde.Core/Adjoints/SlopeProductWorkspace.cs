using System.Numerics;
using NeuralOde.Core.Programs;

namespace NeuralOde.Core.Adjoints;

/// <summary>Products ȳᵀ f(t, y) of many rows, a tile of them at a time.</summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class SlopeProductWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FieldPlanWorkspace<T> _field;
    private readonly T[] _cotangents;
    private readonly int[] _rows;
    private int _filled;

    public SlopeProductWorkspace(VectorField field, int lanes)
    {
        _field = new(field, lanes);
        _cotangents = new T[field.State * lanes];
        _rows = new int[lanes];
    }

    /// <summary>Takes θ.</summary>
    public void Bind(ReadOnlySpan<T> parameters) => _field.Bind(parameters);

    /// <summary>
    /// Sets time and state of the next lane, from a row of states; its product goes to the same row.
    /// </summary>
    public void Place(double time, ReadOnlySpan<T> states, int row)
    {
        _rows[_filled] = row;
        _field.Times[_filled] = T.CreateTruncating(time);
        SetLane(states, row, _field.States);
    }

    /// <summary>Sets the inputs of the next lane, from a row of inputs.</summary>
    public void PlaceInputs(ReadOnlySpan<T> inputs, int row) => SetLane(inputs, row, _field.Inputs);

    /// <summary>Sets the cotangent of the next lane, from a row of cotangents; a full tile is run.</summary>
    public void PlaceCotangent(ReadOnlySpan<T> cotangents, int row, Span<double> destination)
    {
        SetLane(cotangents, row, _cotangents);
        if (++_filled == _rows.Length) Run(destination);
    }

    /// <summary>Writes the products of the lanes that are set to their rows.</summary>
    public void Run(Span<double> destination)
    {
        if (_filled == 0) return;
        _field.Run();
        for (var lane = 0; lane < _filled; lane++)
        {
            var sum = 0.0;
            for (var i = lane; i < _cotangents.Length; i += _rows.Length)
            {
                sum = Math.FusedMultiplyAdd(
                    double.CreateTruncating(_cotangents[i]), double.CreateTruncating(_field.Slopes[i]), sum);
            }

            destination[_rows[lane]] = sum;
        }

        _filled = 0;
    }

    private void SetLane(ReadOnlySpan<T> rows, int row, Span<T> destination)
    {
        var features = destination.Length / _rows.Length;
        for (var f = 0; f < features; f++) destination[f * _rows.Length + _filled] = rows[row * features + f];
    }
}
