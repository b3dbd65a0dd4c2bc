using NeuralOde.Core.Solving;
using Xunit;

namespace NeuralOde.Core.Tests.Solving;

public sealed class DetestTests
{
    // The error per step is held below 1e-10; over 20 units of time the orbits of D and the pendulum of E3 let it grow
    // by up to four decades, the others by less than two.
    [Theory]
    [MemberData(nameof(DetestProblem.Names), MemberType = typeof(DetestProblem))]
    public void A_tight_solve_meets_the_reference(string name)
    {
        var problem = DetestProblem.Named(name);
        var allowed = name[0] is 'D' or 'E' ? 1e-6 : 1e-8;

        foreach (var method in (Method[])[Methods.Dopri5, Methods.Tsit5])
        {
            var options = new SolveOptions { Method = method, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-10 };
            var solution = Solve.Run(
                InitialValueProblem<double>.Of(problem.Field, [.. problem.Y0], 0, 20), [], options);

            Assert.True(solution.IsComplete, string.Concat(solution.Failures));
            Assert.All(
                solution.Lanes[0].Final.Zip(problem.Y20), pair => Assert.Equal(pair.Second, pair.First, allowed));
        }
    }
}
