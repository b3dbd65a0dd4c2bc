using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NeuralOde.Cluster.Tests.Brokers;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>Faults at random, one after another, while runs go on; every run ends with the bits of one process.</summary>
/// <remarks><c>.ci/campaign</c> says how many (<c>NEURALODE_FAULTS</c>), which (<c>NEURALODE_SEED</c>), and where the
/// result is written to (<c>NEURALODE_CAMPAIGN</c>).</remarks>
[Collection(BrokerTests.Name)]
public sealed class CampaignTests(Broker broker, ITestOutputHelper output) : FaultSuite(broker, output)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private const int FaultsOfARun = 12;

    private static int Faults => Setting("NEURALODE_FAULTS", 20);

    private static int Seed => Setting("NEURALODE_SEED", 1);

    [BrokerFact, Trait("Category", "Campaign")]
    public async Task Faults_at_random_change_no_bit()
    {
        var (beganAt, runs) = (Stopwatch.GetTimestamp(), new List<CampaignRun>());
        while (runs.Sum(run => run.Faults.Count) < Faults)
        {
            var seed = Seed + runs.Count;
            var faults = new List<RandomFault>();
            runs.Add(new(seed, faults));
            Say($"run of seed {seed}");
            await Disturb(new(seed), Math.Min(FaultsOfARun, Faults - runs.Sum(run => run.Faults.Count)), faults);
            Write(runs, Stopwatch.GetElapsedTime(beganAt));
        }
    }

    // A run that comes to its end before all faults have happened is followed by another one.
    private async Task Disturb(Random chance, int most, List<RandomFault> faults)
    {
        await using var run = Begin();
        foreach (var server in RandomFault.Servers) await run.StartServer(server);
        foreach (var worker in RandomFault.Workers) await run.StartWorker(worker);
        while (faults.Count < most)
        {
            var fault = RandomFault.Of(chance);
            await run.Reached(run.Version + fault.After);
            if (run.Outcome.IsCompleted) break;
            Say($"  at version {run.Version}: {fault}");
            faults.Add(fault);
            await fault.Happen(run, Broker);
        }

        await EndsWell(run);
    }

    private static void Write(List<CampaignRun> runs, TimeSpan time)
    {
        if (Environment.GetEnvironmentVariable("NEURALODE_CAMPAIGN") is not { Length: > 0 } file) return;
        var faults = runs.SelectMany(run => run.Faults).ToArray();
        File.WriteAllText(file, JsonSerializer.Serialize(
            new
            {
                seed = Seed,
                faults = faults.Length,
                kinds = new SortedDictionary<string, int>(faults.CountBy(fault => fault.Kind).ToDictionary()),
                runs = runs.Count,
                endedWithTheBitsOfOneProcess = runs.Count,
                seconds = Math.Round(time.TotalSeconds),
                faultsOfRuns = runs.ToDictionary(run => $"{run.Seed}", run => run.Faults.Select(fault => $"{fault}")),
            },
            Indented) + "\n");
    }

    private static int Setting(string name, int otherwise) => int.TryParse(
        Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private sealed record CampaignRun(int Seed, List<RandomFault> Faults);
}
