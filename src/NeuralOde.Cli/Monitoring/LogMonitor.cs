using NeuralOde.Cli.Consoles;
using NeuralOde.Runtime.Logging;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NeuralOde.Cli.Monitoring;

/// <summary>Follows logs and shows them: once, or until it is interrupted.</summary>
internal static class LogMonitor
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan InLines = TimeSpan.FromSeconds(2);
    private const int UsualHeight = 40;
    private const int OtherLines = 18;

    // In a file or a pipe, colours would be noise.
    private static readonly IAnsiConsole Terminal = AnsiConsole.Create(new()
    {
        Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
    });

    /// <summary>Reads all that is there, and shows it once.</summary>
    /// <param name="places">Files and folders of logs.</param>
    /// <param name="run">The run to show; empty for the newest.</param>
    /// <param name="json">Whether a script reads it.</param>
    public static ExitCode Once(IReadOnlyList<string> places, string run, bool json)
    {
        using var follower = new LogFollower(places);
        var view = LogView.Empty.After(follower.Look());
        foreach (var fault in follower.Unreadable) Console.Error.WriteLine(fault);
        if (json) Console.Out.WriteLine(MonitorJson.Of(view));
        else Terminal.Write(Screen(view, run));
        return ExitCode.Done;
    }

    /// <summary>Shows what is there and what is written from now on, until Ctrl-C or SIGTERM.</summary>
    /// <param name="places">Files and folders of logs.</param>
    /// <param name="run">The run to show; empty for the newest.</param>
    public static ExitCode Follow(IReadOnlyList<string> places, string run)
    {
        using var interruption = new Interruption(answer: "");
        using var follower = new LogFollower(places);
        if (Console.IsOutputRedirected)
        {
            var lines = new MonitorLines(Console.Out);
            Follow(follower, InLines, view => lines.Show(Wanted(view, run)), interruption.Token);
        }
        else
        {
            Terminal.Live(Screen(LogView.Empty, run)).Overflow(VerticalOverflow.Crop).Start(live =>
                Follow(follower, OnTerminal, view => live.UpdateTarget(Screen(view, run)), interruption.Token));
        }

        return interruption.CodeOr(ExitCode.Done);
    }

    private static void Follow(LogFollower follower, TimeSpan pause, Action<LogView> show, CancellationToken over)
    {
        var view = LogView.Empty;
        do
        {
            view = view.After(follower.Look());
            show(view);
        }
        while (!over.WaitHandle.WaitOne(pause));
    }

    private static IRenderable Screen(LogView view, string run)
    {
        var wanted = Wanted(view, run);
        if (view.Events == 0) return new Text("No events yet.");
        var height = Console.IsOutputRedirected ? UsualHeight : Terminal.Profile.Height;
        return MonitorScreen.Of(
            view, wanted, DateTimeOffset.UtcNow, Math.Max(3, height - OtherLines - wanted.Workers.Count));
    }

    private static RunView Wanted(LogView view, string run) =>
        run.Length > 0 ? view.Runs.GetValueOrDefault(run, new(run)) : view.Newest;
}
