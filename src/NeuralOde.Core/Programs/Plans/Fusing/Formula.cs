namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>
/// What an operator does with its arguments, in operations of vectors; what is used several times is one
/// object in several places.
/// </summary>
internal abstract class Formula
{
    private Formula() { }

    /// <summary>What it is made of.</summary>
    public virtual IReadOnlyList<Formula> Parts => [];

    /// <summary>The same operation on arguments in the place of its parts.</summary>
    public virtual Formula OfArguments() => this;

    /// <summary>An argument of the operator, by its place.</summary>
    public sealed class Argument(int index) : Formula
    {
        public int Index => index;
    }

    /// <summary>The same number in all lanes.</summary>
    public sealed class Constant(double value) : Formula
    {
        public double Value => value;
    }

    /// <summary>An operation on parts.</summary>
    public sealed class Made(VectorOperation operation, params Formula[] parts) : Formula
    {
        public VectorOperation Operation => operation;

        public override IReadOnlyList<Formula> Parts => parts;

        public override Formula OfArguments() =>
            new Made(operation, [.. parts.Select((_, i) => new Argument(i))]);
    }

    /// <summary>A bit pattern moved by a fixed number of places.</summary>
    public sealed class Shifted(VectorOperation operation, Formula part, int bits) : Formula
    {
        public VectorOperation Operation => operation;

        public int Bits => bits;

        public override IReadOnlyList<Formula> Parts => [part];

        public override Formula OfArguments() => new Shifted(operation, new Argument(0), bits);
    }
}
