namespace NeuralOde.Core.Adjoints;

/// <summary>
/// What a schedule drives: a computation that goes forward step by step, and is to be reversed.
/// </summary>
public interface IReversible
{
    /// <summary>Keeps the present state.</summary>
    /// <param name="slot">Where; what was there is forgotten.</param>
    void Store(int slot);

    /// <summary>Goes back to a kept state.</summary>
    void Restore(int slot);

    /// <summary>Takes steps forward.</summary>
    void Advance(int steps);

    /// <summary>Reverses the one step that begins at the present state.</summary>
    void Reverse();
}

/// <summary>
/// Reverses a sequence of steps with few stored states and the least number of steps taken again.
/// </summary>
/// <remarks>
/// Source: Griewank, Walther, Algorithm 799: revolve, ACM TOMS 26(1), 2000, sections 2 and 3.
/// </remarks>
public static class BinomialSchedule
{
    /// <summary>Reverses all steps, the last one first.</summary>
    /// <param name="target">The computation; it stands at its start.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="slots">The number of states that may be stored, the start included; at least 1.</param>
    public static void Run<TTarget>(TTarget target, int steps, int slots)
        where TTarget : IReversible, allows ref struct
    {
        if (steps == 0) return;
        target.Store(0);
        Reverse(target, steps, 0, slots);
    }

    /// <summary>The least number of steps that have to be taken again to reverse a sequence.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="slots">The number of states that may be stored, the start included.</param>
    public static long Advances(int steps, int slots)
    {
        if (steps <= 1) return 0;
        var repeats = Repeats(steps, slots);
        return (long)repeats * steps - Reach(slots + 1, repeats - 1);
    }

    /// <summary>Reverses the steps from the present state, which is stored in a slot.</summary>
    private static void Reverse<TTarget>(TTarget target, int steps, int slot, int slots)
        where TTarget : IReversible, allows ref struct
    {
        while (steps > 1)
        {
            var first = slot + 1 < slots ? Split(steps, slots - slot) : steps - 1;
            target.Advance(first);
            if (slot + 1 < slots)
            {
                target.Store(slot + 1);
                Reverse(target, steps - first, slot + 1, slots);
            }
            else
            {
                target.Reverse();
            }

            target.Restore(slot);
            steps = first;
        }

        target.Reverse();
    }

    /// <summary>
    /// How far to go before the next state is stored: the smallest that is still the optimum.
    /// </summary>
    private static int Split(int steps, int slots)
    {
        var repeats = Repeats(steps, slots);
        return (int)Math.Max(1, Math.Max(Reach(slots, repeats - 2), steps - Reach(slots - 1, repeats)));
    }

    /// <summary>The least r with which r repetitions of each step are enough.</summary>
    private static int Repeats(int steps, int slots)
    {
        var repeats = 0;
        while (Reach(slots, repeats) < steps) repeats++;
        return repeats;
    }

    /// <summary>
    /// How many steps can be reversed if each may be taken again so often: (slots +
    /// repeats)! / (slots! repeats!).
    /// </summary>
    private static long Reach(int slots, int repeats)
    {
        if (repeats < 0) return 0;
        var reach = 1L;
        for (var i = 1; i <= repeats && reach < int.MaxValue; i++) reach = reach * (slots + i) / i;
        return reach;
    }
}
