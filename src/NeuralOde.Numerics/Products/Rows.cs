namespace NeuralOde.Numerics.Products;

/// <summary>
/// How many rows of sums a micro-kernel holds in registers: as many as the type has bytes. The compiler knows a size
/// before it inlines anything, so what a kernel leaves out for fewer rows costs nothing; a property it knows too late.
/// </summary>
internal static class Rows
{
    public readonly record struct One(byte Row);

    public readonly record struct Two(One First, One Second);

    public readonly record struct Four(Two First, Two Second);

    public readonly record struct Six(Four First, Two Second);

    public readonly record struct Eight(Four First, Four Second);

    public readonly record struct Twelve(Eight First, Four Second);
}
