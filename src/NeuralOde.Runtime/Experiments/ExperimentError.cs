namespace NeuralOde.Runtime.Experiments;

/// <summary>One fault of an experiment file.</summary>
/// <param name="Place">Where it was written.</param>
/// <param name="Path">The field, such as <c>model.0.method</c>; empty when the whole file is meant.</param>
/// <param name="What">What is wrong: what was expected and what was found.</param>
/// <param name="Mend">What to do; empty when that follows from what was expected.</param>
public sealed record ExperimentError(TextPlace Place, string Path, string What, string Mend = "")
{
    /// <summary>The fault in one line: place, field, what, mend.</summary>
    public override string ToString() =>
        $"{Place}: {(Path.Length == 0 ? "" : Path + ": ")}{What}{(Mend.Length == 0 ? "" : " " + Mend)}";
}
