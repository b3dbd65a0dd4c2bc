namespace NeuralOde.Actors.Running;

/// <summary>The best validation so far, and how long ago it was.</summary>
/// <param name="Patience">The validations without a lower loss after which training ends; 0 never ends
/// it.</param>
/// <param name="BestLoss">The lowest validation loss; infinite before the first one.</param>
/// <param name="BestVersion">The version that it was measured at; −1 before the first one.</param>
/// <param name="Waited">The validations since then.</param>
public sealed record EarlyStopping(
    int Patience, double BestLoss = double.PositiveInfinity, long BestVersion = -1, int Waited = 0)
{
    /// <summary>Whether training should end.</summary>
    public bool IsOver => Patience > 0 && Waited >= Patience;

    /// <summary>Whether a loss is lower than all before; a loss that is not a number never is.</summary>
    public bool Improves(double loss) => loss < BestLoss;

    /// <summary>The record after one more validation.</summary>
    /// <param name="version">The version that was validated.</param>
    /// <param name="loss">Its mean loss over the validation examples.</param>
    public EarlyStopping After(long version, double loss) => Improves(loss)
        ? this with { BestLoss = loss, BestVersion = version, Waited = 0 }
        : this with { Waited = Waited + 1 };
}
