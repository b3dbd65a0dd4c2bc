using System.Text;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Cluster.Tests.Security;

[Collection(BrokerTests.Name)]
public sealed class SecretsTests(Broker broker)
{
    private string Password => PasswordOf("server");

    [BrokerFact]
    public async Task Passwords_from_files_stand_nowhere_else()
    {
        var written = await AllThatIsWritten(broker.ServerFile, isHidden: true);

        Assert.All(
            ["server", "worker", "follower"],
            user => Assert.DoesNotContain(PasswordOf(user), written, StringComparison.Ordinal));
    }

    [BrokerFact]
    public async Task A_password_on_the_command_line_is_written_nowhere_and_warned_of()
    {
        var written = await AllThatIsWritten(broker.ServerUri, isHidden: false);

        Assert.DoesNotContain(Password, written, StringComparison.Ordinal);
        Assert.Contains("can read the password in --broker", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_an_address_is_named()
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("broker", "geheim");

        var run = await ProgramRun.Of("node", "--role", "worker", "--broker", file);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{file}: The broker's address is not understood", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", run.Error, StringComparison.Ordinal);
    }

    private string PasswordOf(string user) => new Uri(broker.UriOf(user)).UserInfo.Split(':')[1];

    // Trains with nodes of this machine; gives both outputs and every file, and on the way looks at the list of
    // processes.
    private async Task<string> AllThatIsWritten(string address, bool isHidden)
    {
        using var folder = new ScratchFolder();
        using var run = ProgramRun.Start(
            "cluster", "start", "--workers", "1", "toy", "--out", Path.Combine(folder.Path, "run"), "--json",
            "--set", "training.steps=40", "--broker", address);
        var output = run.StandardOutput.ReadToEndAsync();
        var said = new StringBuilder();
        while (await run.StandardError.ReadLineAsync() is { } line)
        {
            _ = said.AppendLine(line);
            if (line.Split(" is process ") is [var role, var id])
            {
                var user = isHidden && role.StartsWith("worker", StringComparison.Ordinal) ? "worker" : "server";
                Assert.Contains($"NEURALODE_BROKER=amqp://{user}:", Environment(id), StringComparison.Ordinal);
                Assert.DoesNotContain(Password, Arguments(id), StringComparison.Ordinal);
            }

            Assert.Equal(!isHidden, Arguments($"{run.Id}").Contains(Password, StringComparison.Ordinal));
        }

        await run.WaitForExitAsync();
        Assert.True(run.ExitCode == 0, $"{said}");
        var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => Path.GetFileName(file) == "report.html");
        Assert.Contains(files, file => file.EndsWith(".jsonl", StringComparison.Ordinal));
        return string.Concat([$"{said}", await output, .. files.Select(File.ReadAllText)]);
    }

    // A process that is only just being started shows nothing yet.
    private static string Environment(string process)
    {
        var environment = "";
        _ = SpinWait.SpinUntil(
            () => (environment = File.ReadAllText($"/proc/{process}/environ")).Length > 0, TimeSpan.FromSeconds(10));
        return environment;
    }

    private static string Arguments(string process) => File.ReadAllText($"/proc/{process}/cmdline");
}
