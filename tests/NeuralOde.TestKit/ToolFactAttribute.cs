using Xunit;

namespace NeuralOde.TestKit;

/// <summary>
/// A test that needs a program of the machine; it is skipped, with the reason, where that is not installed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    /// <summary>Looks for a program on the PATH.</summary>
    /// <param name="tool">Its name.</param>
    public ToolFactAttribute(string tool)
    {
        Tool = tool;
        Skip = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, tool))) ? null : $"{tool} is not installed here.";
    }

    /// <summary>The name of the program.</summary>
    public string Tool { get; }
}
