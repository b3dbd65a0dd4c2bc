namespace NeuralOde.Cli;

/// <summary>Why a command did not do its work.</summary>
/// <param name="ExitCode">What the process ends with.</param>
/// <param name="Message">What, where and the mend; one fault a line.</param>
internal sealed record Failure(ExitCode ExitCode, string Message)
{
    public static Failure Usage(string message) => new(ExitCode.Usage, message);

    public static Failure Data(object fault) => new(ExitCode.Failed, $"{fault}");

    public static Failure Usage<T>(IEnumerable<T> faults) => new(ExitCode.Usage, string.Join('\n', faults));
}
