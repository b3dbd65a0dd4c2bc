namespace NeuralOde.Numerics.Lanes;

/// <summary>
/// How many slopes a sum goes over, known to the compiler: it keeps their weights in registers.
/// </summary>
internal interface ISlopeCount
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}

internal readonly struct OneSlope : ISlopeCount
{
    public static int Value => 1;
}

internal readonly struct TwoSlopes : ISlopeCount
{
    public static int Value => 2;
}

internal readonly struct ThreeSlopes : ISlopeCount
{
    public static int Value => 3;
}

internal readonly struct FourSlopes : ISlopeCount
{
    public static int Value => 4;
}

internal readonly struct FiveSlopes : ISlopeCount
{
    public static int Value => 5;
}

internal readonly struct SixSlopes : ISlopeCount
{
    public static int Value => 6;
}
