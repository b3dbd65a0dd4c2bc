using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Runtime.Tests.Experiments;

/// <summary>A run is told by a peer: what it asks for is refused with a reason, and costs no memory before.</summary>
public sealed class OpenRunTests(ITestOutputHelper output)
{
    private const int Seed = 20_261_122;

    // What the longest text of an experiment costs, for which its faults are gathered.
    private const long MostBytes = 64 << 20;

    private const string Experiment = """
        {
          "name": "spoilt",
          "data": { "kind": "generator", "name": "dampedPendulum", "examples": 64, "points": 10 },
          "model": [
            { "kind": "augment", "size": 2 },
            { "kind": "conv", "channels": 4, "imageChannels": 1, "window": 3, "padding": 1 },
            { "kind": "pool", "function": "average", "window": 2 },
            { "kind": "mlp", "hidden": [8, 8], "size": 3 },
            { "kind": "ode", "field": { "kind": "mlp", "hidden": [16], "time": "appended" }, "lanes": 16,
              "span": "fixed", "solution": "end",
              "adjoint": { "kind": "checkpointed", "checkpoints": 8 } },
            { "kind": "ode", "span": "fixed", "solution": "end", "field": { "kind": "equations", "parameters": { "k": 0.5 },
              "lines": ["q(u) = k*u + u", "y1' = q(y2)", "y2' = -y1", "y3' = q(q(y1))"] } },
            { "kind": "dense", "size": 2 }
          ],
          "training": { "steps": 10, "shards": 4, "microBatch": 4, "batch": 16 }
        }
        """;

    private static readonly RunDescription Good = new()
    {
        Build = "",
        Probe = 0,
        Experiment = Experiment,
        Data = new(64, 0, 2, 2),
        DataSha256 = "",
        Shards = [],
    };

    [Fact]
    public void A_run_that_fits_is_taken() => Assert.Equal("", Refusal(new("small-1"), Good));

    [Theory]
    [InlineData("""[65536, 65536]""", "model.3: the model has 4,29")]
    [InlineData("""[2000000]""", "model.3.hidden")]
    public void Layers_that_are_too_wide_are_named(string hidden, string said) => Assert.Contains(
        said,
        Refusal(new("a"), Good with { Experiment = Experiment.Replace("[8, 8]", hidden, StringComparison.Ordinal) }),
        StringComparison.Ordinal);

    [Fact]
    public void Functions_of_functions_are_not_written_out_without_bound()
    {
        var doubled = Enumerable.Range(1, 60).Select(i => $"\"f{i}(u) = f{i - 1}(u) + f{i - 1}(u)\"");
        var text = Experiment.Replace(
            "\"q(u) = k*u + u\"", $"\"f0(u) = u*u\", {string.Join(", ", doubled)}, \"q(u) = f60(u)\"", StringComparison.Ordinal);

        Assert.Contains("operations", Refusal(new("a"), Good with { Experiment = text }), StringComparison.Ordinal);
    }

    [Theory, InlineData(""), InlineData("../../etc"), InlineData("a.b"), InlineData("a/b")]
    public void The_name_of_a_run_leads_to_no_other_folder(string name) =>
        Assert.Contains("letters, digits and dashes", Refusal(new(name), Good), StringComparison.Ordinal);

    [Theory, InlineData(int.MaxValue, 1), InlineData(1000, int.MaxValue)]
    public void Data_of_no_machine_is_refused(int examples, int features) => Assert.Contains(
        "are held",
        Refusal(new("a"), Good with { Data = new(examples, int.MaxValue, features, int.MaxValue) }),
        StringComparison.Ordinal);

    [Fact]
    public void A_text_of_any_length_is_refused_unread() => Assert.Contains(
        "at most 65536 are read",
        Refusal(new("a"), Good with { Experiment = new string('[', 1 << 20) }), StringComparison.Ordinal);

    // Numbers become others, up to those that overflow; characters are changed, doubled and cut.
    [Fact]
    public void Spoilt_runs_are_taken_or_refused_and_cost_no_more_memory_than_a_long_text()
    {
        var random = new Random(Seed);
        var (taken, most) = (0, 0L);
        foreach (var number in Enumerable.Range(0, 2000))
        {
            var text = number % 4 == 0 ? Scrambled(random) : Numbered(random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var refusal = Refusal(new("a"), Good with { Experiment = text });
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            most = Math.Max(most, allocated);
            if (refusal.Length == 0) taken++;
            Assert.True(allocated <= MostBytes, $"seed {Seed}, run {number}: {allocated} bytes for {text}");
        }

        output.WriteLine($"seed {Seed}: {taken} taken, at most {most} bytes");
        Assert.InRange(taken, 1, 1999);
    }

    [Fact]
    public void A_text_of_nothing_but_faults_costs_no_more_either()
    {
        foreach (var text in new[]
        {
            "{" + string.Concat(Enumerable.Range(0, 6000).Select(i => $"\"a{i}\":1,")) + "}",
            Experiment.Replace("[8, 8]", "[" + string.Concat(Enumerable.Repeat("0,", 30_000)) + "]", StringComparison.Ordinal),
            Experiment.Replace("[8, 8]", "[" + string.Concat(Enumerable.Repeat("1,", 2000)) + "]", StringComparison.Ordinal),
        })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = Refusal(new("a"), Good with { Experiment = text });
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            output.WriteLine($"{text.Length} characters: {allocated} bytes");
            Assert.InRange(allocated, 0, MostBytes);
        }
    }

    private static string Refusal(RunId id, RunDescription description) =>
        OpenRun.Of(id, description).Match(_ => "", reason => reason);

    private static string Numbered(Random random)
    {
        double[] others = [-1, 0, 1, 3, 1000, 65_536, 1 << 20, 1 << 24, int.MaxValue, long.MaxValue, 1e300];
        var numbers = Regex.Matches(Experiment, @"(?<![a-z(])\d+(?=[,\s\]}])");
        var text = new StringBuilder(Experiment);
        foreach (var match in numbers.Where(_ => random.Next(8) == 0).Reverse())
        {
            var other = others[random.Next(others.Length)].ToString("R", CultureInfo.InvariantCulture);
            _ = text.Remove(match.Index, match.Length).Insert(match.Index, other);
        }

        return text.ToString();
    }

    private static string Scrambled(Random random)
    {
        var text = new StringBuilder(Experiment);
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var (at, length) = (random.Next(text.Length), random.Next(1, 30));
            var piece = text.ToString(at, Math.Min(length, text.Length - at));
            _ = random.Next(3) switch
            {
                0 => text.Remove(at, piece.Length),
                1 => text.Insert(random.Next(text.Length), piece),
                _ => text.Replace(text[at], (char)random.Next(32, 127), at, 1),
            };
        }

        return text.ToString();
    }
}
