using NeuralOde.Actors.Reporting;

namespace NeuralOde.Cli.Consoles;

/// <summary>What a person sees of a training on standard error while it runs.</summary>
internal interface ITrainingView : IDisposable
{
    /// <summary>Shows a step.</summary>
    void Show(StepFigures step);

    /// <summary>Says something that happened beside the steps.</summary>
    void Say(string line);
}

/// <summary>The views there are.</summary>
internal static class TrainingView
{
    /// <summary>A bar that moves on a terminal, plain lines elsewhere.</summary>
    /// <param name="first">The version that the training goes on from.</param>
    /// <param name="last">The version that it ends at.</param>
    public static ITrainingView For(long first, long last) =>
        Console.IsErrorRedirected ? new PlainLines(Console.Error, first, last) : new LiveBar(first, last);
}
