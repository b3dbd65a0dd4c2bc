using NeuralOde.Actors.Mail;
using NeuralOde.Core.Training;

namespace NeuralOde.Actors.Dealing;

/// <summary>A work unit in the hands of a worker.</summary>
/// <param name="Node">The unit.</param>
/// <param name="To">Who has it.</param>
/// <param name="PredictedMs">How long it will take; in milliseconds.</param>
/// <param name="AtMs">When it was dealt; in milliseconds of the server's clock.</param>
/// <param name="Basis">The version that was the newest then.</param>
public sealed record Assignment(TreeNode Node, Sender To, double PredictedMs, double AtMs, Version Basis)
{
    /// <summary>Whether it should have been answered by now.</summary>
    public bool IsOverdue(DealingRules rules, double nowMs) =>
        nowMs - AtMs > rules.OverdueFactor * PredictedMs * rules.CreditPerSlot + rules.OverdueGraceMs;
}
