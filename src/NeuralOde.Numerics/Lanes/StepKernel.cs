using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>A rule for all lanes, vector by vector.</summary>
internal readonly ref struct StepKernel<TRule>(StepRows rows, TRule rule) : IKernel<double>
    where TRule : struct, IStepRule
{
    private readonly StepRows _rows = rows;
    private readonly TRule _rule = rule;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, double>
    {
        ref var origin = ref MemoryMarshal.GetReference(_rows.Values);
        var (rule, lanes) = (_rule, _rows.Lanes);
        for (var i = begin; i < end; i += TVector.Count)
        {
            rule.Apply<Lanes<TVector>, TVector>(new(ref Unsafe.Add(ref origin, i), lanes));
        }
    }

    /// <summary>The rows from one lane on, in memory.</summary>
    private readonly ref struct Lanes<TVector>(ref double first, nint apart) : IStepRows<TVector>
        where TVector : struct, IVector<TVector, double>
    {
        private readonly ref double _first = ref first;
        private readonly nint _apart = apart;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Load(StepRow row) => TVector.Load(in _first, (int)row * _apart);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(StepRow row, TVector value) => TVector.Store(value, ref _first, (int)row * _apart);
    }
}
