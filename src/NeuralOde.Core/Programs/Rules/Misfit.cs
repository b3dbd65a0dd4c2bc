using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace NeuralOde.Core.Programs.Rules;

/// <summary>Says which sizes did not fit, and in which line of the caller's code.</summary>
internal static class Misfit
{
    /// <summary>Refuses arguments that break the rule of an operation.</summary>
    /// <exception cref="ArgumentException"><paramref name="fits"/> is false.</exception>
    public static void Unless(bool fits, string name, string need, ImmutableArray<Expression> arguments)
    {
        if (!fits) throw new ArgumentException($"{name} needs {need}, but got {Sizes(arguments)}{Place()}.");
    }

    /// <summary>", at FILE line N" for the nearest caller outside of this library; empty when it has no symbols.</summary>
    public static string Place() =>
        new StackTrace(fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetMethod()?.DeclaringType?.Assembly != typeof(Misfit).Assembly)
            .Where(frame => frame.GetFileLineNumber() > 0)
            .Select(frame => string.Create(
                CultureInfo.InvariantCulture,
                $", at {Path.GetFileName(frame.GetFileName())} line {frame.GetFileLineNumber()}"))
            .FirstOrDefault("");

    private static string Sizes(ImmutableArray<Expression> arguments) =>
        string.Join(", ", arguments.Select(argument => $"[{argument.Size}]"));
}
