namespace NeuralOde.Cli;

/// <summary>What the program says to whoever started it.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>The work failed, or its data is bad.</summary>
    Failed = 1,

    /// <summary>The command line or the experiment file is wrong.</summary>
    Usage = 2,

    /// <summary>Ctrl-C; what was reached is saved.</summary>
    Interrupted = 130,

    /// <summary>SIGTERM; what was reached is saved.</summary>
    Terminated = 143,
}
