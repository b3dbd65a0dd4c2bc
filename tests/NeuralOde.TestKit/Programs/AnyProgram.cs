using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.TestKit.Programs;

/// <summary>Random programs in which every operation occurs, with values that stay moderate.</summary>
/// <remarks>The inputs are x [m], y [n] and the shared θ [n·m], which is also used as a matrix.</remarks>
public static class AnyProgram
{
    private const int LargestSize = 5;
    private const int MostSteps = 16;

    /// <summary>Programs with one or two outputs.</summary>
    public static Gen<Program> Gen { get; } =
        FsCheck.Fluent.Gen.Choose(0, int.MaxValue).Select(number => From(new Seed((ulong)number)));

    /// <summary>Programs together with a seed for numbers to feed them.</summary>
    public static Arbitrary<(Program Program, Seed Seed)> WithSeed { get; } =
        (from program in Gen
         from number in FsCheck.Fluent.Gen.Choose(0, int.MaxValue)
         select (program, new Seed((ulong)number))).ToArbitrary();

    /// <summary>The program that a seed stands for.</summary>
    public static Program From(Seed seed)
    {
        var m = 1 + Draw(seed, 0, LargestSize);
        var n = 1 + Draw(seed, 1, LargestSize);
        return Trace.Program(
            $"random program {seed.Value}",
            [
                new ProgramInput("x", m, Shared: false),
                new ProgramInput("y", n, Shared: false),
                new ProgramInput("parameters", m * n, Shared: true),
            ],
            inputs => Grow(seed, inputs));
    }

    /// <summary>Numbers in [−1, 1] for vectors of these sizes.</summary>
    public static double[][] Numbers(Seed seed, IEnumerable<int> sizes) =>
        [.. sizes.Select((size, i) => Numbers(seed.Child((ulong)i), size))];

    private static double[] Numbers(Seed seed, int size) =>
        [.. Enumerable.Range(0, size).Select(i => 2 * seed.Uniform((ulong)i) - 1)];

    private static IReadOnlyList<(string Name, Expression Value)> Grow(
        Seed seed, IReadOnlyList<Expression> inputs)
    {
        var pool = new List<Expression>
        {
            inputs[0],
            inputs[1],
            MatrixVector(inputs[2], inputs[0]),
            TransposedMatrixVector(inputs[2], inputs[1]),
        };
        var steps = 1 + Draw(seed, 2, MostSteps);
        for (var step = 0; step < steps; step++)
        {
            var own = seed.Child((ulong)step);
            pool.Add(Step(Draw(own, 0, StepKinds), pool[Draw(own, 1, pool.Count)], pool[Draw(own, 2, pool.Count)], own));
        }

        return Draw(seed, 3, 2) == 0 ? [("first", pool[^1])] : [("first", pool[^1]), ("second", pool[^2])];
    }

    private const int StepKinds = 44;

    private static Expression Step(int kind, Expression x, Expression other, Seed seed)
    {
        var y = Fitted(other, x.Size);
        return kind switch
        {
            0 => -x,
            1 => Abs(x),
            2 => Sign(x) * y,
            3 => x - Floor(x),
            4 => Sqrt(1 + x * x),
            5 => Exp(Tanh(x)),
            6 => Expm1(Tanh(x)),
            7 => Log(1 + x * x),
            8 => Log1p(x * x),
            9 => Sin(x),
            10 => Cos(x),
            11 => Tan(0.5 * Tanh(x)),
            12 => Sinh(Tanh(x)),
            13 => Cosh(Tanh(x)),
            14 => Tanh(x),
            15 => Sigmoid(x),
            16 => x + y,
            17 => x - y,
            18 => Tanh(x) * Sin(y),
            19 => x / (1 + y * y),
            20 => Pow(1 + x * x, Tanh(y)),
            21 => Min(x, y),
            22 => Max(x, y),
            23 => If(Less(x, y), Sin(x), y),
            24 => If(LessOrEqual(x, 0), x * 0.5, Cos(y)),
            25 => If(Equal(x, y), x, Tanh(y)),
            26 => Tanh(Affine(Sin(Outer(y, x)), x, y)),
            27 => TransposedMatrixVector(Sin(Outer(x, y)), Tanh(x)),
            28 => Tanh(Outer(x[0..Math.Min(2, x.Size)], y[0..Math.Min(2, y.Size)])),
            29 => Sum(Tanh(x)),
            30 => Dot(Sin(x), Tanh(y)),
            31 => Broadcast(Sin(x[0]), 1 + Draw(seed, 3, LargestSize)),
            32 => x[Draw(seed, 3, x.Size)..],
            33 => Pad(Sin(x), Draw(seed, 3, 2), x.Size + 1),
            34 => Vector(Tanh(x), y[0]),
            35 => Convolved(Sin(x), other, seed),
            36 => Tanh(Convolved(x, x, seed)),
            37 => MaxPool(x, AnyWindows.Over(x.Size, seed)),
            38 => AveragePool(Sin(x), AnyWindows.Over(x.Size, seed)),
            39 => Normalised(x, y),
            40 => Transposed(x, other, seed),
            41 => Correlated(x, other, seed),
            42 => AccurateTanh(x),
            _ => x * Constants(Numbers(seed, x.Size)) + y[^1],
        };
    }

    /// <summary>A convolution whose weights are cut or repeated from a vector.</summary>
    private static Expression Convolved(Expression x, Expression weights, Seed seed)
    {
        var size = new ConvolutionSize(AnyWindows.Over(x.Size, seed), 1 + Draw(seed, 6, 3));
        return Convolve(Fitted(Tanh(weights), size.Weights), x, Fitted(Sin(weights), size.Channels), size);
    }

    private static Expression Transposed(Expression x, Expression weights, Seed seed)
    {
        var size = new ConvolutionSize(AnyWindows.Over(x.Size, seed), 1 + Draw(seed, 6, 3));
        return TransposedConvolve(
            Fitted(Tanh(weights), size.Weights), Fitted(Sin(weights), size.Result.Features), size);
    }

    private static Expression Correlated(Expression x, Expression y, Seed seed)
    {
        var size = new ConvolutionSize(AnyWindows.Over(x.Size, seed), 1 + Draw(seed, 6, 2));
        return Tanh(ConvolutionOuter(Fitted(y, size.Result.Features), x, size));
    }

    private static Expression Normalised(Expression x, Expression y) => x.Size % 2 == 0
        ? GroupNorm(x, y[..2], y[^2..], new(new(2, x.Size / 2, 1), 2, Epsilon: 0.5))
        : GroupNorm(x, y[0], y[^1], new(new(1, 1, x.Size), 1, Epsilon: 0.5));

    /// <summary>The vector cut or repeated to a size.</summary>
    private static Expression Fitted(Expression x, int size) =>
        x.Size >= size ? x[..size] : Broadcast(x[0], size);

    private static int Draw(Seed seed, ulong index, int below) => (int)(seed.Bits(index) % (ulong)below);
}
