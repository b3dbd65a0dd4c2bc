using System.Diagnostics;

namespace NeuralOde.Cli.Tests.Reports;

/// <summary>Draws a page without a window.</summary>
internal static class Browser
{
    private static readonly string[] Quiet =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--window-size=1280,2400", "--virtual-time-budget=5000",
    ];

    /// <summary>The document after its scripts have run.</summary>
    public static string Document(string html)
    {
        var folder = Directory.CreateTempSubdirectory("neuralode-page-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            File.WriteAllText(page, html);
            var start = new ProcessStartInfo(
                ChromiumFactAttribute.Path!,
                [.. Quiet, $"--user-data-dir={folder.FullName}/profile", "--dump-dom", $"file://{page}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var browser = Process.Start(start)!;
            var errors = browser.StandardError.ReadToEndAsync();
            var document = browser.StandardOutput.ReadToEnd();
            browser.WaitForExit();
            _ = errors.Result;
            return document;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
