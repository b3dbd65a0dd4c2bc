using System.Collections.Immutable;
using NeuralOde.Core.Programs.Plans.Fusing;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>Evaluations of a tile whose sums over lanes are made together.</summary>
internal sealed partial class PlanCompiler
{
    private readonly int _joined;
    private readonly Dictionary<int, Place> _kept = [];

    /// <summary>
    /// Compiles some evaluations that are done one after the other, and then their sums: so the sums are read and
    /// written once for all of them. The order of the terms stays what it is.
    /// </summary>
    /// <remarks>
    /// A tile needs room for this: its factors have no place of their own that stays. They get it at equal distances,
    /// for one sum goes over the lanes of all evaluations. One lane alone (<see cref="CompileMany"/>) has its few
    /// factors to the end in any case, wherever they are: its sums only have to stand side by side, and are one call.
    /// </remarks>
    /// <returns>The plan of the first evaluation, and all of them in its memory; one, if joining is no use.</returns>
    public static (PlanLayout Layout, ImmutableArray<Evaluation> Evaluations) CompileJoined(
        Program program, int lanes, int granule, int evaluations)
    {
        var compiler = new PlanCompiler(program, lanes, granule, evaluations);
        if (evaluations == 1 || !compiler.CanJoin())
        {
            var alone = Compile(program, lanes, granule).Fused();
            return (alone, [new(alone.Inputs, alone.Outputs, [], alone.Run, [])]);
        }

        var one = compiler.EmitShared();
        compiler.KeepFactors();
        ImmutableArray<Evaluation> all = [.. Enumerable.Range(0, evaluations).Select(_ => compiler.Next(one))];
        return (compiler.Layout(all[0]), all);
    }

    /// <summary>
    /// True for matrices that are not small, for which it pays, of which each has one sum, for else the order of the
    /// terms would change.
    /// </summary>
    private bool CanJoin() =>
        _demand.Sums.Any(sum => sum is { X: >= 0, Convolution: null }
            && SizeOf(sum.X) * SizeOf(sum.Y) >= FewestSumsToJoin)
        && _demand.Sums.GroupBy(sum => (sum.Output, sum.Start)).All(sums => sums.Count() == 1);

    /// <summary>Room for the factors of outer sums that are read where they stand, for each evaluation.</summary>
    private void KeepFactors()
    {
        foreach (var sum in _demand.Sums.Where(sum => sum is { X: >= 0, Convolution: null }))
        {
            var owner = _demand.Owner[sum.Y];
            if (_demand.IsShared[owner] || _kept.ContainsKey(owner)) continue;
            var place = new Place(0, SizeOf(owner), _lanes);
            _kept.Add(owner, place with { Start = _arena.Take(_joined * place.Length) });
        }
    }

    private Evaluation Next(Place one)
    {
        _handedOn.Clear();
        _isGathered.Clear();
        foreach (var (node, place) in _kept)
        {
            if (Program.Nodes[node].Operation is Operation.Input(var input)) _inputs[input] = place;
        }

        Emit(0, Program.Nodes.Count, one);
        PlaceOutputs();

        Extent[] read = [.. _outputs.Concat(_kept.Values).Select(place => new Extent(place.Start, place.Length))];
        foreach (var (node, place) in _kept.ToArray())
        {
            _kept[node] = place with { Start = place.Start + place.Length };
        }

        return new([.. _inputs], [.. _outputs], [], Fusion.Of(Taken(_run), read, _lanes), Taken(_late));
    }

    /// <summary>A sum over the lanes of so many evaluations, of which this is the last.</summary>
    private Step.LaneOuterSum LaneOuterSum(PanelPlace x, int y, int runs, PanelPlace sums)
    {
        var (place, owner) = (_places[y], _demand.Owner[y]);
        var apart = _kept.GetValueOrDefault(owner).Length;
        var first = place with { Start = place.Start - (runs - 1) * apart };
        return new(x, first, new(runs, _lanes, apart), sums);
    }
}
