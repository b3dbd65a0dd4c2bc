using System.Runtime.InteropServices;

namespace NeuralOde.Cli.Consoles;

/// <summary>Ctrl-C and SIGTERM: the first asks the work to end well, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly string _notice;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _code;

    /// <summary>Takes the signals from now on.</summary>
    /// <param name="notice">What the first one is answered with; empty where the work ends at once.</param>
    public Interruption(string notice = "Saving what was reached; once more ends at once.")
    {
        _notice = notice;
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
        if (_notice.Length > 0) Console.Error.WriteLine(_notice);
        _asked.Cancel();
    }
}
