namespace NeuralOde.Core.Programs.Plans;

/// <summary>Room behind the memory of a plan, for what other steps work on beside it.</summary>
/// <param name="plan">The plan.</param>
internal sealed class PlanRoom(PlanLayout plan)
{
    private readonly Arena _arena = new();
    private readonly List<Fill> _fills = [];

    /// <summary>The plan in a memory that has this room.</summary>
    public PlanLayout Layout => plan with
    {
        Length = plan.Length + _arena.Length,
        Fills = [.. plan.Fills, .. _fills],
    };

    /// <summary>Room for so many features of each lane.</summary>
    public Place Take(int features) => Take(features, plan.Lanes);

    /// <summary>Constants that all lanes share.</summary>
    public Place Constants(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0) return default;
        var place = Take(values.Count, 1);
        _fills.Add(new(place, [.. values]));
        return place;
    }

    private Place Take(int features, int lanes) =>
        new(plan.Length + _arena.Take(features * lanes), features, lanes);
}
