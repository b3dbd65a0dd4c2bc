namespace NeuralOde.Cli.Monitoring;

/// <summary>A line when a run got on or something happened, for files and for other programs.</summary>
/// <param name="output">Where the lines go.</param>
internal sealed class MonitorLines(TextWriter output)
{
    private readonly HashSet<Incident> _told = [];
    private long _version;

    /// <summary>Writes what was not written yet.</summary>
    public void Show(RunView run)
    {
        foreach (var incident in run.Incidents.Where(_told.Add))
        {
            output.WriteLine($"{incident.At:HH:mm:ss}  {run.Name}  {incident.Message}");
        }

        if (run.Step.Version == _version) return;
        _version = run.Step.Version;
        output.WriteLine($"{run.Step.At:HH:mm:ss}  {run.Name}  {MonitorText.Step(run)}");
    }
}
