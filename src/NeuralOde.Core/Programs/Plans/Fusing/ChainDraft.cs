namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>
/// A chain that grows by steps. It never changes: a step that does not fit leaves the draft before it.
/// </summary>
/// <remarks>
/// A row that was written is taken from its register. What overlaps otherwise cannot be told lane by lane,
/// and ends the chain: so no lane reads what another one has overwritten already.
/// </remarks>
internal sealed partial class ChainDraft
{
    /// <summary>A step of up to so many features is written out, a longer one is walked through.</summary>
    private const int MostFeaturesWrittenOut = 16;

    /// <summary>
    /// So many entries of a matrix are written out; more rows or columns than a few are walked through.
    /// </summary>
    private const int MostEntriesWrittenOut = 64;

    /// <summary>The most sums that one product makes in a walk; they are few for their order as well.</summary>
    internal const int FewRowsOrColumns = 8;

    /// <summary>What the compiler of the runtime still keeps well in registers.</summary>
    private const int MostValues = 400;

    private readonly int _lanes;
    private readonly int _features;
    private readonly List<(ChainValue Value, Phase Phase)> _values;
    private readonly Dictionary<Row, int> _known;
    private readonly Dictionary<Row, int> _written;
    private readonly List<Row> _loaded;
    private readonly List<Extent> _stale;

    public ChainDraft(int lanes)
    {
        (_lanes, _features, _values) = (lanes, 1, []);
        (_known, _written, _loaded, _stale) = ([], [], [], []);
    }

    private ChainDraft(ChainDraft other, int features)
    {
        (_lanes, _features, _values) = (other._lanes, features, [.. other._values]);
        (_known, _written) = (new(other._known), new(other._written));
        (_loaded, _stale) = ([.. other._loaded], [.. other._stale]);
    }

    /// <summary>
    /// The draft with a step behind it; null if the step is none for a chain, or not for this one.
    /// </summary>
    public ChainDraft? With(Step step)
    {
        if (step is Step.PackedProduct packed) return With(packed.Of);
        var features = Walked(step);
        if (features is not { } walked) return null;
        if (walked > 1 && _features > 1 && walked != _features) return null;
        var next = new ChainDraft(this, Math.Max(walked, _features));
        return next.Add(step, walked > 1) && next._values.Count <= MostValues ? next : null;
    }

    /// <summary>
    /// The chain that writes those rows which are still needed; null if of a row that was written over in
    /// part the rest is.
    /// </summary>
    public Chain? Finish(Func<Extent, bool> isNeeded)
    {
        var rest = _stale.AsEnumerable();
        foreach (var row in _written.Keys) rest = rest.SelectMany(stale => stale.Without(ExtentOf(row)));
        if (rest.Any(isNeeded)) return null;
        var stores = _written.Where(pair => isNeeded(ExtentOf(pair.Key))).ToArray();
        var live = new bool[_values.Count];
        foreach (var (_, value) in stores) live[value] = true;
        for (var i = _values.Count - 1; i >= 0; i--)
        {
            if (!live[i]) continue;
            foreach (var argument in _values[i].Value.Arguments) live[argument] = true;
        }

        var place = new int[_values.Count];
        var kept = new List<(ChainValue, Phase)>();
        for (var i = 0; i < _values.Count; i++)
        {
            place[i] = kept.Count;
            if (live[i]) kept.Add((_values[i].Value.Moved(place), _values[i].Phase));
        }

        return new(
            _features, _lanes, [.. kept], [.. stores.Select(store => (place[store.Value], store.Key))]);
    }

    /// <summary>
    /// The number of features that a step is walked through by, 1 if it is written out; null for none.
    /// </summary>
    private int? Walked(Step step) => step switch
    {
        Step.Unary s => Walked(s.To, s.X),
        Step.Binary s => Walked(s.To, s.X, s.Y),
        Step.Select s => Walked(s.To, s.Condition, s.Then, s.Otherwise),
        Step.Copy s => Walked(s.To, s.X),
        Step.Stage s => Walked(s.To, s.Of.Y),
        Step.Error s when s.Of.Y.Features <= MostFeaturesWrittenOut => Walked(s.To, s.Of.Y),
        Step.Clear s => Walked(s.To),
        Step.Product s when !AreLanes(s.To, s.X, s.W.Entries) || !AreLanes(s.Bias) => null,
        Step.Product { W: var w } when w.Rows * w.Columns <= MostEntriesWrittenOut => 1,
        Step.Product { W: var w } when w.Columns <= FewRowsOrColumns => w.Rows,
        Step.Product { W: var w } when w.Rows <= FewRowsOrColumns => w.Columns,
        _ => null,
    };

    private int? Walked(Place to, params ReadOnlySpan<Place> from) =>
        to.Lanes != _lanes || !AreLanes(from) ? null
        : to.Features <= MostFeaturesWrittenOut ? 1
        : to.Features;

    private bool AreLanes(params ReadOnlySpan<Place> places)
    {
        foreach (var place in places)
        {
            if (place.Length > 0 && !place.IsShared && place.Lanes != _lanes) return false;
        }

        return true;
    }

    private Extent ExtentOf(Row row) => row.Extent(row.Stride > 0 ? _features : 1, _lanes);
}
