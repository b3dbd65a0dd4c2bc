using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>
/// The code of a chain, written once it pays: programs that are evaluated a few times start without it.
/// </summary>
/// <param name="chain">What is computed.</param>
/// <param name="steps">The number of steps that do the same.</param>
/// <remarks>
/// Threads may count and write at the same time: a lost count delays the code, and one of two equal codes is
/// dropped.
/// </remarks>
internal sealed class FusedCodeWorkspace(Chain chain, int steps)
{
    /// <summary>
    /// What a step costs beside its lanes, and twice what writing and compiling cost the first time: both
    /// counted in operations of one lane, of which a processor carries out about two in a nanosecond.
    /// </summary>
    private const long CostOfStep = 64, CostOfCode = 1 << 26;

    private readonly long _costOfRun = steps * CostOfStep + chain.Lanes * chain.Operations;
    private long _spent;
    private Delegate? _code;

    /// <summary>What is computed.</summary>
    public Chain Chain => chain;

    /// <summary>The code; null as long as the single steps serve better.</summary>
    public ChainCode<T>? Code<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_code is ChainCode<T> code) return code;
        _spent += _costOfRun;
        return _spent > CostOfCode && RuntimeFeature.IsDynamicCodeSupported ? Written<T>() : null;
    }

    /// <summary>Writes the code for vectors of one width, at once.</summary>
    public void Write<TVector, T>()
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        _code = ChainEmitter.Compile<TVector, T>(chain);

    private ChainCode<T>? Written<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Widest.Run<Writing<T>, T>(new(this), chain.Lanes);
        return _code as ChainCode<T>;
    }

    /// <summary>Not a loop over lanes, but the writing of one, for the widest vectors.</summary>
    private readonly struct Writing<T>(FusedCodeWorkspace workspace) : IKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, T> =>
            workspace.Write<TVector, T>();
    }
}
