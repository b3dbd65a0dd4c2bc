using Xunit;

namespace NeuralOde.Runtime.Tests.Files;

/// <summary>
/// A test that needs a program of the machine; it is skipped, with the reason, where that is not installed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string tool)
    {
        Tool = tool;
        Skip = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, tool))) ? null : $"{tool} is not installed here.";
    }

    public string Tool { get; }
}
