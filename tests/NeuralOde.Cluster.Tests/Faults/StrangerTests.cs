using System.Text;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Wire;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;
using NeuralOde.Runtime.Experiments;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>Processes and letters that are of another program.</summary>
[Collection(FaultTests.Name)]
public sealed class StrangerTests(Broker broker, ITestOutputHelper output) : FaultSuite(broker, output)
{
    // A coefficient of tanh, through which the probe's network goes.
    private const double Coefficient = 2.1187106838570722e-5;

    [BrokerFact]
    public async Task A_worker_of_another_build_is_refused_and_told_why()
    {
        var ours = ProgramProbe.Identity.Build;
        using var other = new ChangedProgram(
            "NeuralOde.Runtime.dll", Encoding.UTF8.GetBytes(ours), Encoding.UTF8.GetBytes("9" + ours[1..]));

        var refused = await Refused(other);

        Assert.Equal(("9" + ours[1..], ours), (refused.Theirs.Build, refused.Ours.Build));
        Assert.Equal(refused.Ours.Probe, refused.Theirs.Probe);
    }

    [BrokerFact]
    public async Task A_worker_that_computes_other_bits_is_refused_and_told_why()
    {
        using var other = new ChangedProgram(
            "NeuralOde.Numerics.dll", BitConverter.GetBytes(Coefficient), BitConverter.GetBytes(Coefficient * 1.01));

        var refused = await Refused(other);

        Assert.Equal(refused.Ours.Build, refused.Theirs.Build);
        Assert.NotEqual(refused.Ours.Probe, refused.Theirs.Probe);
    }

    [BrokerFact]
    public Task Letters_of_another_wire_version_are_refused_and_both_versions_are_named() => Survives(async run =>
    {
        await run.Joined("a");
        var letter = WireFormat.Encode(new Envelope<ToWorker>(run.Id, new(1), new ToWorker.RunEnded(new(0))));
        letter[4] = WireFormat.Version + 1;
        await using var postman = await Postman.At(Broker);
        await postman.Post([run.MailboxOfServers, run.MailboxOf("a"), "neuralode.runs"], [letter]);

        var refused = $"is of wire version {WireFormat.Version + 1}, this program of version {WireFormat.Version}";
        foreach (var node in new[] { "s", "a", "b" }) await run.Logged(node, refused);
    });

    private async Task<TrainingEvent.WorkerRefused> Refused(ChangedProgram program)
    {
        var told = await Survives(async run =>
        {
            await run.StartWorker("x", program.Place);
            await run.Told(happened => happened is TrainingEvent.WorkerRefused);
            await run.Logged("x", "The server refuses this worker");
        });

        Assert.DoesNotContain(told.OfType<TrainingEvent.WorkerJoined>(), joined => joined.Worker.Name[0] == 'x');
        return Assert.Single(told.OfType<TrainingEvent.WorkerRefused>());
    }
}
