using System.Diagnostics;
using System.Globalization;

namespace NeuralOde.Core.Programs.Rules;

/// <summary>Says which sizes did not fit, and in which line of the caller's code.</summary>
internal static class Misfit
{
    /// <summary>An error that names the operation, all sizes and the line.</summary>
    public static ArgumentException Of(IOperationRule rule, ReadOnlySpan<int> sizes) =>
        new($"{rule.Name} needs {rule.Need}, but got {Text(sizes)}{Place()}.");

    /// <summary>Sizes as they are written in messages: <c>[2], [3]</c>.</summary>
    public static string Text(ReadOnlySpan<int> sizes) =>
        string.Join(", ", sizes.ToArray().Select(size => $"[{size}]"));

    /// <summary>
    /// ", at FILE line N" for the nearest caller outside of this library; empty when it has no symbols.
    /// </summary>
    public static string Place() =>
        new StackTrace(fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetMethod()?.DeclaringType?.Assembly != typeof(Misfit).Assembly)
            .Where(frame => frame.GetFileLineNumber() > 0)
            .Select(frame => string.Create(
                CultureInfo.InvariantCulture,
                $", at {Path.GetFileName(frame.GetFileName())} line {frame.GetFileLineNumber()}"))
            .FirstOrDefault("");
}
