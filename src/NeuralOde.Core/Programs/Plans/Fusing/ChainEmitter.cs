using System.Numerics;
using System.Reflection.Emit;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>A chain as machine code.</summary>
/// <param name="memory">The first element of a plan's memory.</param>
/// <param name="lanes">The number of lanes, from the first on, that are computed; whole granules.</param>
internal delegate void ChainCode<T>(ref T memory, int lanes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>
/// Writes the code of a chain at run time: the very operations of the kernels, so that it gives the same bits
/// as the steps that it replaces.
/// </summary>
internal sealed class ChainEmitter
{
    private readonly Chain _chain;
    private readonly Func<ChainValue, Formula> _formula;
    private readonly int _numberSize;
    private readonly ILGenerator _code;
    private readonly VectorCode _vectors;
    private readonly FormulaEmitter _formulas;
    private readonly LocalBuilder[] _values;
    private readonly LocalBuilder _lane;
    private readonly Dictionary<int, LocalBuilder> _walks = [];

    private ChainEmitter(Chain chain, Func<ChainValue, Formula> formula, VectorCode vectors, ILGenerator code)
    {
        (_chain, _formula, _vectors, _code) = (chain, formula, vectors, code);
        _numberSize = vectors.NumberSize;
        _formulas = new(vectors, code);
        _lane = code.DeclareLocal(typeof(nint));
        _values = [.. chain.Values.Select(_ => code.DeclareLocal(vectors.Vector))];
        foreach (var stride in Rows().Select(row => row.Stride).Where(stride => stride > 0).Distinct())
        {
            _walks.Add(stride, code.DeclareLocal(typeof(nint)));
        }
    }

    /// <summary>The code for vectors of so many bits.</summary>
    public static ChainCode<T> Compile<T>(Chain chain, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A delegate is called without detour if it belongs to an object, whatever that is: here the chain.
        Type[] parameters = [typeof(Chain), typeof(T).MakeByRefType(), typeof(int)];
        var method = new DynamicMethod("chain", null, parameters, typeof(Chain).Module, skipVisibility: true)
        {
            InitLocals = false,
        };
        var code = method.GetILGenerator();
        new ChainEmitter(chain, Formulas<T>.Of, new(code, typeof(T), width), code).Write(width / 8);
        return method.CreateDelegate<ChainCode<T>>(chain);
    }

    private void Write(int step)
    {
        var end = _code.DeclareLocal(typeof(nint));
        _code.Emit(OpCodes.Ldarg_2);
        _code.Emit(OpCodes.Conv_I);
        Constant(_numberSize);
        _code.Emit(OpCodes.Mul);
        _code.Emit(OpCodes.Stloc, end);
        Loop(_lane, step, () => _code.Emit(OpCodes.Ldloc, end), () =>
        {
            Make(Phase.Before);
            if (_chain.Features > 1) WalkThrough();
            Make(Phase.Behind);
        });
        _code.Emit(OpCodes.Ret);
    }

    private void WalkThrough()
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (_chain.Values[i].Value is ChainValue.Sum sum) Keep(i, () => Push(sum.From));
        }

        foreach (var (_, at) in _walks)
        {
            Constant(0);
            _code.Emit(OpCodes.Stloc, at);
        }

        var feature = _code.DeclareLocal(typeof(nint));
        Loop(feature, 1, () => Constant(_chain.Features), () =>
        {
            Make(Phase.Each);
            foreach (var (stride, at) in _walks) Advance(at, stride * _numberSize);
        });
    }

    /// <summary>The values of a phase, and behind them what is written of them.</summary>
    private void Make(Phase phase)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (_chain.Values[i].Phase == phase && !IsOperand(i)) Make(i);
        }

        foreach (var (value, to) in _chain.Stores)
        {
            if (phase != PhaseOf(value, to)) continue;
            PushAddress(to);
            Push(value);
            _vectors.Store();
        }
    }

    private void Make(int index)
    {
        switch (_chain.Values[index].Value)
        {
            case ChainValue.Load(var from):
                Keep(index, () => Load(from));
                break;
            case ChainValue.Sum(var x, var y, _):
                Push(x);
                Push(y);
                Push(index);
                _vectors.Apply(VectorOperation.MultiplyAdd);
                _code.Emit(OpCodes.Stloc, _values[index]);
                break;
            case var value:
                _formulas.Push(_formula(value), argument => Push(value.Arguments[argument]));
                _code.Emit(OpCodes.Stloc, _values[index]);
                break;
        }
    }

    private void Load(Row from)
    {
        PushAddress(from);
        if (from.IsShared) _vectors.LoadShared();
        else _vectors.Load();
    }

    /// <summary>The address of the row's element for this feature and lane.</summary>
    private void PushAddress(Row row)
    {
        _code.Emit(OpCodes.Ldarg_1);
        if (!row.IsShared) Add(_lane);
        if (row.Stride > 0) Add(_walks[row.Stride]);
        Constant(row.Start * _numberSize);
        _code.Emit(OpCodes.Add);
    }

    /// <summary>A value from its register, or from the one place in memory that all lanes share.</summary>
    private void Push(int value)
    {
        switch (_chain.Values[value].Value)
        {
            case ChainValue.Load(var from) when from.IsShared: Load(from); break;
            case ChainValue.Constant(var number): _vectors.Create(number); break;
            default: _code.Emit(OpCodes.Ldloc, _values[value]); break;
        }
    }

    private void Keep(int index, Action push)
    {
        push();
        _code.Emit(OpCodes.Stloc, _values[index]);
    }

    private void Loop(LocalBuilder counter, int step, Action pushEnd, Action body)
    {
        var begin = _code.DefineLabel();
        Constant(0);
        _code.Emit(OpCodes.Stloc, counter);
        _code.MarkLabel(begin);
        body();
        Advance(counter, step);
        _code.Emit(OpCodes.Ldloc, counter);
        pushEnd();
        _code.Emit(OpCodes.Blt, begin);
    }

    private void Advance(LocalBuilder counter, int step)
    {
        Constant(step);
        Add(counter);
        _code.Emit(OpCodes.Stloc, counter);
    }

    private void Add(LocalBuilder offset)
    {
        _code.Emit(OpCodes.Ldloc, offset);
        _code.Emit(OpCodes.Add);
    }

    private void Constant(int value)
    {
        _code.Emit(OpCodes.Ldc_I4, value);
        _code.Emit(OpCodes.Conv_I);
    }

    private Phase PhaseOf(int value, Row to) =>
        to.Stride > 0 ? Phase.Each
        : _chain.Values[value].Value is ChainValue.Sum ? Phase.Behind
        : _chain.Values[value].Phase;

    /// <summary>True for what is read at every use, as an operand of the instruction that uses it.</summary>
    private bool IsOperand(int index) => _chain.Values[index].Value is ChainValue.Constant
        or ChainValue.Load({ IsShared: true });

    private IEnumerable<Row> Rows() =>
    [
        .. _chain.Values.Select(value => value.Value).OfType<ChainValue.Load>().Select(load => load.From),
        .. _chain.Stores.Select(store => store.To),
    ];
}
