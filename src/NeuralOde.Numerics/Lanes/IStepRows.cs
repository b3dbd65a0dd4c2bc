using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>The rows of some lanes as a rule sees them.</summary>
internal interface IStepRows<TVector>
    where TVector : struct, IVector<TVector, double>
{
    TVector Load(StepRow row);

    void Store(StepRow row, TVector value);
}
