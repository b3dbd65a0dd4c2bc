using System.Globalization;
using System.Text;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Simulation;
using NeuralOde.Actors.Work;
using NeuralOde.Cli.Runs;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cli.Bench.Modes;

/// <summary>A pendulum's field, learned from trajectories by a cluster with one straggler.</summary>
/// <remarks>The actors and the gradients are the real ones; the clock is virtual, so a run is the same every time and
/// takes a second or two.</remarks>
internal sealed class ModesProblem
{
    /// <summary>How many times longer the straggler takes.</summary>
    public const double Slowness = 10;

    private const double MsOfExample = 10;

    // The loss of every so many versions is measured.
    private const int Measured = 4;

    private const string Json = """
        {
          "name": "modes",
          "data": {
            "kind": "generator", "name": "dampedPendulum", "examples": 640, "points": 10, "t1": 2, "noise": 0.02,
            "split": { "validation": 128 }
          },
          "model": [
            {
              "kind": "ode",
              "field": { "kind": "mlp", "hidden": [32], "activation": "tanh" },
              "relativeTolerance": 1e-5,
              "absoluteTolerance": 1e-5
            }
          ],
          "loss": "mse",
          "optimiser": { "kind": "adam" },
          "training": { "steps": 400, "batch": 128, "microBatch": 4, "shards": 8 }
        }
        """;

    private readonly IUnitSolver _solver;
    private readonly Minibatch _heldOut;

    private ModesProblem(ExperimentSetup setup, double rate)
    {
        (Setup, Rate) = (setup, rate);
        var worker = ExperimentWorker.Of(setup.Outline);
        foreach (var (number, shard) in ShardExamples<double>.Cut(setup.Data, setup.Plan).Index())
        {
            worker.Put(number, shard);
        }

        _solver = worker.Solver();
        _heldOut = setup.Plan.MinibatchOf(Purpose.Validation, new(0));
    }

    /// <summary>The experiment.</summary>
    public ExperimentSetup Setup { get; }

    /// <summary>The rate of Adam.</summary>
    public double Rate { get; }

    /// <summary>The problem, put together.</summary>
    /// <param name="rate">The rate of Adam.</param>
    /// <param name="changes">Settings that are others here.</param>
    public static Result<ModesProblem, Failure> Create(double rate, params string[] changes) =>
        from document in ExperimentJson.Read("modes", Encoding.UTF8.GetBytes(Json), [ChangeOf(rate), .. changes])
            .MapError(errors => Failure.Usage(string.Join('\n', errors)))
        from setup in NewRun.Setup(document, [])
        select new ModesProblem(setup, rate);

    /// <summary>Trains in a mode.</summary>
    /// <param name="mode">When gradients are applied.</param>
    /// <param name="workers">How many workers there are; one of them is slow.</param>
    /// <param name="seed">What the delays of letters are drawn from.</param>
    public ModeRun Train(Mode mode, int workers, Seed seed)
    {
        // What is held out is measured beside the run: in it, all would wait for that.
        var plan = Setup.Plan with { Mode = mode, Validation = new Validation.Never() };
        var points = new List<ModePoint>();
        var report = Simulator.Run(new()
        {
            Plan = plan,
            Start = Setup.Start,
            Workers = workers,
            Solve = (minibatch, leaf, purpose, parameters) =>
                _solver.Solve(new(new(minibatch.Version), purpose, leaf), parameters),
            CostMs = static (minibatch, leaf) => MsOfExample * minibatch.ExamplesOf(leaf).Count,
            Slowness = static worker => worker == 0 ? Slowness : 1,
            Reached = (progress, atMs) =>
            {
                if (progress.Version.Value % Measured != 0) return;
                points.Add(new(Rate, mode, atMs / 1000, progress.Version.Value, LossOf(progress)));
            },
            Seed = seed,
        });
        return new(Rate, mode, points, report.Events);
    }

    private static string ChangeOf(double rate) => string.Create(CultureInfo.InvariantCulture, $"optimiser.rate={rate}");

    private double LossOf(Progress progress) =>
        _solver.Solve(new(new(0), Purpose.Validation, _heldOut.Tree.Root), progress.Parameters).Tally.MeanLoss;
}
