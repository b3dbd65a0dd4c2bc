using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>The products of matrices.</summary>
internal sealed partial class PlanCompiler
{
    private readonly Dictionary<(MatrixPlace W, Place Bias), PanelPlace> _packed = [];

    /// <summary>
    /// Packs the matrices that all lanes share, and makes room for sums. Both outlive a run, so they have their places
    /// before any buffer of lanes is given back.
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

        foreach (var sum in _demand.Sums.Where(sum => sum.Convolution is null)) TakeSums(sum, one);
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
