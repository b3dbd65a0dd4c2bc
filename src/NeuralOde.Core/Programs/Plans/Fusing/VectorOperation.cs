namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>
/// What a processor does with vectors; each is one operation of the runtime's own vector types.
/// </summary>
internal enum VectorOperation
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    And,
    Or,
    Xor,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    Equal,
    Select,
    MultiplyAdd,

    /// <summary>The smaller; the second where either is NaN.</summary>
    Smaller,

    /// <summary>The larger; the second where either is NaN.</summary>
    Larger,
    Abs,
    Sqrt,
    Floor,
    AddBits,
    SubtractBits,
    ShiftLeft,
    ShiftRight,
}
