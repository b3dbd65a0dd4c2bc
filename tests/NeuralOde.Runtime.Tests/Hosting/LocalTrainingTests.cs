using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Runtime.Hosting;
using NeuralOde.TestKit;
using NeuralOde.TestKit.Actors;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Runtime.Tests.Hosting;

[Trait("Category", "Bits")]
public sealed class LocalTrainingTests(ITestOutputHelper output) : WidthConformance
{
    private static readonly RunPlan Plan = ScriptedProblem.ValidatedPlan(steps: 12);
    private static readonly Progress Expected = ScriptedProblem.Undisturbed(Plan);

    [Theory, InlineData(1), InlineData(2), InlineData(4)]
    public async Task The_trained_parameters_are_the_same_bits_for_any_number_of_threads(int threads)
    {
        var result = await LocalTraining.RunAsync(Job(Plan, threads), Deaf);

        Assert.Equal(Expected, result.Progress);
        Assert.Equal(12, result.History.Steps.Count);
        Assert.Equal(6, result.History.Validations.Count);
    }

    [Fact]
    public async Task A_cancelled_training_is_saved_and_goes_on_with_the_same_bits()
    {
        using var cancel = new CancellationTokenSource();
        var job = Job(Plan, threads: 2);

        var cancelled = await LocalTraining.RunAsync(job, new Listener(happened =>
        {
            if (happened is TrainingEvent.StepMeasured { Figures.Version.Value: 5 }) cancel.Cancel();
        }), cancel.Token);
        var resumed = await LocalTraining.RunAsync(job, Deaf);

        Assert.Equal(new Ending.Stopped(), cancelled.Ending);
        Assert.InRange(cancelled.Progress.Version.Value, 5, 11);
        Assert.Equal(Expected, resumed.Progress);
    }

    [Fact]
    public async Task A_real_training_has_the_same_bits_for_1_2_and_4_threads_and_after_stop_and_resume()
    {
        var whole = await LocalTraining.RunAsync(OscillatorTraining.Job(1, new MemoryCheckpoints()), Deaf);
        var two = await LocalTraining.RunAsync(OscillatorTraining.Job(2, new MemoryCheckpoints()), Deaf);
        var four = await LocalTraining.RunAsync(OscillatorTraining.Job(4, new MemoryCheckpoints()), Deaf);
        using var cancel = new CancellationTokenSource();
        var checkpoints = new MemoryCheckpoints();
        var stopped = await LocalTraining.RunAsync(
            OscillatorTraining.Job(2, checkpoints),
            new Listener(happened =>
            {
                if (happened is TrainingEvent.StepMeasured { Figures.Version.Value: 11 }) cancel.Cancel();
            }),
            cancel.Token);
        var resumed = await LocalTraining.RunAsync(OscillatorTraining.Job(4, checkpoints), Deaf);

        Assert.Equal(30, whole.Progress.Version.Value);
        Assert.True(whole.History.Steps[^1].Loss < whole.History.Steps[0].Loss);
        Assert.Equal(whole.Progress, two.Progress);
        Assert.Equal(whole.Progress, four.Progress);
        Assert.Equal(new Ending.Stopped(), stopped.Ending);
        Assert.Equal(whole.Progress, resumed.Progress);
        Assert.Equal(whole.ParametersSha256, resumed.ParametersSha256);
    }

    [Fact]
    public async Task A_solver_that_throws_ends_the_run_with_the_diagnosis_and_keeps_the_last_version()
    {
        var job = Job(Plan, threads: 1);
        var broken = job with { Solver = static () => throw new InvalidOperationException("no such field") };

        var result = await LocalTraining.RunAsync(broken, Deaf);

        var failed = Assert.IsType<Ending.Failed>(result.Ending);
        Assert.Contains("no such field", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(0, job.Run.Checkpoints.Newest().Single().Progress.Version.Value);
    }

    [Fact]
    public async Task A_step_of_one_micro_batch_is_one_unit()
    {
        var plan = Plan with
        {
            Batching = new Batching([1], minibatchSize: 1, microBatchSize: 1),
            Validation = new Validation.Never(),
            Rule = new(new Optimiser.Sgd(), new Schedule.Constant(1e-4)),
            Steps = 2000,
        };

        var result = await LocalTraining.RunAsync(Job(plan, threads: 1), Deaf);

        output.WriteLine($"{result.Elapsed.TotalMicroseconds / plan.Steps:F1} µs a step, solve included");
        Assert.All(result.History.Steps, step => Assert.Equal(1, Assert.Single(step.Idle).Units));
    }

    private static Listener Deaf => new(static _ => { });

    private static TrainingJob Job(RunPlan plan, int threads) => new(
        new()
        {
            Plan = plan,
            Start = ScriptedProblem.Start(plan),
            Checkpoints = new MemoryCheckpoints(),
        },
        () => new ScriptedSolver(plan),
        threads);

    private sealed class Listener(Action<TrainingEvent> hear) : IProgress<TrainingEvent>
    {
        public void Report(TrainingEvent value) => hear(value);
    }
}
