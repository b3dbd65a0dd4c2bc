using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>Turns a program into steps on one memory.</summary>
internal sealed partial class PlanCompiler
{
    private readonly Demand _demand;
    private readonly int _lanes;
    private readonly int _granule;
    private readonly Arena _arena = new();
    private readonly Place[] _inputs;
    private readonly Place[] _outputs;
    private readonly Place[] _places;
    private readonly ILookup<int, int> _deaths;
    private readonly HashSet<int> _handedOn = [];
    private readonly List<Fill> _fills = [];
    private readonly List<Step> _bind = [];
    private readonly List<Step> _run = [];

    private PlanCompiler(Program program, int lanes, int granule, int evaluations = 1)
    {
        _joined = lanes == 1 ? 1 : evaluations;
        _demand = Demand.Of(program);
        _gatheredRows = Math.Max(evaluations, FewestRows);
        _gathers = lanes == 1 && _demand.Sums.Any(IsWide);
        _deaths = Enumerable.Range(0, program.Nodes.Count).ToLookup(node => _demand.LastUse[node]);
        _lanes = lanes;
        _granule = granule;
        _places = new Place[program.Nodes.Count];
        _inputs = [.. program.Inputs.Select(input => Take(input.Size, input.Shared))];
        _outputs = [.. program.Outputs.Select(output =>
            output.SummedOverLanes ? Take(program.Nodes[output.Node].Size, true) : default)];
    }

    private Program Program => _demand.Program;

    /// <summary>Compiles for so many lanes, of which a granule fills 64 bytes.</summary>
    public static PlanLayout Compile(Program program, int lanes, int granule)
    {
        var compiler = new PlanCompiler(program, lanes, granule);
        return compiler.Layout(compiler.Compile(before: 0, evaluations: 1)[0]);
    }

    private PlanLayout Layout(Evaluation evaluation) => new(
        Program, _lanes, _arena.Length, evaluation.Inputs, evaluation.Outputs, [.. _fills], [.. _bind],
        [.. evaluation.Before, .. evaluation.Behind, .. evaluation.Sums], [.. _sum], Rows);

    /// <summary>
    /// What is shared outlives every run, so it must have its place before any buffer of lanes is given back.
    /// </summary>
    /// <returns>The place of 1.</returns>
    private Place EmitShared()
    {
        var one = Constant([1.0]);
        for (var node = 0; node < Program.Nodes.Count; node++)
        {
            if (_demand.LastUse[node] >= 0 && _demand.IsShared[node]) Emit(node, one);
        }

        PackFilters();
        PackMatrices(one);
        return one;
    }

    /// <summary>Some of the nodes of an evaluation, and the sums over lanes that they complete.</summary>
    private void Emit(int first, int end, Place one)
    {
        for (var node = first; node < end; node++)
        {
            if (_demand.LastUse[node] >= 0 && !_demand.IsShared[node]) Emit(node, one);
            Release(2 * node);
            foreach (var sum in _demand.Sums.Where(sum => sum.Turn == 2 * node + 1)) Emit(sum, one);
            Release(2 * node + 1);
        }
    }

