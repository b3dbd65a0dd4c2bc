namespace NeuralOde.Cli.Bench.Growth;

/// <summary>What one solve costs at one size.</summary>
/// <param name="Sweep">What grows: batch, dim or steps.</param>
/// <param name="Size">How large it is.</param>
/// <param name="Pass">forward, or the name of the adjoint that brings the gradient back.</param>
/// <param name="Seconds">The median of the warm times.</param>
/// <param name="RetainedBytes">The memory that the workspaces keep from run to run.</param>
/// <param name="HeldBytes">The part of it that was kept for the way back of the last run.</param>
internal sealed record GrowthPoint(
    string Sweep, int Size, string Pass, double Seconds, long RetainedBytes, long HeldBytes);
