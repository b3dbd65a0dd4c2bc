using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using NeuralOde.Cluster.Akka.Serving;
using NeuralOde.Cluster.Akka.Tests.Hosting;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;
using NeuralOde.TestKit;
using NeuralOde.TestKit.Hosting;
using Xunit;

namespace NeuralOde.Cluster.Akka.Tests.Nodes;

/// <summary>The program itself: three processes with the configuration that the repository shows, but for its
/// frames.</summary>
public sealed class NodeTests : IAsyncLifetime
{
    private const string Experiment = """
        {
          "name": "cubic",
          "data": { "kind": "generator", "name": "toyCubic", "examples": 96 },
          "model": [
            { "kind": "ode", "field": { "kind": "mlp", "hidden": [56, 56], "activation": "tanh", "time": "appended" },
              "solution": "end", "span": { "kind": "fixed", "t0": 0, "t1": 1 }, "method": "Dopri5",
              "relativeTolerance": 1e-8, "absoluteTolerance": 1e-8 }
          ],
          "loss": "mse",
          "optimiser": { "kind": "adam", "rate": 0.01 },
          "training": { "steps": 1000, "batch": 48, "microBatch": 4, "shards": 4, "checkpoint": { "every": 20 } }
        }
        """;

    // θ and its gradients have 27 kB, so each goes in two pieces.
    private const string SmallestFrames = "\nakka.remote.dot-netty.tcp.maximum-frame-size = 32000";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly string[] Both = ["server", "worker"];

    // All tests train the same, so one process trains it once.
    private static readonly Lazy<Task<string>> Undisturbed = new(() => TrainUndisturbed(Experiment, dataRoot: "."));

    private readonly string _folder = Directory.CreateTempSubdirectory("neuralode-akka-").FullName;
    private readonly NodePlace[] _places =
        [.. Enumerable.Range(0, 3).Select(_ => new NodePlace("127.0.0.1", Loopback.FreePort()))];
    private readonly List<NodeProcess> _nodes = [];
    private Func<Task> _close = static () => Task.CompletedTask;

