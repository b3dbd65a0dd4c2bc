namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>What a step reads and writes.</summary>
internal static class StepPlaces
{
    /// <summary>What is read; null if that may be anything.</summary>
    public static IReadOnlyList<Extent>? Reads(Step step) => step switch
    {
        Step.Unary s => Of(s.X),
        Step.Binary s => Of(s.X, s.Y),
        Step.Select s => Of(s.Condition, s.Then, s.Otherwise),
        Step.Copy s => Of(s.X),
        Step.Clear => [],
        Step.Product s => Of(s.W.Entries, s.X, s.Bias),
        Step.PackedProduct s => Reads(s.Of),
        Step.Stage s => Of(s.Of.Y, s.Of.FirstSlopes(s.Weights.Features), s.Of.Sizes),
        Step.Error s => Of(s.Of.Y, s.Of.Slopes, s.Of.Sizes, s.End.Y1, s.End.Tolerances),
        Step.Gather s => Of(s.X),
        Step.Turn s => Of(s.X),
        Step.LaneOuterSum s => Of(s.Y),
        Step.RowSum => [],
        Step.LaneSum s => Of(s.X),
        _ => null,
    };

    /// <summary>What is written over as a whole.</summary>
    public static IReadOnlyList<Extent> Writes(Step step) => step switch
    {
        Step.Unary s => Of(s.To),
        Step.Binary s => Of(s.To),
        Step.Select s => Of(s.To),
        Step.Copy s => Of(s.To),
        Step.Clear s => Of(s.To),
        Step.Product s => Of(s.To),
        Step.PackedProduct s => Of(s.Of.To),
        Step.Stage s => Of(s.To),
        Step.Error s => Of(s.To),
        _ => [],
    };

    private static Extent[] Of(params ReadOnlySpan<Place> places)
    {
        var extents = new Extent[places.Length];
        for (var i = 0; i < places.Length; i++) extents[i] = new(places[i].Start, places[i].Length);
        return extents;
    }
}
