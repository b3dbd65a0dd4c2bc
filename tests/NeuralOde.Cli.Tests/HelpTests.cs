using NeuralOde.Cli.Commands;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Cli.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. CommandLine.Root().Subcommands.Select(command => command.Name)];

    [Theory, MemberData(nameof(Commands))]
    public async Task The_help_of_a_command_shows_its_examples(string command)
    {
        using var folder = new ScratchFolder();

        var run = await ProgramRun.Of(folder.Path, command, "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"Examples:\n  neuralode {command}", run.Output, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Commands))]
    public void Every_example_is_a_command_line_that_parses(string command)
    {
        var verb = Assert.IsType<Verb>(CommandLine.Root().Subcommands.Single(one => one.Name == command));

        Assert.All(verb.Examples, example =>
            Assert.Empty(CommandLine.Root().Parse(example.Split('>')[0]["neuralode ".Length..]).Errors));
    }

    [Theory]
    [InlineData("Did you mean schema?", "schem")]
    [InlineData("Did you mean --like?", "new", "a", "--lik", "toy")]
    [InlineData("See neuralode --help.")]
    [InlineData("expected one of", "new", "a", "--like", "nothing")]
    public async Task A_wrong_command_line_ends_with_2_and_the_nearest_name(string message, params string[] arguments)
    {
        using var folder = new ScratchFolder();

        var run = await ProgramRun.Of(folder.Path, arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
