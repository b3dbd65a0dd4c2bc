using System.Numerics;
using NeuralOde.Core.Solving;

namespace NeuralOde.Core.Adjoints;

/// <summary>The coefficients of a method in the order in which its reversal reads them: by columns.</summary>
/// <typeparam name="T">The element type of the state.</typeparam>
internal sealed class ReverseCoefficients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _columns;
    private readonly T[][] _columnsOfY1;

    public ReverseCoefficients(StepCoefficients<T> forward)
    {
        Stages = forward.Stages;
        StagesOfY1 = Stages;
        while (forward.B[StagesOfY1 - 1] == T.Zero) StagesOfY1--;
        _columns = Columns(forward, Stages);
        _columnsOfY1 = Columns(forward, StagesOfY1);
    }

    /// <summary>The number of stages.</summary>
    public int Stages { get; }

    /// <summary>
    /// The number of stages without the last ones, which only observations inside of the step depend on.
    /// </summary>
    public int StagesOfY1 { get; }

    /// <summary>
    /// The weights of slope i in the later ones of so many stages, and then in y1; shape [stages − i].
    /// </summary>
    public ReadOnlySpan<T> Column(int i, int stages) => stages == Stages ? _columns[i] : _columnsOfY1[i];

    private static T[][] Columns(StepCoefficients<T> forward, int stages)
    {
        var columns = new T[stages][];
        for (var i = 0; i < stages; i++)
        {
            columns[i] = new T[stages - i];
            for (var j = i + 1; j < stages; j++) columns[i][j - i - 1] = forward.A(j)[i];
            columns[i][^1] = forward.B[i];
        }

        return columns;
    }
}