    private void Emit(int index, Place one)
    {
        var node = Program.Nodes[index];
        var steps = _demand.IsShared[index] ? _bind : _run;
        var from = node.Arguments.Select(argument => _places[argument]).ToArray();
        var sizes = node.Arguments.Select(argument => Program.Nodes[argument].Size).ToArray();
        switch (node.Operation)
        {
            case Operation.Input(var input):
                _places[index] = _inputs[input];
                break;
            case Operation.Constant(var values):
                _places[index] = Constant(values);
                break;
            case Operation.Slice(var start, var length):
                _places[index] = from[0].Slice(start, length);
                break;
            case Operation.Broadcast:
                _places[index] = from[0];
                break;
            case Operation.Unary(var function):
                steps.Add(new Step.Unary(function, from[0], To(index, from)));
                break;
            case Operation.Binary(var function):
                steps.Add(new Step.Binary(function, from[0], from[1], To(index, from)));
                break;
            case Operation.Select:
                steps.Add(new Step.Select(from[0], from[1], from[2], To(index, from)));
                break;
            case Operation.MatrixVector or Operation.TransposedMatrixVector or Operation.Sum or Operation.Dot:
                Multiply(index, one);
                break;
            case Operation.Outer:
                var outer = New(index);
                for (var i = 0; i < sizes[0]; i++)
                {
                    var row = new Place(outer.Start + i * sizes[1] * outer.Lanes, sizes[1], outer.Lanes);
                    steps.Add(new Step.Binary(BinaryFunction.Multiply, from[0].Slice(i, 1), from[1], row));
                }

                break;
            case Operation.Pad(var start, _):
                var padded = New(index);
                steps.Add(new Step.Clear(padded));
                steps.Add(new Step.Copy(from[0], padded.Slice(start, sizes[0])));
                break;
            case Operation.Concatenate:
                var (all, at) = (New(index), 0);
                for (var i = 0; i < from.Length; at += sizes[i++])
                {
                    steps.Add(new Step.Copy(from[i], all.Slice(at, sizes[i])));
                }

                break;
            case Operation.Convolution or Operation.TransposedConvolution or Operation.ConvolutionOuter
                or Operation.Pool:
                EmitWindows(index, from, steps);
                break;
            default:
                throw Unreachable.Case(node.Operation);
        }
    }

    /// <summary>A node's place with all of its features, alive to the end.</summary>
    private Place Whole(int node)
    {
        var (place, size) = (_places[node], Program.Nodes[node].Size);
        if (!_demand.IsShared[node] && place.Features == size) return place;
        var whole = Take(size, false);
        _run.Add(new Step.Copy(place, whole));
        return whole;
    }

    /// <summary>
    /// Room for an elementwise result: one feature if its arguments have one, and an
    /// argument's buffer if that dies.
    /// </summary>
    private Place To(int index, Place[] from)
    {
        var size = from.All(place => place.Features == 1) ? 1 : Program.Nodes[index].Size;
        var place = new Place(0, size, _demand.IsShared[index] ? 1 : _lanes);
        foreach (var argument in Program.Nodes[index].Arguments)
        {
            if (_places[argument].Length != place.Length || !CanHandOn(argument, index)) continue;
            _ = _handedOn.Add(argument);
            return _places[index] = place with { Start = _places[argument].Start };
        }

        return _places[index] = Take(index, size);
    }

    /// <summary>Gives back the buffers that no later turn needs.</summary>
    private void Release(int turn)
    {
        foreach (var node in _deaths[turn].Where(IsBuffer)) _arena.Return(_places[node].Start);
    }

    /// <summary>True when a node has a buffer of lanes of its own.</summary>
    private bool IsBuffer(int node) =>
        !_demand.IsShared[node]
        && _demand.Owner[node] == node
        && Program.Nodes[node].Operation is not Operation.Input
        && !_kept.ContainsKey(node)
        && !_handedOn.Contains(node);

    /// <summary>
    /// True when a node may write over an argument: it dies then, and no other argument is a part of it. A node that is
    /// kept has room of its own.
    /// </summary>
    private bool CanHandOn(int argument, int index) =>
        !_kept.ContainsKey(index)
        && IsBuffer(argument)
        && _demand.LastUse[argument] == 2 * index
        && Program.Nodes[index].Arguments.All(other => other == argument || _demand.Owner[other] != argument);

    private Place New(int index) => _places[index] = Take(index, Program.Nodes[index].Size);

    /// <summary>Room for so many features of a node.</summary>
    private Place Take(int index, int features) => _kept.TryGetValue(index, out var place)
        ? place with { Features = features }
        : Take(features, _demand.IsShared[index]);

    private Place Take(int size, bool shared)
    {
        var lanes = shared ? 1 : _lanes;
        return new(_arena.Take(size * lanes), size, lanes);
    }

    private Place Constant(ValueArray<double> values)
    {
        var size = values.Select(BitConverter.DoubleToInt64Bits).Distinct().Count() == 1 ? 1 : values.Count;
        var place = Take(size, true);
        _fills.Add(new(place, values));
        return place;
    }
}
