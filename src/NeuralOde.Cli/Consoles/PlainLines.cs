using NeuralOde.Actors.Reporting;

namespace NeuralOde.Cli.Consoles;

/// <summary>A line now and then, for files and for other programs.</summary>
/// <param name="output">Where the lines go.</param>
/// <param name="first">The version that the training goes on from.</param>
/// <param name="last">The version that it ends at.</param>
internal sealed class PlainLines(TextWriter output, long first, long last) : ITrainingView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly Pace _pace = new(first, last);
    private readonly Lock _order = new();
    private TimeSpan _next = TimeSpan.Zero;

    public void Show(StepFigures step)
    {
        lock (_order)
        {
            if (_pace.Elapsed < _next && step.Version.Value < last) return;
            _next = _pace.Elapsed + Interval;
            var version = step.Version.Value;
            output.WriteLine($"step {version}/{last}  {StepText.Of(step)}  {_pace.Left(version)}");
        }
    }

    public void Say(string line)
    {
        lock (_order) output.WriteLine(line);
    }

    public void Dispose()
    {
    }
}
