using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs;

/// <summary>A differentiable function of one lane as data: an immutable graph of operations.</summary>
/// <param name="Name">What an error message calls it.</param>
/// <param name="Inputs">What it is a function of, in order.</param>
/// <param name="Nodes">The operations; the arguments of a node stand before it.</param>
/// <param name="Outputs">What it gives, in order.</param>
public sealed record Program(
    string Name, ValueArray<ProgramInput> Inputs, ValueArray<Node> Nodes, ValueArray<ProgramOutput> Outputs);

/// <summary>One argument of a program.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Size">The number of features.</param>
/// <param name="Shared">True when all lanes see the same values, as with parameters.</param>
public sealed record ProgramInput(string Name, int Size, bool Shared);

/// <summary>One result of a program.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Node">The index of the node that gives it.</param>
/// <param name="SummedOverLanes">
/// True when running adds the sum over all lanes to an accumulator, as with the cotangent of a shared input.
/// </param>
public sealed record ProgramOutput(string Name, int Node, bool SummedOverLanes);

/// <summary>One operation with the nodes that it reads.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Arguments">
/// The indices of the nodes it is done to; all are smaller than the node's own.
/// </param>
/// <param name="Size">The number of features of its result.</param>
public sealed record Node(Operation Operation, ValueArray<int> Arguments, int Size);
