namespace NeuralOde.Core.Programs.Plans;

/// <summary>The sums over lanes that gradients of parameters are.</summary>
internal sealed partial class PlanCompiler
{
    /// <summary>
    /// Outer sums of one lane alone are made when so many runs were gathered: fewer would spend their time reading and
    /// writing the sums, more would not stay in the nearest cache.
    /// </summary>
    private const int FewestRows = 32;

    /// <summary>But if one factor has so few features, sums are added at once in less time than is gathered.</summary>
    private const int FewFeatures = 4;

    /// <summary>Sums of so many entries are joined: fewer stay in the nearest cache.</summary>
    private const int FewestSumsToJoin = 4096;

    /// <summary>Sums in panels can wait for ever to be moved; but their lanes are counted.</summary>
    private const int MostRows = 1 << 30;

    private readonly bool _gathers;
    private readonly int _gatheredRows;
    private readonly Dictionary<int, PanelPlace> _gathered = [];
    private readonly Dictionary<(Place To, int Rows), PanelPlace> _sums = [];
    private readonly HashSet<int> _isGathered = [];
    private readonly Dictionary<int, int> _rowsOf = [];
    private readonly List<Step> _sum = [];

    /// <summary>Sums that can wait to the end of an evaluation, or of several: their factors stay.</summary>
    private readonly List<Step> _late = [];

    private int Rows => _sum.Count == 0 ? 0 : _gathers ? _gatheredRows : MostRows;

    private bool IsWide(LaneSum sum) =>
        sum is { X: >= 0, Convolution: null } && Math.Min(SizeOf(sum.X), SizeOf(sum.Y)) > FewFeatures;

    /// <summary>
    /// Room for a sum, or for the rows that it is made of. Of outer sums over a tile only one factor is turned, and the
    /// sums stand in panels, and so do those that one lane alone adds at once.
    /// </summary>
    private void TakeSums(LaneSum sum, Place one)
    {
        if (_lanes == 1 && !_gathers)
        {
            foreach (var (_, _, to, rows) in AtOnce(sum, one)) TakeSums(to, rows);
        }
        else if (sum.X >= 0)
        {
            TakeRows(sum.X);
            if (_gathers) TakeRows(sum.Y);
            else TakeSums(To(sum), SizeOf(sum.Y));
        }
    }

    private void TakeRows(int node)
    {
        if (_gathered.ContainsKey(node)) return;
        _gathered.Add(node, TakePanels(SizeOf(node), _gathers ? _gatheredRows : _joined * _lanes));
    }

    /// <summary>Panels for sums: those of one matrix stand in the same, however many there are.</summary>
    private void TakeSums(Place to, int rows)
    {
        if (_sums.ContainsKey((to, rows))) return;
        var panels = TakePanels(to.Length / rows, rows);
        _sums.Add((to, rows), panels);
        _sum.Add(new Step.MoveSums(panels, to));
    }

    private void Emit(LaneSum sum, Place one)
    {
        var (x, y, to) = (sum.X, sum.Y, To(sum));
        if (sum.Convolution is { } convolution)
        {
            EmitSum(sum, convolution);
        }
        else if (_lanes == 1 && !_gathers)
        {
            foreach (var (many, few, part, rows) in AtOnce(sum, one))
            {
                var features = Whole(many);
                var steps = Demand.IsKeptForSums(features.Features) ? _late : _run;
                steps.Add(new Step.LaneOuterSum(
                    new(features.Start, features.Features, Rows: 1), few, new(1, 1, 0), _sums[(part, rows)]));
            }
        }
        else if (x < 0 && !_gathered.ContainsKey(y))
        {
            _run.Add(new Step.LaneSum(_places[y], _lanes, to));
        }
        else if (_gathers)
        {
            Gather(y);
            if (x >= 0) Gather(x);
            // The rows of all evaluations are summed together.
            if (_rowsOf[y] > 0) return;
            _sum.Add(x < 0
                ? new Step.RowSum(_gathered[y], to)
                : new Step.OuterSum(_gathered[x], _gathered[y], to));
        }
        else
        {
            var turned = x < 0 ? y : x;
            Gather(turned);
            var runs = _rowsOf[turned] + 1;
            (_joined > 1 ? _late : _run).Add(x < 0
                ? new Step.RowSum(_gathered[y], to, runs)
                : LaneOuterSum(_gathered[x], y, runs, _sums[(to, SizeOf(y))]));
        }
    }

    /// <summary>
    /// A sum of one lane alone as sums of many features times few, each in panels that have a row for each of the few.
    /// If the many are the columns of a matrix, each of its rows is such a sum.
    /// </summary>
    private IEnumerable<(int Many, Place Few, Place To, int Rows)> AtOnce(LaneSum sum, Place one)
    {
        var (x, y, to) = (sum.X, sum.Y, To(sum));
        if (x < 0) return [(y, one, to, 1)];
        var columns = SizeOf(y);
        return columns <= FewFeatures
            ? [(x, _places[y], to, columns)]
            : Enumerable.Range(0, SizeOf(x)).Select(row =>
                (y, _places[x].Slice(row, 1), to.Slice(row * columns, columns), 1));
    }

    /// <summary>Where a sum is added.</summary>
    private Place To(LaneSum sum)
    {
        var size = (sum.X < 0 ? 1 : SizeOf(sum.X)) * SizeOf(sum.Y);
        return new(_outputs[sum.Output].Start + sum.Start, size, 1);
    }

    /// <summary>Makes rows of a factor, once an evaluation.</summary>
    private void Gather(int node)
    {
        if (!_isGathered.Add(node)) return;
        var row = _rowsOf[node] = _rowsOf.GetValueOrDefault(node, -1) + 1;
        _run.Add(_gathers
            ? new Step.Gather(_places[node], _gathered[node], row)
            : new Step.Turn(_places[node], _gathered[node], row * _lanes));
    }

    private int SizeOf(int node) => Program.Nodes[node].Size;
}
