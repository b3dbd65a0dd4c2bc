using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>The products of matrices, and the sums over lanes that their gradients are.</summary>
internal sealed partial class PlanCompiler
{
    /// <summary>
    /// Outer sums of one lane alone are made when so many runs were gathered: fewer would spend their time reading and
    /// writing the sums, more would not stay in the nearest cache.
    /// </summary>
    private const int FewestRows = 32;

    /// <summary>Sums of tiles can wait for ever to be moved; but their lanes are counted.</summary>
    private const int MostRows = 1 << 30;

    private readonly Dictionary<(MatrixPlace W, Place Bias), PanelPlace> _packed = [];
    private readonly Dictionary<int, PanelPlace> _gathered = [];
    private readonly Dictionary<(Place To, int Rows), PanelPlace> _sums = [];
    private readonly HashSet<int> _isGathered = [];
    private readonly Dictionary<int, int> _rowsOf = [];
    private readonly List<Step> _sum = [];

    private int Rows => _gathered.Count == 0 ? 0 : _lanes == 1 ? _gatheredRows : MostRows;

    /// <summary>
    /// Packs the matrices that all lanes share, and makes room for what is gathered. Both outlive a run, so they have
    /// their places before any buffer of lanes is given back.
    /// </summary>
    private void PackMatrices(Place one)
    {
        for (var node = 0; node < Program.Nodes.Count; node++)
        {
            if (_demand.LastUse[node] < 0 || _demand.IsShared[node] || !IsProduct(node) || !IsPacked(node)) continue;
            var key = Packing(node, one);
            if (_packed.ContainsKey(key)) continue;
            var panels = TakePanels(key.W.Rows, key.W.Columns + 1);
            _packed.Add(key, panels);
            _bind.Add(new Step.PackMatrix(key.W, key.Bias, panels));
        }

        foreach (var sum in _demand.Sums.Where(sum => sum is { X: >= 0, Convolution: null })) TakeFactors(sum);
    }

    /// <summary>
    /// Room for the factors of an outer sum as rows. Of tiles only the first is turned, and the sums stand in panels:
    /// those of one matrix in the same, however many there are.
    /// </summary>
    private void TakeFactors(LaneSum sum)
    {
        var (x, y) = (Program.Nodes[sum.X].Size, Program.Nodes[sum.Y].Size);
        var rows = _lanes == 1 ? _gatheredRows : _lanes;
        if (!_gathered.ContainsKey(sum.X)) _gathered.Add(sum.X, TakePanels(x, rows));
        if (_lanes == 1)
        {
            if (!_gathered.ContainsKey(sum.Y)) _gathered.Add(sum.Y, TakePanels(y, rows));
            return;
        }

        var to = To(sum);
        if (!_sums.TryAdd((to, x), default)) return;
        _sums[(to, x)] = TakePanels(x, y);
        _sum.Add(new Step.MoveSums(_sums[(to, x)], to));
    }

    private void Multiply(int index, Place one)
    {
        var steps = _demand.IsShared[index] ? _bind : _run;
        var (w, x, bias) = Factors(index, one);
        var to = New(index);
        if (!IsPacked(index))
        {
            steps.Add(new Step.Product(w, x, bias, to));
            return;
        }

        var key = Packing(index, one);
        var goesOn = key.Bias != bias;
        if (goesOn) steps.Add(new Step.Copy(bias, to));
        steps.Add(new Step.PackedProduct(_packed[key], new(w, x, goesOn ? to : bias, to), goesOn));
    }

    private void Emit(LaneSum sum)
    {
        if (sum.Convolution is { } convolution)
        {
            EmitSum(sum, convolution);
            return;
        }

        var to = To(sum);
        if (sum.X < 0 && !_gathered.ContainsKey(sum.Y))
        {
            _run.Add(new Step.LaneSum(_places[sum.Y], _lanes, to));
            return;
        }

        var (x, y) = (sum.X, sum.Y);
        Gather(x < 0 ? y : x);
        if (_lanes == 1 && x >= 0) Gather(y);
        // The rows of all evaluations are summed together.
        if (_lanes == 1 && _rowsOf[y] > 0) return;
        if (x < 0) (_lanes == 1 ? _sum : _run).Add(new Step.RowSum(_gathered[y], to));
        else if (_lanes == 1) _sum.Add(new Step.OuterSum(_gathered[x], _gathered[y], to));
        else _run.Add(new Step.LaneOuterSum(_gathered[x], _places[y], _sums[(to, _gathered[x].Features)]));
    }

    /// <summary>Where a sum is added.</summary>
    private Place To(LaneSum sum)
    {
        var size = (sum.X < 0 ? 1 : Program.Nodes[sum.X].Size) * Program.Nodes[sum.Y].Size;
        return new(_outputs[sum.Output].Start + sum.Start, size, 1);
    }

    /// <summary>Makes rows of a factor, once an evaluation.</summary>
    private void Gather(int node)
    {
        if (!_isGathered.Add(node)) return;
        if (_lanes > 1)
        {
            _run.Add(new Step.Turn(_places[node], _gathered[node]));
            return;
        }

        var row = _rowsOf[node] = _rowsOf.GetValueOrDefault(node, -1) + 1;
        _run.Add(new Step.Gather(_places[node], _gathered[node], row));
    }

    private bool IsProduct(int node) => Program.Nodes[node].Operation is
        Operation.MatrixVector or Operation.TransposedMatrixVector or Operation.Sum or Operation.Dot;

    /// <summary>True when all lanes share the matrix of a product, but not its vector.</summary>
    private bool IsPacked(int node)
    {
        var arguments = Program.Nodes[node].Arguments;
        return Program.Nodes[node].Operation is Operation.Sum
            ? !_demand.IsShared[node]
            : _demand.IsShared[arguments[0]] && !_demand.IsShared[arguments[1]];
    }

    /// <summary>The matrix of a product and the bias that it is packed with.</summary>
    private (MatrixPlace W, Place Bias) Packing(int node, Place one)
    {
        var (w, _, bias) = Factors(node, one);
        var arguments = Program.Nodes[node].Arguments;
        return (w, arguments.Count > 2 && _demand.IsShared[arguments[2]] ? bias : default);
    }

    /// <summary>What is multiplied, and what the product is added to.</summary>
    private (MatrixPlace W, Place X, Place Bias) Factors(int index, Place one)
    {
        var node = Program.Nodes[index];
        var from = node.Arguments.Select(argument => _places[argument]).ToArray();
        var size = node.Arguments.Max(argument => Program.Nodes[argument].Size);
        return node.Operation switch
        {
            Operation.MatrixVector(var rows, var columns) =>
                (new(from[0], rows, columns, false), from[1], from.Length > 2 ? from[2] : default),
            Operation.TransposedMatrixVector(var rows, var columns) =>
                (new(from[0], columns, rows, true), from[1], default),
            Operation.Sum => (new(one, 1, size, false), from[0], default),
            Operation.Dot => (new(from[0], 1, size, false), from[1], default),
            _ => throw Unreachable.Case(node.Operation),
        };
    }

    private PanelPlace TakePanels(int features, int rows) =>
        new(_arena.Take((features + _granule - 1) / _granule * _granule * rows), features, rows);
}
