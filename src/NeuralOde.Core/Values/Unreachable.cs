namespace NeuralOde.Core.Values;

/// <summary>The last arm of a switch over a closed union.</summary>
public static class Unreachable
{
    /// <summary>An exception that names the forgotten case.</summary>
    public static InvalidOperationException Case(object value) =>
        new($"The case {value.GetType().FullName} has no arm here. Add one beside its siblings.");
}
