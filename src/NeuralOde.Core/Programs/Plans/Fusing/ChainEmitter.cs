using System.Numerics;
using System.Reflection.Emit;
using NeuralOde.Core.Values;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>A chain as machine code.</summary>
/// <param name="memory">The first element of a plan's memory.</param>
internal delegate void ChainCode<T>(ref T memory)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>
/// Writes the code of a chain at run time. Its vector operations are the very ones of the kernels, so that it
/// gives the same bits as the steps that it replaces.
/// </summary>
internal sealed class ChainEmitter
{
    private readonly Chain _chain;
    private readonly Type _vector;
    private readonly Type _number;
    private readonly ILGenerator _code;
    private readonly LocalBuilder[] _values;
    private readonly LocalBuilder _lane;
    private readonly Dictionary<int, LocalBuilder> _walks = [];

    private ChainEmitter(Chain chain, Type vector, Type number, ILGenerator code)
    {
        (_chain, _vector, _number, _code) = (chain, vector, number, code);
        _lane = code.DeclareLocal(typeof(int));
        _values = [.. chain.Values.Select(_ => code.DeclareLocal(vector))];
        foreach (var stride in Rows().Select(row => row.Stride).Where(stride => stride > 0).Distinct())
        {
            _walks.Add(stride, code.DeclareLocal(typeof(int)));
        }
    }

    /// <summary>The code for vectors of one width.</summary>
    public static ChainCode<T> Compile<TVector, T>(Chain chain)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A delegate is called without detour if it belongs to an object, whatever that is: here the chain.
        Type[] parameters = [typeof(Chain), typeof(T).MakeByRefType()];
        var method = new DynamicMethod("chain", null, parameters, typeof(Chain).Module, skipVisibility: true)
        {
            InitLocals = false,
        };
        new ChainEmitter(chain, typeof(TVector), typeof(T), method.GetILGenerator()).Write(TVector.Count);
        return method.CreateDelegate<ChainCode<T>>(chain);
    }

    private void Write(int width)
    {
        // What all lanes share is read once.
        for (var i = 0; i < _values.Length; i++)
        {
            if (IsConstant(i)) Make(i);
        }

        Loop(_lane, width, _chain.Lanes, () =>
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
            _code.Emit(OpCodes.Ldc_I4_0);
            _code.Emit(OpCodes.Stloc, at);
        }

        var feature = _code.DeclareLocal(typeof(int));
        Loop(feature, 1, _chain.Features, () =>
        {
            Make(Phase.Each);
            foreach (var (stride, at) in _walks) Advance(at, stride);
        });
    }

    /// <summary>The values of a phase, and behind them what is written of them.</summary>
    private void Make(Phase phase)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (_chain.Values[i].Phase == phase && !IsConstant(i)) Make(i);
        }

        foreach (var (value, to) in _chain.Stores)
        {
            if (phase != PhaseOf(value, to)) continue;
            _code.Emit(OpCodes.Ldloc, _values[value]);
            PushPlace(to);
            Call(_vector, nameof(IVector<Wide1<double>, double>.Store));
        }
    }

    private void Make(int index) => Keep(index, () =>
    {
        switch (_chain.Values[index].Value)
        {
            case ChainValue.Load(var from):
                Load(from);
                break;
            case ChainValue.Zero:
                _code.Emit(OpCodes.Ldc_R8, 0.0);
                Create(typeof(double));
                break;
            case ChainValue.Unary(var function, var x):
                Push(x);
                CallOperator(Operators.Of(function));
                break;
            case ChainValue.Binary(var function, var x, var y):
                Push(x, y);
                CallOperator(Operators.Of(function));
                break;
            case ChainValue.Select(var condition, var then, var otherwise):
                Push(condition, then, otherwise);
                CallOperator(typeof(SelectOperator));
                break;
            case ChainValue.MultiplyAdd(var x, var y, var addend):
                Push(x, y, addend);
                Call(_vector, nameof(IVector<Wide1<double>, double>.FusedMultiplyAdd));
                break;
            case ChainValue.Sum(var x, var y, _):
                Push(x, y, index);
                Call(_vector, nameof(IVector<Wide1<double>, double>.FusedMultiplyAdd));
                break;
            default:
                throw Unreachable.Case(_chain.Values[index].Value);
        }
    });

    private void Load(Row from)
    {
        PushPlace(from);
        if (!from.IsShared)
        {
            Call(_vector, nameof(IVector<Wide1<double>, double>.Load));
            return;
        }

        // The address of a single number.
        _code.Emit(OpCodes.Conv_I);
        _code.Emit(OpCodes.Sizeof, _number);
        _code.Emit(OpCodes.Mul);
        _code.Emit(OpCodes.Add);
        _code.Emit(OpCodes.Ldobj, _number);
        Create(_number);
    }

    /// <summary>The memory, and the index of the row's element for this feature and lane.</summary>
    private void PushPlace(Row row)
    {
        _code.Emit(OpCodes.Ldarg_1);
        _code.Emit(OpCodes.Ldc_I4, row.Start);
        if (row.Stride > 0)
        {
            _code.Emit(OpCodes.Ldloc, _walks[row.Stride]);
            _code.Emit(OpCodes.Add);
        }

        if (row.IsShared) return;
        _code.Emit(OpCodes.Ldloc, _lane);
        _code.Emit(OpCodes.Add);
    }

    private void Push(params ReadOnlySpan<int> values)
    {
        foreach (var value in values) _code.Emit(OpCodes.Ldloc, _values[value]);
    }

    private void Keep(int index, Action push)
    {
        push();
        _code.Emit(OpCodes.Stloc, _values[index]);
    }

    private void Loop(LocalBuilder counter, int step, int end, Action body)
    {
        var begin = _code.DefineLabel();
        _code.Emit(OpCodes.Ldc_I4_0);
        _code.Emit(OpCodes.Stloc, counter);
        _code.MarkLabel(begin);
        body();
        Advance(counter, step);
        _code.Emit(OpCodes.Ldloc, counter);
        _code.Emit(OpCodes.Ldc_I4, end);
        _code.Emit(OpCodes.Blt, begin);
    }

    private void Advance(LocalBuilder counter, int step)
    {
        _code.Emit(OpCodes.Ldloc, counter);
        _code.Emit(OpCodes.Ldc_I4, step);
        _code.Emit(OpCodes.Add);
        _code.Emit(OpCodes.Stloc, counter);
    }

    private void CallOperator(Type type) => _code.Emit(
        OpCodes.Call, type.GetMethod(nameof(IUnaryOperator.Of))!.MakeGenericMethod(_vector, _number));

    private void Create(Type of) => _code.Emit(OpCodes.Call, _vector.GetMethods().First(
        method => method.Name == "Create" && method.GetParameters()[0].ParameterType == of));

    private void Call(Type type, string name) => _code.Emit(OpCodes.Call, type.GetMethod(name)!);

    private Phase PhaseOf(int value, Row to) =>
        to.Stride > 0 ? Phase.Each
        : _chain.Values[value].Value is ChainValue.Sum ? Phase.Behind
        : _chain.Values[value].Phase;

    private bool IsConstant(int index) => _chain.Values[index].Value is ChainValue.Zero
        or ChainValue.Load({ IsShared: true, Stride: 0 });

    private IEnumerable<Row> Rows() =>
    [
        .. _chain.Values.Select(value => value.Value).OfType<ChainValue.Load>().Select(load => load.From),
        .. _chain.Stores.Select(store => store.To),
    ];
}
