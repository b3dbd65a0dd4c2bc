using System.Globalization;
using System.Text.RegularExpressions;
using NeuralOde.Core.Data.Generators;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Architecture.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(House.Root, "README.md"));

    [Fact]
    public void The_sample_of_the_readme_is_the_code_below_and_prints_what_the_readme_shows()
    {
        var printed = new StringWriter(CultureInfo.InvariantCulture);
        var console = Console.Out;
        Console.SetOut(printed);
        try
        {
            Sample();
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal(Block("csharp"), Body(nameof(Sample)));
        Assert.True(Readme.Contains($"```\n{printed}```", StringComparison.Ordinal), $"The sample prints\n{printed}");
    }

    [Fact]
    public void Every_file_that_the_readme_names_exists() => Assert.All(
        Paths().Matches(Readme).Select(match => match.Groups[1].Value),
        path => Assert.True(Path.Exists(Path.Combine(House.Root, path)), path));

    private static void Sample()
    {
        var observed = Trajectories.Of(Spiral.Field, Spiral.Start, new(1, Points: 30, T1: 1.5, Noise: 0), new Seed(1));
        var field = VectorField.Mlp(state: 2, hidden: [50], Activation.Tanh);
        var model = Model.Of(Stages.Trajectory(field, new SolveOptions { Method = Methods.Dopri5 }));
        var work = new MicroBatchWorkspace<double>(model, new Loss.MeanSquared());
        var rule = new TrainingRule(new Optimiser.Adam(), new Schedule.Constant(0.05));
        var state = TrainingState.Start(model.Start(new Seed(1), Precision.Double), rule);
        var gradient = new double[model.Layout.Total];
        while (state.Version < 300)
        {
            var sum = work.Gradient(observed, [0], state.Parameters.AsSpan<double>(), gradient);
            state = TrainingStep.Of(rule, state, FlatVector.Of<double>(gradient), sum.Examples).State;
            if (state.Version % 100 == 0)
            {
                Console.WriteLine($"step {state.Version}: loss {sum.Loss:E1}, NFE {sum.NfeForward}, NVJP {sum.Nvjp}");
            }
        }
    }

    private static string Block(string language) =>
        Regex.Match(Readme, $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    /// <summary>The body of a method of this file, without its indentation.</summary>
    private static string Body(string method)
    {
        var source = File.ReadAllText(
            Path.Combine(House.Root, "tests", "NeuralOde.Architecture.Tests", $"{nameof(ReadmeTests)}.cs"));
        var body = Regex.Match(source, $"void {method}\\(\\)\n    {{\n(.*?)\n    }}\n", RegexOptions.Singleline).Groups[1].Value;
        return string.Concat(body.Split('\n').Select(line => (line.Length > 8 ? line[8..] : "") + "\n"));
    }

    [GeneratedRegex(@"[`(]((?:src|tests|cluster-config|\.github|\.ci)/[A-Za-z0-9_./-]+)[`)]")]
    private static partial Regex Paths();
}
