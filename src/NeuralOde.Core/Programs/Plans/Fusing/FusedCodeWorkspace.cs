using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>
/// The code of a chain, written once it pays: programs that are evaluated a few times start without it.
/// </summary>
/// <remarks>
/// Threads may count and write at the same time: a lost count delays the code, and one of two equal codes is dropped.
/// </remarks>
internal sealed class FusedCodeWorkspace(Chain chain)
{
    /// <summary>
    /// Writing and compiling costs about as much as so many evaluations of a lane gain.
    /// </summary>
    private const long LanesThatPay = 1 << 20;

    private long _lanes;
    private Delegate? _code;

    /// <summary>What is computed.</summary>
    public Chain Chain => chain;

    /// <summary>The code; null as long as the single steps serve better.</summary>
    public ChainCode<T>? Code<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_code is ChainCode<T> code) return code;
        _lanes += chain.Lanes;
        return _lanes > LanesThatPay && RuntimeFeature.IsDynamicCodeSupported ? Written<T>() : null;
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
