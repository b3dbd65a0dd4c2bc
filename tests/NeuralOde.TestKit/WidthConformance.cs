using System.Globalization;
using System.Runtime.Intrinsics;
using Xunit;

namespace NeuralOde.TestKit;

/// <summary>That the vectors are as wide as whoever started the tests expects: equal bits prove little if the
/// setting that narrows the vectors had no effect.</summary>
public abstract class WidthConformance
{
    private const string Variable = "NEURALODE_EXPECTED_WIDTH";

    /// <summary>
    /// The width of the vectors that the machine carries out, in bits; 64 is one number at a time.
    /// </summary>
    protected static int Width =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128 : 64;

    [Fact]
    public void The_vectors_have_the_width_that_is_expected()
    {
        var expected = Environment.GetEnvironmentVariable(Variable)
            ?? Width.ToString(CultureInfo.InvariantCulture);

        Assert.Equal(expected, Width.ToString(CultureInfo.InvariantCulture));
    }
}
