using System.Diagnostics;
using System.Globalization;

namespace NeuralOde.Cluster.Akka.Tests.Nodes;

/// <summary>A node as a process of its own; it is ended with the test.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];
    private readonly List<string> _log = [];

    /// <summary>Starts a node.</summary>
    /// <param name="folder">Where configuration, experiment and results are.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="seeds">Where the nodes are that let it in.</param>
    /// <param name="roles">What it does; data files are those of the first.</param>
    public NodeProcess(string folder, NodePlace place, IEnumerable<NodePlace> seeds, params string[] roles)
    {
        string[] command =
        [
            .. place.Before, "dotnet", Path.Combine(AppContext.BaseDirectory, "neuralode-akka.dll"),
            "--config", Path.Combine(folder, "node.conf"),
            "--experiment", Path.Combine(folder, "experiment.json"), "--out", folder, "--threads", "1",
            "--data-root", Path.Combine(folder, $"data-{roles[0]}"),
            "--host", place.Host, "--port", place.Port.ToString(CultureInfo.InvariantCulture),
            .. seeds.SelectMany(seed => new[] { "--seed", $"{seed}" }),
            .. roles.SelectMany(role => new[] { "--role", role }),
        ];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The line of results of the node that led the run at its end.</summary>
    public Task<string> Result => _result.Task;

    /// <summary>What it wrote.</summary>
    public string Log
    {
        get
        {
            lock (_log) return string.Join('\n', _log);
        }
    }

    /// <summary>Ends when a line with a text was written.</summary>
    public Task Wrote(string text)
    {
        lock (_log)
        {
            if (_log.Any(line => line.Contains(text, StringComparison.Ordinal))) return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, seen));
            return seen.Task;
        }
    }

    /// <summary>Ends it as a machine does that loses its power.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks it to go.</summary>
    public void Terminate() => Signal("-TERM");

    /// <summary>Lets it sleep, as a machine does that swaps or is suspended.</summary>
    public void Pause() => Signal("-STOP");

    /// <summary>Lets it go on, as if no time had passed.</summary>
    public void Wake() => Signal("-CONT");

    /// <summary>Ends when it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Exited()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        _ = await Exited();
        _process.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        if (line.StartsWith('{')) _result.TrySetResult(line);
        lock (_log)
        {
            _log.Add(line);
            foreach (var (_, seen) in _awaited.Where(one => line.Contains(one.Text, StringComparison.Ordinal)))
            {
                seen.TrySetResult();
            }
        }
    }
}
