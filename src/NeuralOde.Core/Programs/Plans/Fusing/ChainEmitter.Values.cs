using System.Reflection.Emit;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>The values of a chain: how they are made, read and written.</summary>
internal sealed partial class ChainEmitter
{
    /// <summary>The values of a phase, one vector behind the other.</summary>
    private void Make(Phase phase, int vectors)
    {
        for (var vector = 0; vector < vectors; vector++) MakeOne(phase, vector);
    }

    /// <summary>The values of a phase, and behind them what is written of them.</summary>
    private void MakeOne(Phase phase, int vector)
    {
        for (var i = 0; i < _chain.Values.Length; i++)
        {
            if (_chain.Values[i].Phase != phase || IsOperand(i)) continue;
            PushMade(_chain.Values[i].Value, i, vector);
            Keep(i, vector);
        }

        foreach (var (value, to) in _chain.Stores)
        {
            if (phase != PhaseOf(value, to)) continue;
            PushAddress(to, vector);
            Push(value, vector);
            _vectors.Store();
        }
    }

    private void PushMade(ChainValue value, int index, int vector)
    {
        switch (value)
        {
            case ChainValue.Load(var from):
                Load(from, vector);
                break;
            case ChainValue.Sum(var x, var y, _):
                Push(x, vector);
                Push(y, vector);
                Push(index, vector);
                _vectors.Apply(VectorOperation.MultiplyAdd);
                break;
            default:
                _formulas.Push(_formula(value), argument => Push(value.Arguments[argument], vector));
                break;
        }
    }

    private void Load(Row from, int vector)
    {
        PushAddress(from, vector);
        if (from.IsShared) _vectors.LoadShared();
        else _vectors.Load();
    }

    /// <summary>The address of the row's element for this feature and the first lane of a vector.</summary>
    private void PushAddress(Row row, int vector)
    {
        _code.Emit(OpCodes.Ldarg_1);
        if (!row.IsShared) Add(_lane);
        if (row.Stride > 0) Add(_walks[row.Stride]);
        Constant(row.Start * _numberSize + (row.IsShared ? 0 : vector * _vectorSize));
        _code.Emit(OpCodes.Add);
    }

    /// <summary>A value from its register, or from the one place in memory that all lanes share.</summary>
    private void Push(int value, int vector)
    {
        switch (_chain.Values[value].Value)
        {
            case ChainValue.Load(var from) when from.IsShared: Load(from, vector); break;
            case ChainValue.Constant(var number): _vectors.Create(number); break;
            default: _code.Emit(OpCodes.Ldloc, _registers[vector][value]); break;
        }
    }

    private void Keep(int value, int vector) => _code.Emit(OpCodes.Stloc, _registers[vector][value]);

    private Phase PhaseOf(int value, Row to) =>
        to.Stride > 0 ? Phase.Each
        : _chain.Values[value].Value is ChainValue.Sum ? Phase.Behind
        : _chain.Values[value].Phase;

    /// <summary>True for what is read at every use, as an operand of the instruction that uses it.</summary>
    private bool IsOperand(int index) => _chain.Values[index].Value is ChainValue.Constant
        or ChainValue.Load({ IsShared: true });
}
