namespace NeuralOde.Actors.Mail;

/// <summary>What two programs must have in common to compute the same bits.</summary>
/// <param name="Build">The build.</param>
/// <param name="Probe">The bits of a small fixed gradient.</param>
public readonly record struct ProgramIdentity(string Build, ulong Probe)
{
    /// <inheritdoc/>
    public override string ToString() => $"build {Build}, probe {Probe:X16}";
}
