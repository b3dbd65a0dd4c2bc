using System.Globalization;
using NeuralOde.Actors.Reporting;

namespace NeuralOde.Cli.Monitoring;

/// <summary>What the live view and the plain lines both say.</summary>
internal static class MonitorText
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>Whether a run goes on, and who leads it.</summary>
    public static string State(RunView run) => run switch
    {
        { IsOver: true, End.IsFailure: true } => $"failed: {run.End.How}",
        { IsOver: true } => $"ended: {run.End.How}",
        { Claim.Fence: > 0 } => $"running, led by {run.Claim.Node} with fence {run.Claim.Fence}",
        _ => "not claimed yet",
    };

    /// <summary>The newest step in one line.</summary>
    public static string Step(RunView run) => run.Step.Version == 0
        ? "no step yet"
        : $"version {run.Step.Version}  loss {Number(run.Step.Loss)}  {Rate(run)} examples/s  "
          + $"NFE {Nfe(run.Step.ForwardNfe)} + {Nfe(run.Step.BackwardNfe)}";

    /// <summary>Examples per second, the median of the newest steps: one step is too short to tell.</summary>
    public static string Rate(RunView run) =>
        Number(Median(run.History.TakeLast(20).Select(step => step.ExamplesPerSecond)), "N0");

    /// <summary>Median, nine tenths and the most.</summary>
    public static string Nfe(Spread spread) =>
        $"{Number(spread.Median, "F0")}/{Number(spread.NinetiethPercentile, "F0")}/{Number(spread.Maximum, "F0")}";

    /// <summary>The mean idle share of a worker over the newest steps.</summary>
    public static double Idle(RunView run, string worker)
    {
        var shares = run.History.TakeLast(20).SelectMany(step =>
            step.Idle.TryGetValue(worker, out var share) ? [share] : (double[])[]).ToArray();
        return shares.Length > 0 ? shares.Average() : double.NaN;
    }

    /// <summary>The losses of the newest steps as a row of blocks, on a logarithmic scale.</summary>
    public static string Losses(RunView run, int width)
    {
        var losses = run.History.Select(step => step.Loss).Where(loss => loss > 0 && double.IsFinite(loss))
            .TakeLast(width).Select(loss => Math.Log(loss)).ToArray();
        if (losses.Length < 2) return "";
        var (least, range) = (losses.Min(), Math.Max(losses.Max() - losses.Min(), double.Epsilon));
        return string.Concat(losses.Select(loss => Blocks[(int)((loss - least) / range * (Blocks.Length - 1))]));
    }

    /// <summary>A time that passed.</summary>
    public static string Ago(TimeSpan time) => time switch
    {
        { TotalSeconds: < 100 } => $"{Math.Max(0, time.TotalSeconds):F0} s",
        { TotalMinutes: < 100 } => $"{time.TotalMinutes:F0} min",
        _ => $"{time.TotalHours:F0} h",
    };

    public static string Number(double value, string format = "G4") =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";

    private static double Median(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).Order().ToArray();
        return finite.Length > 0 ? finite[finite.Length / 2] : double.NaN;
    }
}
