using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench;

/// <summary>The short names of precisions.</summary>
internal static class Dtype
{
    /// <summary>The names that there are.</summary>
    public static IReadOnlyList<string> Names { get; } = ["f32", "f64"];

    /// <summary>The name of a number type.</summary>
    public static string Of<T>()
        where T : unmanaged => Names[(int)Precisions.Of<T>()];

    /// <summary>The precision of a name, or null.</summary>
    public static Precision? Named(string name) => name switch
    {
        "f32" => Precision.Single,
        "f64" => Precision.Double,
        _ => null,
    };
}
