using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>How rows of a step follow from others, lane by lane: the only text of it, whoever carries it out.</summary>
internal interface IStepRule
{
    void Apply<TRows, TVector>(TRows rows)
        where TRows : IStepRows<TVector>, allows ref struct
        where TVector : struct, IVector<TVector, double>;
}
