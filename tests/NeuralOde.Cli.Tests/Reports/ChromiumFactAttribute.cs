using Xunit;

namespace NeuralOde.Cli.Tests.Reports;

/// <summary>A fact that needs a browser to draw a page.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Path is null) Skip = "No chromium on the PATH: install the operating system's package to draw the report.";
    }

    /// <summary>The browser, where there is one.</summary>
    public static string? Path { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => System.IO.Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);
}
