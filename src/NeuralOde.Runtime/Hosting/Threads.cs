namespace NeuralOde.Runtime.Hosting;

/// <summary>Independent work on several threads at once.</summary>
internal static class Threads
{
    /// <summary>The results of all parts, in their order; each thread works in a memory of its own.</summary>
    /// <param name="parts">The parts; each is worked on once.</param>
    /// <param name="threads">The most parts that are worked on at the same time.</param>
    /// <param name="memory">Makes the memory of a thread.</param>
    /// <param name="work">The result of a part; it depends on the part alone.</param>
    /// <remarks>All threads write to one array, and there no more than one reference for each part.</remarks>
    public static IReadOnlyList<TResult> Map<TPart, TMemory, TResult>(
        IReadOnlyList<TPart> parts, int threads, Func<TMemory> memory, Func<TMemory, TPart, TResult> work)
    {
        var results = new TResult[parts.Count];
        _ = Parallel.For(0, parts.Count, new() { MaxDegreeOfParallelism = threads }, memory, Work, _ => { });
        return results;

        TMemory Work(int part, ParallelLoopState loop, TMemory own)
        {
            results[part] = work(own, parts[part]);
            return own;
        }
    }
}