    public async Task InitializeAsync()
    {
        var config = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "node.conf"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "node.conf"), config + SmallestFrames);
        await File.WriteAllTextAsync(Path.Combine(_folder, "experiment.json"), Experiment);
    }

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await _close();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_node_that_leads_may_be_killed_and_the_run_ends_with_the_bits_of_one_process()
    {
        var nodes = StartThree();
        var leader = await Leader(nodes);
        var others = nodes.Except([leader]).ToArray();
        await AllTakePart(others);
        await leader.Wrote("Reached version 500:").WaitAsync(Limit);
        leader.Kill();
        var result = await await Task.WhenAny(others.Select(node => node.Result)).WaitAsync(Limit);
        var codes = await Task.WhenAll(others.Select(node => node.Exited())).WaitAsync(Limit);

        Assert.Equal(await Undisturbed.Value, Sha256(result));
        Assert.All(codes, code => Assert.Equal(0, code));
    }

    [Fact]
    public async Task The_node_that_leads_may_sleep_and_wakes_beside_its_successor_which_it_does_not_disturb()
    {
        var nodes = StartThree();
        var sleeper = await Leader(nodes);
        var others = nodes.Except([sleeper]).ToArray();
        await AllTakePart(others);
        await sleeper.Wrote("Reached version 500:").WaitAsync(Limit);
        sleeper.Pause();
        _ = await Leader(others);
        sleeper.Wake();
        var result = await await Task.WhenAny(others.Select(node => node.Result)).WaitAsync(Limit);
        var codes = await Task.WhenAll(nodes.Select(node => node.Exited())).WaitAsync(Limit);

        Assert.Equal(await Undisturbed.Value, Sha256(result));
        Assert.All(nodes.Zip(codes).Where(node => node.First != sleeper), node => Assert.Equal(0, node.Second));
    }

    [NetworkFact]
    public async Task The_node_that_leads_may_be_cut_off_and_goes_while_the_others_end_the_run()
    {
        var network = new Network();
        _close = network.Close;
        await network.Open();
        for (var host = 0; host < _places.Length; host++)
        {
            var before = await network.On($"{host}");
            _places[host] = new(network.AddressOf($"{host}"), Port: 4053, before);
        }

        // It solves nothing itself, so that it cannot end the run alone.
        var leader = Start(0, "server");
        _ = await Leader([leader]);
        NodeProcess[] others = [Start(1, Both), Start(2, Both)];
        await AllTakePart(others);
        await leader.Wrote("Reached version 500:").WaitAsync(Limit);
        await network.Cut("0");
        var result = await await Task.WhenAny(others.Select(node => node.Result)).WaitAsync(Limit);
        var codes = await Task.WhenAll(others.Append(leader).Select(node => node.Exited())).WaitAsync(Limit);

        Assert.Equal(await Undisturbed.Value, Sha256(result));
        Assert.Equal([0, 0, 1], codes);
        Assert.Contains("The cluster has put this node out", leader.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_lets_a_node_go_and_the_last_server_stops_the_run_so_that_it_can_go_on()
    {
        var first = Start(0, Both);
        var worker = Start(1, "worker");
        await first.Wrote("Reached version 40:").WaitAsync(Limit);
        worker.Terminate();
        var left = await worker.Exited().WaitAsync(Limit);
        first.Terminate();
        var stopped = await first.Result.WaitAsync(Limit);
        _ = await first.Exited().WaitAsync(Limit);
        var again = Start(0, Both);
        var result = await again.Result.WaitAsync(Limit);

        Assert.Equal(0, left);
        Assert.Equal("Stopped", JsonDocument.Parse(stopped).RootElement.GetProperty("ending").GetString());
        Assert.DoesNotContain(" at version 0", again.Log, StringComparison.Ordinal);
        Assert.Equal(await Undisturbed.Value, Sha256(result));
    }

    [Fact]
    public async Task Workers_without_the_data_get_it_from_the_server_and_keep_the_bits()
    {
        var table = Experiment
            .Replace(
                """{ "kind": "generator", "name": "toyCubic", "examples": 96 }""",
                """{ "kind": "table", "file": "rows.csv", "target": "y" }""",
                StringComparison.Ordinal)
            .Replace("\"steps\": 1000", "\"steps\": 5", StringComparison.Ordinal);
        var data = Directory.CreateDirectory(Path.Combine(_folder, "data-server")).FullName;
        var rows = Enumerable.Range(0, 96).Select(row => FormattableString.Invariant($"{row / 48.0 - 1},{row * 0.01}"));
        await File.WriteAllLinesAsync(Path.Combine(data, "rows.csv"), ["x,y", .. rows]);
        await File.WriteAllTextAsync(Path.Combine(_folder, "experiment.json"), table);

        var server = Start(0, "server");
        _ = Start(1, "worker");
        var result = await server.Result.WaitAsync(Limit);

        Assert.Equal(await TrainUndisturbed(table, data), Sha256(result));
    }

    [Fact]
    public async Task A_node_that_no_seed_lets_in_gives_up_and_says_what_to_do()
    {
        await File.AppendAllTextAsync(
            Path.Combine(_folder, "node.conf"), "\nakka.cluster.shutdown-after-unsuccessful-join-seed-nodes = 5s\n");

        // The first seed would found a cluster of its own.
        var late = Start(1, Both);
        var code = await late.Exited().WaitAsync(Limit);

        Assert.Equal(1, code);
        Assert.Contains("No node that --seed names let this one in. Start one", late.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_speak_TLS_where_the_configuration_says_so()
    {
        var (certificate, authority) = (Path.Combine(_folder, "node.pfx"), Path.Combine(_folder, "ca.pem"));
        using (var made = LoopbackCertificate())
        {
            await File.WriteAllBytesAsync(certificate, made.Export(X509ContentType.Pfx, "geheim"));
            await File.WriteAllTextAsync(authority, made.ExportCertificatePem());
        }

        await File.AppendAllTextAsync(Path.Combine(_folder, "node.conf"), $$"""

            akka.remote.dot-netty.tcp.enable-ssl = true
            akka.remote.dot-netty.tcp.ssl.certificate { path = "{{certificate}}", password = "geheim" }
            """);
        for (var node = 0; node < _places.Length; node++)
        {
            _places[node] = _places[node] with { Before = ["env", $"SSL_CERT_FILE={authority}"] };
        }

        var server = Start(0, "server");
        _ = Start(1, "worker");
        var result = await server.Result.WaitAsync(Limit);

        Assert.Equal(await Undisturbed.Value, Sha256(result));
    }

    private static X509Certificate2 LoopbackCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=neuralode", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private NodeProcess[] StartThree() => [.. Enumerable.Range(0, 3).Select(node => Start(node, Both))];

    private NodeProcess Start(int node, params string[] roles)
    {
        var started = new NodeProcess(_folder, _places[node], _places, roles);
        _nodes.Add(started);
        return started;
    }

    // Of two that are in the cluster, the one that is left cannot know whether it was cut off: three must be in.
    private static Task AllTakePart(NodeProcess[] nodes) =>
        Task.WhenAll(nodes.Select(node => node.Wrote("Taking part in run"))).WaitAsync(Limit);

    private static Task<NodeProcess> Leader(NodeProcess[] nodes) => Task.WhenAny(nodes.Select(Led)).Unwrap().WaitAsync(Limit);

    private static async Task<NodeProcess> Led(NodeProcess node)
    {
        await node.Wrote("Claimed the run");
        return node;
    }

    private static string Sha256(string result) =>
        JsonDocument.Parse(result).RootElement.GetProperty("parametersSha256").GetString()!;

    private static async Task<string> TrainUndisturbed(string experiment, string dataRoot)
    {
        using var folder = new ScratchFolder();
        var setup = ServedExperiment.Read(folder.Write("experiment.json", experiment), dataRoot)
            .Match(read => read, error => throw new InvalidDataException(error));
        var alone = await new ExperimentTraining(setup, setup.Start, new MemoryCheckpoints(), Threads: 1)
            .RunAsync(new Progress<Actors.Reporting.TrainingEvent>(), CancellationToken.None);
        return alone.ParametersSha256;
    }
}
