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
/// <remarks>
/// A walk through features takes two vectors of lanes along: at the end of a walk the processor guesses wrong and has
/// to begin anew, which then happens half as often. Other loops, and those of few registers, take one.
/// </remarks>
internal sealed partial class ChainEmitter
{
    // Only vectors of so many bits have 32 registers, enough for the values of two.
    private const int WidthOfManyRegisters = 512;

    private readonly Chain _chain;
    private readonly Func<ChainValue, Formula> _formula;
    private readonly int _numberSize;
    private readonly int _vectorSize;
    private readonly ILGenerator _code;
    private readonly VectorCode _vectors;
    private readonly FormulaEmitter _formulas;
    private readonly LocalBuilder[][] _registers;
    private readonly Dictionary<int, LocalBuilder>[] _totals;
    private readonly LocalBuilder _lane;
    private readonly Dictionary<int, LocalBuilder> _walks = [];

    private ChainEmitter(
        Chain chain, Func<ChainValue, Formula> formula, VectorCode vectors, ILGenerator code, int width)
    {
        (_chain, _formula, _vectors, _code) = (chain, formula, vectors, code);
        (_numberSize, _vectorSize) = (vectors.NumberSize, width / 8);
        _formulas = new(vectors, code);
        _lane = code.DeclareLocal(typeof(nint));
        var hasTwo = chain.Lanes * _numberSize >= 2 * _vectorSize;
        var atOnce = chain.Features > 1 && hasTwo && width == WidthOfManyRegisters ? 2 : 1;
        _registers = [.. Enumerable.Range(0, atOnce).Select(LocalBuilder[] (_) =>
            [.. chain.Values.Select(_ => code.DeclareLocal(vectors.Vector))])];
        _totals = [.. _registers.Select(_ =>
            Sums().ToDictionary(sum => sum.Index, _ => code.DeclareLocal(vectors.Vector)))];
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
        new ChainEmitter(chain, Formulas<T>.Of, new(code, typeof(T), width), code, width).Write();
        return method.CreateDelegate<ChainCode<T>>(chain);
    }

    private void Write()
    {
        var end = _code.DeclareLocal(typeof(nint));
        _code.Emit(OpCodes.Ldarg_2);
        _code.Emit(OpCodes.Conv_I);
        Constant(_numberSize);
        _code.Emit(OpCodes.Mul);
        _code.Emit(OpCodes.Stloc, end);
        Zero(_lane);
        for (var vectors = _registers.Length; vectors > 0; vectors--) WriteLoop(vectors, end);
        _code.Emit(OpCodes.Ret);
    }

    /// <summary>As many lanes as can be taken so many vectors at a time.</summary>
    private void WriteLoop(int vectors, LocalBuilder end)
    {
        var (begin, test) = (_code.DefineLabel(), _code.DefineLabel());
        _code.Emit(OpCodes.Br, test);
        _code.MarkLabel(begin);
        Make(Phase.Before, vectors);
        if (_chain.Features > 1) WalkThrough(vectors);
        Make(Phase.Behind, vectors);
        Advance(_lane, vectors * _vectorSize);
        _code.MarkLabel(test);
        _code.Emit(OpCodes.Ldloc, _lane);
        Constant((vectors - 1) * _vectorSize);
        _code.Emit(OpCodes.Add);
        _code.Emit(OpCodes.Ldloc, end);
        _code.Emit(OpCodes.Blt, begin);
    }

    private void Zero(LocalBuilder counter)
    {
        Constant(0);
        _code.Emit(OpCodes.Stloc, counter);
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

    private IEnumerable<Row> Rows() =>
    [
        .. _chain.Values.Select(value => value.Value).OfType<ChainValue.Load>().Select(load => load.From),
        .. _chain.Stores.Select(store => store.To),
    ];
}
