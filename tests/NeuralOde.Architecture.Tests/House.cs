using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using NeuralOde.Core.Programs;
using NeuralOde.Numerics;

namespace NeuralOde.Architecture.Tests;

/// <summary>What the architecture tests look at: the assemblies, the source files, the tree.</summary>
internal static class House
{
    public const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The projects in the order in which they may use one another: each those before it.</summary>
    public static readonly string[] Projects = ["Numerics", "Core", "Actors", "Runtime", "Cluster", "Cli"];

    public static readonly Assembly[] Pure =
        [typeof(Misuse).Assembly, typeof(Operation).Assembly, Assembly.Load("NeuralOde.Actors")];

    public static IEnumerable<Type> PureTypes =>
        Pure.SelectMany(assembly => assembly.GetTypes()).Where(type => !IsGenerated(type));

    public static string Root { get; } = FindRoot();

    /// <summary>The tracked files below a folder of the repository, with an ending.</summary>
    public static IEnumerable<string> Files(string folder, string ending) =>
        from path in Tracked()
        where path.StartsWith(folder, StringComparison.Ordinal) && path.EndsWith(ending, StringComparison.Ordinal)
        let full = Path.Combine(Root, path)
        where File.Exists(full)
        select full;

    /// <summary>The paths that git tracks, relative to the root.</summary>
    public static string[] Tracked()
    {
        var start = new ProcessStartInfo("git", ["-C", Root, "ls-files"]) { RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        var lines = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static bool IsRecord(Type type) => type.GetMethod("<Clone>$", All) is not null;

    public static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.Name.Contains('<', StringComparison.Ordinal)
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    public static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
