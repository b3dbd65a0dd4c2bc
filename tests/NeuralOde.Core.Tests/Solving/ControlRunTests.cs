using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;
using NeuralOde.Numerics.Lanes;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Core.Tests.Solving;

/// <summary>Steps judged by code that was written at run time, against the kernels: the same bits at every width.</summary>
public sealed class ControlRunTests
{
    private const int Lanes = 24;

    private static readonly EndBounds Bounds = new(Maximum: 0.9, Stretch: 1.01, Halve: 2);

    public static TheoryData<bool> Looks => [true, false];

    [Theory, MemberData(nameof(Looks))]
    public void Written_code_does_as_the_kernels_do(bool looksAtAll)
    {
        foreach (var controller in (StepSizeController.Adaptive[])[
            StepSizeController.I, StepSizeController.PI, StepSizeController.PID])
        {
            var law = new ControlLaw(controller, 5);
            var expected = Taken(new(law, Bounds, looksAtAll, lanes: 1));

            foreach (var width in (int[])[128, 256, 512])
            {
                var run = new ControlRun(law, Bounds, looksAtAll, Lanes);
                foreach (var loop in run.Loops) _ = loop.Written<double>(width);
                SameBits.Assert(expected, Taken(run));
            }
        }
    }

    /// <summary>The rows behind a step, and then where the next one ends.</summary>
    private static double[] Taken(ControlRun run)
    {
        var rows = Filled();
        run.Judge(new(rows, Lanes), Lanes);
        run.Choose(new(rows, Lanes), Lanes);
        return rows;
    }

    /// <summary>Steps of all kinds: far too large and too small, perfect, no numbers, landing, idle.</summary>
    private static double[] Filled()
    {
        var values = new double[StepRows.Count * Lanes];
        for (var i = 0; i < values.Length; i++) values[i] = new Seed(7).Uniform((ulong)i);
        var rows = new StepRows(values, Lanes);
        double[] squares =
        [
            0, 1e-310, 1e-12, 0.25, 1, 1.5, 1e6, double.NaN, double.PositiveInfinity,
        ];
        for (var lane = 0; lane < Lanes; lane++)
        {
            rows[StepRow.Square][lane] = squares[lane % squares.Length];
            rows[StepRow.Running][lane] = lane % 7 == 0 ? 0 : 1;
            rows[StepRow.Budget][lane] = lane % 5 == 0 ? 1 : 100;
            if (lane % 3 == 0) rows[StepRow.Landing][lane] = rows[StepRow.End][lane];
            if (lane % 4 == 0) rows[StepRow.Observation][lane] = double.NaN;
            if (lane % 2 == 0) rows[StepRow.Floor][lane] = 0;
        }

        return values;
    }
}
