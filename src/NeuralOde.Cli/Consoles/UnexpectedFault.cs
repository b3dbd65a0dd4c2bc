using System.Globalization;

namespace NeuralOde.Cli.Consoles;

/// <summary>An exception that nobody expected: one line for the person, the rest for a file.</summary>
internal static class UnexpectedFault
{
    /// <summary>Writes the line to standard error and the stack trace to a file.</summary>
    public static ExitCode Report(Exception fault)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"neuralode-fault-{Environment.ProcessId}.log");
        var kept = Keep(Path.Combine(Path.GetTempPath(), name), fault);
        Console.Error.WriteLine($"{OneLine(fault)} This is a fault of the program; its trace is in {kept}.");
        return ExitCode.Failed;
    }

    private static string OneLine(Exception fault) => fault.Message.ReplaceLineEndings(" ");

    private static string Keep(string file, Exception fault)
    {
        try
        {
            File.WriteAllText(file, fault.ToString());
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "no file, since none could be written";
        }
    }
}
