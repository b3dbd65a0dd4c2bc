namespace NeuralOde.Core.Values;

/// <summary>Finds the name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>The known name nearest to a mistyped one, or null when none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">
    /// The names that would have been right; the first of equally near ones is given.
    /// </param>
    /// <remarks>Near means: at most one edit in three letters, where an edit inserts, deletes or replaces a
    /// letter or swaps two neighbours, and case does not count. Source: Damerau, A technique for computer
    /// detection and correction of spelling errors, CACM 7(3), 1964.</remarks>
    public static string? To(string name, IEnumerable<string> known) => known
        .Select(candidate => (
            Candidate: candidate, Edits: Edits(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
        .Where(pair => pair.Edits <= Math.Max(1, Math.Max(name.Length, pair.Candidate.Length) / 3))
        .OrderBy(pair => pair.Edits)
        .Select(pair => pair.Candidate)
        .FirstOrDefault();

    private static int Edits(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
