using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>The steps of operations on images.</summary>
internal sealed partial class PlanCompiler
{
    private readonly Dictionary<(int Weights, ConvolutionSize Size, bool IsTransposed), Place> _panels = [];

    private void EmitWindows(int index, Place[] from, List<Step> steps) => steps.Add(
        Program.Nodes[index].Operation switch
        {
            Operation.Convolution(var size) => new Step.Convolution(
                Filter(index, size, false), from[1], from.Length > 2 ? from[2] : default, New(index)),
            Operation.TransposedConvolution(var size) => new Step.Convolution(
                Filter(index, size, true), from[1], default, New(index)),
            Operation.ConvolutionOuter(var size) =>
                new Step.ConvolutionOuter(size, from[0], from[1], New(index)),
            Operation.Pool pool => new Step.Pool(pool, from[0], from[^1], New(index)),
            var operation => throw Unreachable.Case(operation),
        });

    private void EmitSum(LaneSum sum, ConvolutionSize size)
    {
        var sums = new Place(_outputs[sum.Output].Start + sum.Start, size.Weights, 1);
        var all = new LaneConvolution(size, _lanes);
        var scratch = Take(all.Scratch, true);
        _run.Add(new Step.ConvolutionSum(all, _places[sum.X], _places[sum.Y], new(sums, scratch)));
        _arena.Return(scratch.Start);
    }

    /// <summary>
    /// Packs the weights that all lanes share when a plan is bound; images that they share are rare, and
    /// read the weights as they are.
    /// </summary>
    private void PackFilters()
    {
        for (var node = 0; node < Program.Nodes.Count; node++)
        {
            var (operation, arguments) = (Program.Nodes[node].Operation, Program.Nodes[node].Arguments);
            if (_demand.LastUse[node] < 0 || _demand.IsShared[node]) continue;
            if (operation is Operation.Convolution(var size)) Pack(arguments[0], size, false);
            if (operation is Operation.TransposedConvolution(var back)) Pack(arguments[0], back, true);
        }
    }

    private void Pack(int weights, ConvolutionSize size, bool isTransposed)
    {
        if (!_demand.IsShared[weights] || _panels.ContainsKey((weights, size, isTransposed))) return;
        var panels = _panels[(weights, size, isTransposed)] = Take(size.Weights, true);
        _bind.Add(new Step.Pack(size, isTransposed, _places[weights], panels));
    }

    private FilterPlace Filter(int index, ConvolutionSize size, bool isTransposed)
    {
        var weights = Program.Nodes[index].Arguments[0];
        var panels = _panels.GetValueOrDefault((weights, size, isTransposed));
        return new(size, isTransposed, _places[weights], panels);
    }
}
