using System.Runtime.CompilerServices;

namespace NeuralOde.Numerics;

/// <summary>Refuses a call that broke its contract, before any work is done.</summary>
public static class Misuse
{
    /// <summary>Refuses two runs of different length.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameLength(
        int first,
        int second,
        [CallerArgumentExpression(nameof(first))] string firstName = "",
        [CallerArgumentExpression(nameof(second))] string secondName = "")
    {
        if (first != second) throw Different(first, second, firstName, secondName);
    }

    /// <summary>Refuses a condition that does not hold.</summary>
    /// <param name="holds">What the caller promised.</param>
    /// <param name="message">What is wrong, and the mend.</param>
    /// <exception cref="ArgumentException"><paramref name="holds"/> is false.</exception>
    public static void Unless(bool holds, string message)
    {
        if (!holds) throw new ArgumentException(message);
    }

    /// <summary>Refuses a condition that does not hold; the message is made only then.</summary>
    /// <param name="holds">What the caller promised.</param>
    /// <param name="message">What is wrong, and the mend.</param>
    /// <exception cref="ArgumentException"><paramref name="holds"/> is false.</exception>
    public static void Unless(
        bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref MisuseMessage message)
    {
        if (!holds) throw new ArgumentException(message.ToString());
    }

    // Apart, so that the comparison alone is a part of every kernel's driver.
    private static ArgumentException Different(int first, int second, string firstName, string secondName) =>
        new($"{firstName} is {first}, but {secondName} is {second}: they must be equal.");
}
