using System.Text;
using NeuralOde.Cli.Experiments;
using NeuralOde.Runtime.Experiments;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Cli.Tests;

public sealed class NewCommandTests
{
    public static TheoryData<string> Names => [.. BuiltInExperiments.Names];

    [Theory, MemberData(nameof(Names))]
    public void A_template_means_the_same_as_the_experiment_it_is_made_of(string name)
    {
        var experiment = Read(name, BuiltInExperiments.Read(name)).Experiment;

        var template = ExperimentTemplate.Write(experiment);

        Assert.Equal(experiment, Read(name, Encoding.UTF8.GetBytes(template)).Experiment);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten()
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("mine.json", "{}");

        var run = await ProgramRun.Of(folder.Path, "new", "mine");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("mine.json is there already", run.Error, StringComparison.Ordinal);
        Assert.Equal("{}", await File.ReadAllTextAsync(file));
    }

    private static ExperimentDocument Read(string name, byte[] text) =>
        ExperimentJson.Read(name, text, []).Match(
            document => document, errors => throw new InvalidOperationException(string.Join('\n', errors)));
}
