using Xunit;

namespace NeuralOde.Cli.Tests.BadInput;

public sealed class BadInputTests
{
    private static readonly BadInputCase[] All =
        [.. ExperimentCases.All, .. DataCases.All, .. RunCases.All, .. CommandLineCases.All];

    private static readonly Lazy<IReadOnlyDictionary<string, Task<Outcome>>> Outcomes = new(() =>
        All.ToDictionary(one => one.Name, one => Task.Run(() => RunAsync(one)), StringComparer.Ordinal));

    public static TheoryData<string> Names => [.. All.Select(one => one.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Bad_input_is_refused_with_its_place_and_its_mend_and_nothing_is_lost(string name)
    {
        var one = All.Single(one => one.Name == name);

        var outcome = await Outcomes.Value[name];

        Assert.All(one.Says, text => Assert.Contains(text, outcome.Run.Error, StringComparison.Ordinal));
        Assert.Equal(one.ExitCode, outcome.Run.ExitCode);
        Assert.DoesNotContain("   at ", outcome.Run.Error + outcome.Run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", outcome.Run.Error + outcome.Run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of the program", outcome.Run.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Lost);
    }

    [Fact]
    public void There_are_at_least_sixty_cases_each_with_a_name_of_its_own() =>
        Assert.True(All.Select(one => one.Name).Distinct().Count() >= 60);

    private static async Task<Outcome> RunAsync(BadInputCase one)
    {
        using var folder = new CaseFolder();
        one.Given(folder);
        var before = folder.Content();
        var run = await ProgramRun.Of(folder.Path, one.CommandLine.Split(' '));
        var after = folder.Content();
        return new(run, one.GoesOn
            ? []
            : [.. before.Where(file => after.GetValueOrDefault(file.Key) != file.Value).Select(file => file.Key)]);
    }

    private sealed record Outcome(ProgramRun Run, IReadOnlyList<string> Lost);
}
