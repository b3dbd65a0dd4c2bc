using NeuralOde.Cluster.Following;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Cluster.Tests;

[Collection(BrokerTests.Name)]
public sealed class ClusterStartTests(Broker broker)
{
    [BrokerFact]
    public async Task Many_processes_end_with_the_bits_of_one()
    {
        using var folder = new ScratchFolder();

        var one = await ProgramRun.Of(
            "train", "toy", "--out", Path.Combine(folder.Path, "one"), "--json", "--set", "training.steps=20");
        var many = await ProgramRun.Of(
            "cluster", "start", "--workers", "2", "toy", "--out", Path.Combine(folder.Path, "many"), "--json",
            "--set", "training.steps=20", "--broker", broker.ServerFile);

        Assert.True(many.ExitCode == 0, many.Error);
        Assert.Equal(one.Sha256, many.Sha256);
        Assert.Contains("server server-1 is process", many.Error, StringComparison.Ordinal);
        Assert.Contains("worker worker-2 is process", many.Error, StringComparison.Ordinal);
    }

    [BrokerFact]
    public async Task Servers_that_share_the_parameters_end_with_the_bits_of_one()
    {
        var folder = Directory.CreateTempSubdirectory("neuralode-").FullName;
        string[] wide = ["--set", "training.steps=5", "--set", "model.0.field.hidden=[260,260]"];

        var one = await ProgramRun.Of(["train", "toy", "--out", Path.Combine(folder, "one"), "--json", .. wide]);
        var shared = await ProgramRun.Of([
            "cluster", "start", "--servers", "2", "--workers", "2", "toy", "--out", Path.Combine(folder, "shared"),
            "--json", "--broker", broker.ServerUri, .. wide,
        ]);

        Assert.True(shared.ExitCode == 0, shared.Error);
        Assert.Equal(one.Sha256, shared.Sha256);
        Assert.Contains("server server-2 is process", shared.Error, StringComparison.Ordinal);
    }

    [BrokerFact]
    public async Task More_servers_than_can_share_the_parameters_are_refused_with_the_mend()
    {
        var run = await ProgramRun.Of(
            "train", "toy", "--cluster", broker.FollowerUri, "--servers", "2", "--set", "report.write=false");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("2 servers cannot share 81 parameters", run.Error, StringComparison.Ordinal);
        Assert.Contains("give at most 1", run.Error, StringComparison.Ordinal);
    }

    [BrokerFact]
    public async Task A_run_whose_letters_no_broker_carries_is_refused_with_the_mend()
    {
        var run = await ProgramRun.Of(
            "train", "toy", "--cluster", broker.FollowerUri, "--set", "model.0.field.hidden=[3000,3000]");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("a broker carries 120 MiB", run.Error, StringComparison.Ordinal);
        Assert.Contains("--servers 2", run.Error, StringComparison.Ordinal);
    }

    // What a client of RabbitMQ takes by itself is 64 MiB.
    [BrokerFact]
    public async Task A_run_whose_letters_a_broker_just_carries_ends_with_the_bits_of_one_process()
    {
        using var folder = new ScratchFolder();
        string[] large =
        [
            "toy", "--json", "--set", "training.steps=1", "--set", "data.examples=8", "--set", "report.write=false",
            "--set", "model.0.field.hidden=[2200,2200]",
        ];

        var one = await ProgramRun.Of(["train", "--out", Path.Combine(folder.Path, "one"), .. large]);
        var many = await ProgramRun.Of(
            ["cluster", "start", "--workers", "1", "--broker", broker.ServerFile, "--out", Path.Combine(folder.Path, "many"), .. large]);

        Assert.True(many.ExitCode == 0, many.Error);
        Assert.Equal(one.Sha256, many.Sha256);
        Assert.True(new FileInfo(Directory.EnumerateFiles(
            Path.Combine(folder.Path, "one", "checkpoints")).First()).Length > 64 << 20);
    }

    [BrokerFact]
    public async Task Without_a_broker_one_is_started_and_stopped_again()
    {
        using var folder = new ScratchFolder();

        var many = await ProgramRun.Of(
            "cluster", "start", "--workers", "1", "toy", "--out", Path.Combine(folder.Path, "many"), "--json",
            "--set", "training.steps=3");

        Assert.True(many.ExitCode == 0, many.Error);
        Assert.Matches(@"(?m)^broker\s+\d+ listens on 127\.0\.0\.1", many.Error);
        Assert.Equal(3, many.Result.GetProperty("steps").GetInt32());
    }

    [BrokerFact]
    public async Task A_virtual_host_that_is_not_there_is_named_with_the_mend()
    {
        var run = await ProgramRun.Of(
            "train", "toy", "--cluster", broker.FollowerUri.Replace("/neuralode", "/nowhere", StringComparison.Ordinal));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("vhost nowhere not found; take the address from the user's file", run.Error, StringComparison.Ordinal);
    }

    [BrokerFact]
    public async Task A_user_who_may_not_submit_runs_is_told_who_may()
    {
        var run = await ProgramRun.Of("train", "toy", "--cluster", broker.WorkerUri);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("refused for user 'worker'", run.Error, StringComparison.Ordinal);
        Assert.Contains("such as follower.uri", run.Error, StringComparison.Ordinal);
    }

    [BrokerFact]
    public async Task Whoever_follows_a_run_that_no_server_takes_can_stop_waiting()
    {
        await using var run = new ClusterRun(broker, SmallExperiment.Setup());
        await run.RequestStop();

        var silent = await Assert.ThrowsAsync<NobodyAnswersException>(() => run.Outcome);

        Assert.Contains("neuralode node --role server", silent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_named_without_its_password()
    {
        var run = await ProgramRun.Of("train", "toy", "--cluster", "amqp://me:geheim@127.0.0.1:9/v");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\namqp://127.0.0.1:9/v: no broker lets us in: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", run.Error + run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "toy", "--cluster", "http://x")]
    [InlineData("node", "--role", "server", "--broker", "nowhere")]
    [InlineData("node", "--role", "boss")]
    [InlineData("cluster", "start", "toy", "--workers", "0")]
    [InlineData("cluster", "start", "toy", "--servers", "0")]
    [InlineData("train", "toy", "--servers", "2")]
    public async Task A_wrong_command_line_is_a_usage_fault(params string[] arguments) =>
        Assert.Equal(2, (await ProgramRun.Of(arguments)).ExitCode);
}
