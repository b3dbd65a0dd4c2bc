using System.Runtime.InteropServices;

namespace NeuralOde.Cli.Consoles;

/// <summary>Ctrl-C and SIGTERM: the first asks the work to save and end, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly string _answer;
    private int _code;

    /// <summary>Begins to listen.</summary>
    /// <param name="answer">What the first signal is answered with; nothing where it is empty.</param>
    public Interruption(string answer = "Saving what was reached; once more ends at once.")
    {
        _answer = answer;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => On(signal, ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => On(signal, ExitCode.Terminated));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _asked.Token;

    /// <summary>What the process ends with after its work.</summary>
    /// <param name="otherwise">What it is without a signal.</param>
    public ExitCode CodeOr(ExitCode otherwise) =>
        Volatile.Read(ref _code) is not 0 and var code ? (ExitCode)code : otherwise;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _asked.Dispose();
    }

    private void On(PosixSignalContext signal, ExitCode code)
    {
        signal.Cancel = true;
        if (Interlocked.CompareExchange(ref _code, (int)code, 0) != 0) Environment.Exit((int)code);
        if (_answer.Length > 0) Console.Error.WriteLine(_answer);
        _asked.Cancel();
    }
}
