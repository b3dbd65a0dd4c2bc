using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Makes the loss and the rule of a step that an experiment describes.</summary>
public static class ExperimentRule
{
    /// <summary>What training makes small.</summary>
    public static Loss LossOf(LossSection section) => section switch
    {
        LossSection.Mse => new Loss.MeanSquared(),
        LossSection.Mae => new Loss.MeanAbsolute(),
        LossSection.Huber loss => new Loss.Huber(loss.Delta),
        LossSection.SumOfSquares => new Loss.SumOfSquares(),
        LossSection.CrossEntropy => new Loss.CrossEntropy(),
        _ => throw Unreachable.Case(section),
    };

    /// <summary>How a gradient becomes a step.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="steps">The steps of the whole training.</param>
    public static TrainingRule Of(Experiment experiment, long steps) => new(
        OptimiserOf(experiment.Optimiser),
        ScheduleOf(experiment.Schedule, experiment.Optimiser.Rate, steps),
        experiment.Training.ClipNorm);

    private static Optimiser OptimiserOf(OptimiserSection section) => section switch
    {
        OptimiserSection.Sgd => new Optimiser.Sgd(),
        OptimiserSection.Momentum o => new Optimiser.Momentum(o.Decay),
        OptimiserSection.Nesterov o => new Optimiser.Nesterov(o.Decay),
        OptimiserSection.RmsProp o => new Optimiser.RmsProp(o.Decay, o.Epsilon),
        OptimiserSection.Adam o => new Optimiser.Adam(o.Beta1, o.Beta2, o.Epsilon),
        OptimiserSection.AdamW o => new Optimiser.AdamW(o.Beta1, o.Beta2, o.Epsilon, o.WeightDecay),
        _ => throw Unreachable.Case(section),
    };

    private static Schedule ScheduleOf(ScheduleSection section, double rate, long steps)
    {
        Schedule schedule = section switch
        {
            ScheduleSection.Constant => new Schedule.Constant(rate),
            ScheduleSection.Step s => new Schedule.Step(rate, s.Every, s.Factor),
            ScheduleSection.Cosine s => new Schedule.Cosine(rate, s.Steps == 0 ? Math.Max(1, steps) : s.Steps, s.Final),
            ScheduleSection.Exponential s => new Schedule.Exponential(rate, s.Factor),
            _ => throw Unreachable.Case(section),
        };
        return section.WarmUp == 0 ? schedule : new Schedule.WarmUp(section.WarmUp, schedule);
    }
}
