namespace NeuralOde.Cli.Experiments;

/// <summary>The experiments that come with the program.</summary>
internal static class BuiltInExperiments
{
    private const string Prefix = "NeuralOde.Cli.Experiments.";
    private const string Suffix = ".json";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(BuiltInExperiments).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The file of one, in UTF-8.</summary>
    public static byte[] Read(string name)
    {
        using var resource = typeof(BuiltInExperiments).Assembly.GetManifestResourceStream(Prefix + name + Suffix)!;
        var text = new byte[resource.Length];
        resource.ReadExactly(text);
        return text;
    }
}
