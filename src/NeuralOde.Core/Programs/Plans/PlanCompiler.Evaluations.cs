using System.Collections.Immutable;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>Evaluations that stand side by side.</summary>
internal sealed partial class PlanCompiler
{
    /// <summary>
    /// Compiles several evaluations of one lane. What does not wait for the last input stands before all that does, so
    /// that it can be done for all of them together; the rest is to be done from the last to the first.
    /// </summary>
    /// <returns>The plan of one evaluation, and all of them in its memory.</returns>
    public static (PlanLayout Layout, ImmutableArray<Evaluation> Evaluations) CompileMany(
        Program program, int granule, int evaluations)
    {
        var (deferred, before) = LastInput.Deferred(program);
        var compiler = new PlanCompiler(deferred, lanes: 1, granule, evaluations);
        var all = compiler.Compile(before, evaluations);
        return (compiler.Layout(all[0]), all);
    }

    private ImmutableArray<Evaluation> Compile(int before, int evaluations)
    {
        var one = EmitShared();
        var drafts = new Draft[evaluations];
        for (var i = 0; i < evaluations; i++) drafts[i] = Begin(i, before, one);
        var all = new Evaluation[evaluations];
        for (var i = evaluations - 1; i >= 0; i--) all[i] = End(drafts[i], before, one);
        return [.. all];
    }

    private Draft Begin(int evaluation, int before, Place one)
    {
        _handedOn.Clear();
        for (var i = 0; i < _inputs.Length && evaluation > 0; i++)
        {
            var input = Program.Inputs[i];
            if (!input.Shared) _inputs[i] = Take(input.Size, false);
        }

        Emit(0, before, one);
        return new([.. _inputs], [.. _places], [.. _handedOn], [.. Taken(_run), .. Taken(_late)]);
    }

    private Evaluation End(Draft draft, int before, Place one)
    {
        draft.Inputs.CopyTo(_inputs);
        draft.Places.CopyTo(_places);
        _handedOn.Clear();
        _handedOn.UnionWith(draft.HandedOn);
        _isGathered.Clear();
        Emit(before, Program.Nodes.Count, one);
        PlaceOutputs();
        return new(draft.Inputs, [.. _outputs], draft.Steps, Taken(_run), Taken(_late));
    }

    private void PlaceOutputs()
    {
        for (var i = 0; i < _outputs.Length; i++)
        {
            if (!Program.Outputs[i].SummedOverLanes) _outputs[i] = Whole(Program.Outputs[i].Node);
        }
    }

    /// <summary>What was emitted since it was taken last.</summary>
    private static ImmutableArray<Step> Taken(List<Step> emitted)
    {
        ImmutableArray<Step> steps = [.. emitted];
        emitted.Clear();
        return steps;
    }

    /// <summary>An evaluation that waits for its last input.</summary>
    private sealed record Draft(
        ImmutableArray<Place> Inputs,
        ImmutableArray<Place> Places,
        ImmutableArray<int> HandedOn,
        ImmutableArray<Step> Steps);
}
