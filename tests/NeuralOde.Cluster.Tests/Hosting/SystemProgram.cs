using System.Diagnostics;
using Xunit;

namespace NeuralOde.Cluster.Tests.Hosting;

/// <summary>A program of the operating system.</summary>
internal static class SystemProgram
{
    /// <summary>Runs it to its end, which must be a good one.</summary>
    public static async Task Run(string name, params string[] arguments)
    {
        using var process = Process.Start(name, arguments);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{name} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
