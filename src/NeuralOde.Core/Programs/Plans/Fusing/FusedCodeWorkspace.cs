using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
        return _spent > CostOfCode && IsWritable
            ? Written<T>(Widest.Count<T>() * 8 * Unsafe.SizeOf<T>())
            : null;
    }

    /// <summary>Writes the code for vectors of so many bits, at once.</summary>
    public ChainCode<T> Written<T>(int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var code = ChainEmitter.Compile<T>(chain, width);
        _code = code;
        return code;
    }

    private static bool IsWritable =>
        RuntimeFeature.IsDynamicCodeSupported && Vector128.IsHardwareAccelerated;
}
