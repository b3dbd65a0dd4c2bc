using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>Products of matrices, and sums over lanes.</summary>
internal static partial class Executor
{
    private static void Multiply<T>(Step step, Span<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (step)
        {
            case Step.PackMatrix s:
                PackedProduct.Pack(Read(s.W, s.Bias, memory), Panels(s.To, memory));
                break;
            case Step.PackedProduct { GoesOn: true, W: var w, Of: var s }:
                PackedProduct.AddTo(Panels(w, memory), Read(s.X, memory), s.To.Lanes, Write(s.To, memory));
                break;
            case Step.PackedProduct { W: var w, Of: var s }:
                PackedProduct.Into(Panels(w, memory), Read(s.X, memory), s.To.Lanes, Write(s.To, memory));
                break;
            case Step.Product s:
                Product.Into(Read(s.W, s.Bias, memory), Read(s.X, memory), s.To.Lanes, Write(s.To, memory));
                break;
            default:
                throw Unreachable.Case(step);
        }
    }

    private static void Sum<T>(Step step, Span<T> memory, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (step)
        {
            case Step.Turn s:
                Panels(s.To, memory).Write(Read(s.X, memory), rows, s.Row);
                break;
            case Step.LaneOuterSum s:
                OuterSum.AddTo(Panels(s.X, memory), Read(s.Y, s.Runs, memory), s.Runs, Panels(s.Sums, memory));
                break;
            case Step.MoveSums s:
                OuterSum.Move(Panels(s.From, memory), Write(s.Sums, memory));
                break;
            case Step.OuterSum s:
                OuterSum.AddTo(Panels(s.X, memory), Panels(s.Y, memory), rows, Write(s.Sums, memory));
                break;
            case Step.RowSum s:
                SumOverLanes.AddRowsTo(Panels(s.X, memory), s.Runs * rows, Write(s.Sums, memory));
                break;
            case Step.LaneSum s:
                SumOverLanes.AddTo(Read(s.X, memory), s.Lanes, Write(s.Sums, memory));
                break;
            default:
                throw Unreachable.Case(step);
        }
    }

    private static Operand<T> Read<T>(Place first, LaneRuns runs, Span<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
            memory.Slice(first.Start, first.Length + (runs.Count - 1) * runs.Apart), first.Stride, first.IsShared);

    private static Matrix<T> Read<T>(MatrixPlace w, Place bias, Span<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Read(w.Entries, memory), w.Rows, w.Columns)
        {
            Bias = Read(bias, memory),
            IsTransposed = w.IsTransposed,
        };

    private static Panels<T> Panels<T>(PanelPlace place, Span<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(memory[place.Start..], place.Features, place.Rows);
}
