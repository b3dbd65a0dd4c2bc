using NeuralOde.Actors.Mail;

namespace NeuralOde.Actors.Dealing;

/// <summary>The time of one function evaluation, as a running mean over answers.</summary>
internal static class Speed
{
    private const double Weight = 0.2;

    /// <summary>The mean after one more answer; in milliseconds.</summary>
    public static double After(double msPerEvaluation, ToServer.NodeDone done)
    {
        var evaluations = done.Sum.Tally.ForwardNfe.Sum(count => (long)count)
            + done.Sum.Tally.BackwardNfe.Sum(count => (long)count);
        return evaluations <= 0 || !(done.ElapsedMs >= 0 && double.IsFinite(done.ElapsedMs))
            ? msPerEvaluation
            : msPerEvaluation + Weight * (done.ElapsedMs / evaluations - msPerEvaluation);
    }
}
