using Serilog.Core;
using Serilog.Events;

namespace NeuralOde.Runtime.Logging;

/// <summary>A log that is opened by its first event, on the thread that writes it: a start does not wait for
/// it.</summary>
/// <param name="open">Opens it.</param>
internal sealed class LateSink(Func<Logger> open) : ILogEventSink, IDisposable
{
    private readonly Lazy<Logger> _log = new(open);

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent) => _log.Value.Write(logEvent);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_log.IsValueCreated) _log.Value.Dispose();
    }
}
