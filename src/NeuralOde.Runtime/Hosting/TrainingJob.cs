namespace NeuralOde.Runtime.Hosting;

/// <summary>What <see cref="LocalTraining"/> is asked for.</summary>
/// <param name="Run">What is trained, and where its checkpoints are kept. Its log is called before the training's
/// own events go out.</param>
/// <param name="Solver">Makes the solver of a thread.</param>
/// <param name="Threads">The solves at the same time; at least 1. It changes no bit of the result.</param>
public sealed record TrainingJob(ServedRun Run, Func<IUnitSolver> Solver, int Threads);
