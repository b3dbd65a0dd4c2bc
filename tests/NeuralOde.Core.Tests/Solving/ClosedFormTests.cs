using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Solving;

public sealed class ClosedFormTests
{
    [Theory]
    [MemberData(nameof(AllMethods.Adaptive), MemberType = typeof(AllMethods))]
    public void Solutions_meet_closed_forms_in_double(string method) => Meet<double>(method, 1e-6, 2e-4);

    [Theory]
    [MemberData(nameof(AllMethods.Adaptive), MemberType = typeof(AllMethods))]
    public void Solutions_meet_closed_forms_in_float(string method) => Meet<float>(method, 1e-4, 1e-2);

    // The allowed relative error is a hundred tolerances: what is allowed in each of
    // some dozens of steps may add up.
    private static void Meet<T>(string method, double tolerance, double allowed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var options = new SolveOptions
        {
            Method = AllMethods.Named(method),
            RelativeTolerance = tolerance,
            AbsoluteTolerance = tolerance,
            MaximumSteps = 100_000,
        };
        foreach (var (field, t0, t1, solution) in Problems)
        {
            var solved = Solved<T>.Of(field, options, new ProblemBatch<T>
            {
                Examples = 1,
                Y0 = [T.CreateTruncating(solution(t0))],
                T0 = [t0],
                T1 = [t1],
            });

            var expected = solution(t1);
            Assert.Equal(OutcomeCode.Finished, solved.Lanes[0].Code);
            Assert.Equal(expected, double.CreateTruncating(solved.Final[0]), allowed * Math.Abs(expected));
        }
    }

    // Source: the test problems of the founding texts.
    private static (VectorField Field, double T0, double T1, Func<double, double> Solution)[] Problems =>
    [
        (VectorField.Define(1, 0, (t, y, _) => 0.2 + Pow(y - (0.2 * t + 3), 5)), 0, 8, t => 0.2 * t + 3),
        (VectorField.Define(1, 0, (t, y, _) => 2 * y / t + Pow(t, 4) * Sin(2 * t) - t * t + 4 * t * t * t), 1, 8, Sine),
        (VectorField.Define(1, 0, (t, y, _) => t + 2 * t * y), 0, 2, t => (Math.Exp(t * t) - 1) / 2),
    ];

    private static double Sine(double t) =>
        -t * t * t * t * Math.Cos(2 * t) / 2 + t * t * t * Math.Sin(2 * t) / 2 + t * t * Math.Cos(2 * t) / 4
        - t * t * t + 2 * t * t * t * t + (Math.PI - 0.25) * t * t;
}
