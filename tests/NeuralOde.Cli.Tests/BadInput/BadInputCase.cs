namespace NeuralOde.Cli.Tests.BadInput;

/// <summary>Something a person may do wrong, and what the program must say then.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="CommandLine">The arguments, separated by spaces.</param>
/// <param name="ExitCode">What the program ends with.</param>
/// <param name="Says">Parts of its text on standard error: the place, and the mend.</param>
public sealed record BadInputCase(string Name, string CommandLine, int ExitCode, params string[] Says)
{
    /// <summary>Makes the folder in which the program is started.</summary>
    public Action<CaseFolder> Given { get; init; } = static _ => { };

    /// <summary>Whether the program goes on in spite of it, and so writes files anew.</summary>
    public bool GoesOn { get; init; }
}
