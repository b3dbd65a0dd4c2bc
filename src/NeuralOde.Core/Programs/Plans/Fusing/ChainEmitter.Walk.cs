using System.Reflection.Emit;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>The walk through features, and the sums over them.</summary>
internal sealed partial class ChainEmitter
{
    /// <summary>All features, part by part; behind each the sums of the part are added to those before.</summary>
    private void WalkThrough(int vectors)
    {
        var order = _chain.Order;
        foreach (var at in _walks.Values) Zero(at);
        for (var vector = 0; vector < vectors; vector++) BeginSums(vector, order);
        var (begin, feature) = (_code.DefineLabel(), _code.DeclareLocal(typeof(nint)));
        var end = _code.DeclareLocal(typeof(nint));
        Zero(feature);
        Zero(end);
        Advance(end, order.First);
        _code.MarkLabel(begin);
        Make(Phase.Each, vectors);
        foreach (var (stride, at) in _walks) Advance(at, stride * _numberSize);
        Advance(feature, 1);
        _code.Emit(OpCodes.Ldloc, feature);
        _code.Emit(OpCodes.Ldloc, end);
        _code.Emit(OpCodes.Blt, begin);
        if (order.Others == 0) return;
        for (var vector = 0; vector < vectors; vector++) EndPart(vector);
        Advance(end, order.Others);
        _code.Emit(OpCodes.Ldloc, feature);
        Constant(_chain.Features);
        _code.Emit(OpCodes.Blt, begin);
        for (var vector = 0; vector < vectors; vector++) EndSums(vector);
    }

    /// <summary>
    /// A sum begins with its value before the features, and its total with −0: a number added to that stays as it is.
    /// </summary>
    private void BeginSums(int vector, SumOrder order)
    {
        foreach (var (sum, index) in Sums())
        {
            Push(sum.From, vector);
            Keep(index, vector);
            if (order.Others > 0) SetTotal(vector, index, () => _vectors.Create(-0.0));
        }
    }

    private void EndPart(int vector)
    {
        foreach (var (_, index) in Sums())
        {
            SetTotal(vector, index, () =>
            {
                PushTotal(vector, index);
                Push(index, vector);
                _vectors.Apply(VectorOperation.Add);
            });
            _vectors.Create(0.0);
            Keep(index, vector);
        }
    }

    private void EndSums(int vector)
    {
        foreach (var (_, index) in Sums())
        {
            PushTotal(vector, index);
            Keep(index, vector);
        }
    }

    // A total that is volatile stays in memory: it is needed once a part, the registers for each feature.
    private void PushTotal(int vector, int index)
    {
        _code.Emit(OpCodes.Ldloca, _totals[vector][index]);
        _code.Emit(OpCodes.Volatile);
        _vectors.Load();
    }

    private void SetTotal(int vector, int index, Action push)
    {
        _code.Emit(OpCodes.Ldloca, _totals[vector][index]);
        push();
        _code.Emit(OpCodes.Volatile);
        _vectors.Store();
    }

    private IEnumerable<(ChainValue.Sum Sum, int Index)> Sums() =>
        _chain.Values.Select((value, index) => (value.Value, index))
            .Where(value => value.Value is ChainValue.Sum)
            .Select(value => ((ChainValue.Sum)value.Value, value.index));
}
