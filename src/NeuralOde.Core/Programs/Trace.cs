using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs;

/// <summary>Turns a C# function of expressions into a program.</summary>
public static class Trace
{
    /// <summary>Calls the function once on symbolic inputs and keeps what its results depend on.</summary>
    /// <param name="name">What messages call the program.</param>
    /// <param name="inputs">What it is a function of, in order.</param>
    /// <param name="function">Gives named results for the inputs.</param>
    /// <exception cref="ArgumentException">
    /// Sizes do not fit, or an expression belongs to another trace.
    /// </exception>
    public static Program Program(
        string name,
        ReadOnlySpan<ProgramInput> inputs,
        Func<IReadOnlyList<Expression>, IReadOnlyList<(string Name, Expression Value)>> function)
    {
        Expression[] symbols = [.. inputs.ToArray().Select((input, i) => Expression.Input(i, input.Size))];
        var table = new NodeTable(symbols);
        ProgramOutput[] outputs =
            [.. function(symbols).Select(result => new ProgramOutput(result.Name, table.Place(result.Value), false))];
        return new Program(name, ValueArray.Of(inputs), table.Nodes, ValueArray.Of<ProgramOutput>(outputs));
    }

    /// <summary>The nodes so far: equal operations on equal arguments have one place.</summary>
    private sealed class NodeTable(IReadOnlyList<Expression> symbols)
    {
        private readonly List<Node> _nodes = [];
        private readonly Dictionary<Node, int> _known = [];
        private readonly Dictionary<Expression, int> _placed = new(ReferenceEqualityComparer.Instance);

        public ValueArray<Node> Nodes => [.. _nodes];

        /// <summary>
        /// The index of an expression's node; arguments first, without recursion, for chains may be long.
        /// </summary>
        public int Place(Expression root)
        {
            var open = new Stack<Expression>([root]);
            while (open.TryPeek(out var next))
            {
                var missing =
                    next.Arguments.Where(argument => !_placed.ContainsKey(argument)).Reverse().ToArray();
                foreach (var argument in missing) open.Push(argument);
                if (missing.Length > 0) continue;
                _placed[next] = Index(next);
                _ = open.Pop();
            }

            return _placed[root];
        }

        private int Index(Expression expression)
        {
            Misuse.Unless(
                expression.Operation is not Operation.Input || symbols.Contains(expression),
                "An expression of another trace was used: pass it as an input of this program.");
            var node = new Node(
                expression.Operation, [.. expression.Arguments.Select(argument => _placed[argument])], expression.Size);
            if (_known.TryGetValue(node, out var known)) return known;
            _nodes.Add(node);
            _known.Add(node, _nodes.Count - 1);
            return _nodes.Count - 1;
        }
    }
}
