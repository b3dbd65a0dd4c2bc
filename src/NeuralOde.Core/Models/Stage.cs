using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Models;

/// <summary>One part of a model: rows of features go in, rows of features come out.</summary>
/// <remarks>
/// At first there is one row an example. An <see cref="Ode"/> that hands on at observations makes one row an
/// observation of it; everything else gives as many rows as it takes.
/// </remarks>
public abstract record Stage
{
    private Stage() { }

    /// <summary>A program that is applied to every row by itself.</summary>
    public sealed record Map : Stage
    {
        /// <summary>A stage of a program.</summary>
        /// <param name="name">What messages and model files call it.</param>
        /// <param name="program">
        /// A function of x and of the parameters, which are shared, with one result.
        /// </param>
        /// <param name="layout">The tensors that the parameters are made of.</param>
        /// <exception cref="ArgumentException">The program has other inputs or outputs.</exception>
        public Map(string name, Program program, ParameterLayout layout)
        {
            Misuse.Unless(
                program.Inputs is [{ Shared: false }, { Shared: true }] && program.Outputs.Count == 1,
                $"The map {name} needs a program with the inputs x and parameters (shared), and one output.");
            Misuse.SameLength(program.Inputs[1].Size, layout.Total);
            (Name, Program, Layout) = (name, program, layout);
        }

        /// <inheritdoc/>
        public override string Name { get; }

        /// <summary>The function, with the inputs x [InputFeatures] and θ [Layout.Total, shared].</summary>
        public Program Program { get; }

        /// <inheritdoc/>
        public override ParameterLayout Layout { get; }

        /// <inheritdoc/>
        public override int InputFeatures => Program.Inputs[0].Size;

        /// <inheritdoc/>
        public override int OutputFeatures => Program.Nodes[Program.Outputs[0].Node].Size;

        /// <summary>This map and the next one as one: what is between them need not become rows.</summary>
        /// <exception cref="ArgumentException">The next one takes another number of features.</exception>
        internal Map Then(Map next)
        {
            var (own, all) = (Layout.Total, Layout.Total + next.Layout.Total);
            var program = Trace.Program(
                $"{Program.Name}, {next.Program.Name}",
                [new("x", InputFeatures, Shared: false), new("parameters", all, Shared: true)],
                inputs =>
                {
                    var between = Inline.Of(Program, [inputs[0], Part(inputs[1], 0, own)])[0];
                    return [("y", Inline.Of(next.Program, [between, Part(inputs[1], own, all)])[0])];
                });
            return new($"{Name}, {next.Name}", program, new([.. Layout.Blocks, .. next.Layout.Blocks]));
        }

        private static Expression Part(Expression parameters, int start, int end) =>
            start == end ? Expression.Zero(0) : parameters[start..end];
    }

    /// <summary>An initial value problem: the row that comes in is y0.</summary>
    /// <param name="Field">The vector field.</param>
    /// <param name="Options">How it is solved.</param>
    /// <param name="Adjoint">How cotangents are carried back.</param>
    /// <param name="Span">From where to where it is solved.</param>
    /// <param name="HandsOn">Where its solution becomes rows.</param>
    public sealed record Ode(
        VectorField Field, SolveOptions Options, Adjoint Adjoint, SolveSpan Span, HandsOn HandsOn)
        : Stage
    {
        /// <inheritdoc/>
        public override string Name => "ode";

        /// <inheritdoc/>
        public override ParameterLayout Layout => Field.Layout;

        /// <inheritdoc/>
        public override int InputFeatures => Field.State;

        /// <inheritdoc/>
        public override int OutputFeatures => Field.State;

        /// <summary>
        /// True when it needs one row an example, because it reads the examples' own times or inputs.
        /// </summary>
        public bool ReadsExamples =>
            Span is SolveSpan.OfExample || HandsOn is HandsOn.Observations || Field.Inputs > 0;
    }

    /// <summary>What messages and model files call it.</summary>
    public abstract string Name { get; }

    /// <summary>The tensors of its parameters.</summary>
    public abstract ParameterLayout Layout { get; }

    /// <summary>The number of features of a row that it takes.</summary>
    public abstract int InputFeatures { get; }

    /// <summary>The number of features of a row that it gives.</summary>
    public abstract int OutputFeatures { get; }
}

/// <summary>From where to where an initial value problem is solved; in the unit of the data.</summary>
public abstract record SolveSpan
{
    private SolveSpan() { }

    /// <summary>From each example's start to its last observation.</summary>
    public sealed record OfExample : SolveSpan;

    /// <summary>The same ends for all; T1 may lie before T0.</summary>
    public sealed record Fixed(double T0 = 0, double T1 = 1) : SolveSpan;
}

/// <summary>Where a solution becomes rows for the next stage.</summary>
public enum HandsOn
{
    /// <summary>At the end of the span: one row for each row that came in.</summary>
    End,

    /// <summary>At each observation of the example: one row an observation.</summary>
    Observations,
}
