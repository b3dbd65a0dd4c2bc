using NeuralOde.Actors.Reporting;
using Spectre.Console;

namespace NeuralOde.Cli.Consoles;

/// <summary>A bar with loss, speed and evaluations that moves on a terminal.</summary>
internal sealed class LiveBar : ITrainingView
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);
    private readonly IAnsiConsole _console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
    private readonly ManualResetEventSlim _over = new();
    private readonly Pace _pace;
    private readonly Task _drawing;
    private readonly long _first;
    private readonly long _last;
    private volatile StepFigures? _newest;

    /// <summary>Begins to draw.</summary>
    /// <param name="first">The version that the training goes on from.</param>
    /// <param name="last">The version that it ends at.</param>
    public LiveBar(long first, long last)
    {
        (_first, _last, _pace) = (first, last, new(first, last));
        _drawing = Task.Run(Draw);
    }

    public void Show(StepFigures step) => _newest = step;

    public void Say(string line) => _console.WriteLine(line);

    public void Dispose()
    {
        _over.Set();
        _drawing.Wait();
        _over.Dispose();
    }

    private void Draw() => _console.Progress()
        .Columns(
            new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context =>
        {
            var task = context.AddTask("", maxValue: Math.Max(1, _last - _first));
            bool over;
            do
            {
                over = _over.Wait(Refresh);
                if (_newest is not { } step) continue;
                task.Value = step.Version.Value - _first;
                task.Description = Markup.Escape(
                    $"step {step.Version.Value}/{_last}  {StepText.Of(step)}  {_pace.Left(step.Version.Value)}");
            }
            while (!over);
        });
}
