using System.Text;
using NeuralOde.Cli.Experiments;
using NeuralOde.Cli.Runs;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;

namespace NeuralOde.Cli.Bench.Clusters;

/// <summary>An experiment that is measured on a cluster, with its data in files that every node reads.</summary>
/// <param name="Setup">The experiment with its data.</param>
/// <param name="File">The experiment as a file, for a program that is started with it.</param>
internal sealed record ClusterProblem(ExperimentSetup Setup, string File)
{
    /// <summary>The features of an example of a net, and of its target.</summary>
    public const int NetState = 64;

    private const double SingleTolerance = 1e-4;
    private const double LeastMu = 0.1, GreatestMu = 50;

    /// <summary>The features of the hidden layers for which a net 64-h-h-64 has about so many parameters:
    /// h² + 130h + 64.</summary>
    public static int HiddenFor(double parameters) =>
        (int)Math.Round(Math.Sqrt(parameters - NetState + 65 * 65) - 65);

    /// <summary>Van der Pol's oscillators to t = 10, sorted by µ from 0.1 to 50 into shards, so that the costs of
    /// examples lie in the worst order; what is learned is a factor of the spring.</summary>
    /// <param name="folder">Where its files are written.</param>
    /// <param name="examples">The oscillators.</param>
    /// <param name="steps">The steps of training; each sees all of them.</param>
    public static Result<ClusterProblem, Failure> Oscillators(string folder, int examples, int steps)
    {
        double[] states =
        [
            .. from example in Enumerable.Range(0, examples)
               from value in (double[])[2, 0, LeastMu * Math.Pow(GreatestMu / LeastMu, example / (examples - 1.0))]
               select value,
        ];
        return Of(folder, states, columns: 3, new()
        {
            Name = $"oscillators-{examples}",
            Model =
            [
                new StageSection.Ode
                {
                    Field = new FieldSection.Equations
                    {
                        Lines = ["y' = v", "v' = mu*(1 - y^2)*v - k*y", "mu' = 0*mu"],
                        Parameters = [new("k", 1)],
                    },
                    Solution = HandsOn.End,
                    Span = new SpanSection.Fixed { T0 = 0, T1 = 10 },
                    Method = "Dopri5",
                },
            ],
            Optimiser = Standstill,
            Training = new() { Steps = steps, Shards = 8, MicroBatch = 16 },
        });
    }

    /// <summary>A net 64-h-h-64 as a field, in f32, as in the benchmark mlp.</summary>
    /// <param name="folder">Where its files are written.</param>
    /// <param name="hidden">The features of its hidden layers; 128 makes it mlp.</param>
    /// <param name="work">How much there is of it.</param>
    public static Result<ClusterProblem, Failure> Net(string folder, int hidden, NetWork work)
    {
        var seed = new Seed(1);
        double[] states =
            [.. Enumerable.Range(0, work.Examples * NetState).Select(i => Normal.Draw(seed, (ulong)i))];
        return Of(folder, states, NetState, new()
        {
            Name = $"net-{hidden}-{work.Examples}",
            Precision = NumberType.F32,
            Model =
            [
                new StageSection.Ode
                {
                    Field = new FieldSection.Mlp { Hidden = [hidden, hidden], Activation = Activation.Tanh },
                    Solution = HandsOn.End,
                    Span = new SpanSection.Fixed { T0 = 0, T1 = 1 },
                    Method = "Dopri5",
                    RelativeTolerance = SingleTolerance,
                    AbsoluteTolerance = SingleTolerance,
                },
            ],
            Optimiser = Standstill,
            Training = new() { Steps = work.Steps, Shards = 8, MicroBatch = work.MicroBatch },
        });
    }

    // So small a rate that every step finds the same work.
    private static OptimiserSection.Sgd Standstill => new() { Rate = 1e-12 };

    private static Result<ClusterProblem, Failure> Of(
        string folder, double[] states, int columns, Experiment experiment)
    {
        var (inputs, targets) = ($"{experiment.Name}-inputs.npy", $"{experiment.Name}-targets.npy");
        NpyFile.Write(Path.Combine(folder, inputs), columns, states);
        NpyFile.Write(Path.Combine(folder, targets), columns, new double[states.Length]);
        var file = Path.Combine(folder, $"{experiment.Name}.json");
        System.IO.File.WriteAllBytes(file, Encoding.UTF8.GetBytes(ExperimentJson.Write(experiment with
        {
            Data = new DataSection.Table { File = inputs, TargetFile = targets, Standardise = false },
            Report = new() { Write = false },
        })));
        return
            from source in ExperimentSource.Find(file)
            from document in source.Read([])
            from setup in NewRun.Setup(document, [folder])
            select new ClusterProblem(setup, file);
    }
}

/// <summary>How much a net is given to do.</summary>
/// <param name="Examples">The examples; a step sees all of them.</param>
/// <param name="MicroBatch">The examples that are solved together.</param>
/// <param name="Steps">The steps of training.</param>
internal sealed record NetWork(int Examples, int MicroBatch, int Steps);
