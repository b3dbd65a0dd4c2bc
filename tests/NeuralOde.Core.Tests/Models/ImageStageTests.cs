using System.Numerics;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;
using Xunit;
using static NeuralOde.Core.Tests.Models.ImageProblems;

namespace NeuralOde.Core.Tests.Models;

public sealed class ImageStageTests
{
    private static readonly int[] All = [0, 1, 2, 3, 4];

    private static readonly Examples<double> Images = Five<double>();

    [Fact]
    public void The_gradient_of_a_convolutional_model_is_that_of_central_differences()
    {
        var theta = Classifier.Start(new Seed(2), Precision.Double).AsSpan<double>().ToArray();
        var workspace = new MicroBatchWorkspace<double>(Classifier, new Loss.CrossEntropy());
        var gradient = new double[theta.Length];

        _ = workspace.Gradient(Images, All, theta, gradient);

        for (var seed = 3UL; seed < 13; seed++)
        {
            // Along random directions of length near 10: third derivatives times step² are near 1e-8.
            double[] direction = [.. Numbers(theta.Length, seed)];
            var slope = (LossAt(direction, 1e-6) - LossAt(direction, -1e-6)) / 2e-6;
            var product = direction.Zip(gradient, (d, g) => d * g).Sum();
            Assert.Equal(slope, product, 1e-6 * Math.Max(1, Math.Abs(slope)));
        }

        double LossAt(double[] direction, double step) => workspace.Evaluate(
            Images, All, theta.Zip(direction, (value, change) => value + step * change).ToArray()).Loss;
    }

    [Fact]
    public void Single_precision_gives_the_gradient_of_double()
    {
        var (wide, narrow) = (GradientOf<double>(), GradientOf<float>());

        // 24 bits, lost over four steps, a dozen layers and five examples.
        var scale = wide.Max(Math.Abs);
        Assert.InRange(scale, 0.01, 100);
        Assert.All(wide.Zip(narrow), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * scale));

        static double[] GradientOf<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            // Drawn in single precision, so that both compute with the same numbers.
            var theta = Classifier.Start(new Seed(2), Precision.Single).AsSpan<float>().ToArray();
            var gradient = new T[theta.Length];
            _ = new MicroBatchWorkspace<T>(Classifier, new Loss.CrossEntropy())
                .Gradient(Five<float>().To<T>(), All, [.. theta.Select(T.CreateChecked)], gradient);
            return [.. gradient.Select(double.CreateChecked)];
        }
    }

    [Fact]
    public void The_gradient_of_a_convolutional_model_allocates_nothing()
    {
        var theta = Classifier.Start(new Seed(2), Precision.Double).AsSpan<double>().ToArray();
        var workspace = new MicroBatchWorkspace<double>(Classifier, new Loss.CrossEntropy());
        var gradient = new double[theta.Length];
        for (var i = 0; i < 3; i++) _ = workspace.Gradient(Images, All, theta, gradient);

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = workspace.Gradient(Images, All, theta, gradient);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Tensors_of_convolutions_have_the_shapes_of_their_filters() => Assert.Equal(
        [
            "0.conv.weight [4, 1, 3, 3]", "0.conv.bias [4]", "1.ode.norm.0.scale [4]", "1.ode.norm.0.shift [4]",
            "1.ode.0.weight [6, 4, 3, 3]", "1.ode.0.bias [6]", "1.ode.0.time [6, 1, 3, 3]",
            "1.ode.norm.1.scale [6]", "1.ode.norm.1.shift [6]",
            "1.ode.1.weight [4, 6, 3, 3]", "1.ode.1.bias [4]", "1.ode.1.time [4, 1, 3, 3]", "1.ode.norm.2.scale [4]", "1.ode.norm.2.shift [4]",
            "2.groupNorm.scale [4]", "2.groupNorm.shift [4]", "6.dense.0.weight [3, 4]", "6.dense.0.bias [3]",
        ],
        Classifier.Layout.Blocks.Select(block => $"{block.Name} [{string.Join(", ", block.Shape)}]"));

    [Fact]
    public void A_field_that_starts_at_zero_stands_still()
    {
        var net = new ConvolutionalNet(Stem.Result, [3], 3, Activation.Relu) { StartsAtZero = true };
        var theta = Model.Of(Stages.Block(net.Field(), Frozen)).Start(new Seed(1), Precision.Double);
        double[] image = [.. Numbers(Stem.Result.Features, 4)];

        var solution = Solve.Run(
            InitialValueProblem<double>.Of(net.Field(), [.. image], 0, 1, 1), theta.AsSpan<double>(), Frozen);

        Assert.Equal(image, solution.Lanes[0].Values);
    }

    [Fact]
    public void A_window_that_changes_the_image_is_no_field() => Assert.Contains(
        "take an odd one",
        Assert.Throws<ArgumentException>(
            () => new ConvolutionalNet(Stem.Result, [3], 2, Activation.Relu).Field()).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_normalised_group_has_mean_0_and_variance_1()
    {
        var image = new Image(4, 2, 3);
        var program = Trace.Program(
            "norm", [new("x", image.Features, Shared: false)],
            inputs => [("y", Symbolic.GroupNorm(
                inputs[0], Symbolic.Constants(1, 1, 1, 1), Symbolic.Constants(0, 0, 0, 0), new(image, 2, 1e-12)))]);

        var normal = TestKit.Programs.NaiveInterpreter.Run(program, [.. Numbers(image.Features, 8)])[0];

        Assert.All([normal[..12], normal[12..]], group =>
        {
            Assert.Equal(0, group.Average(), 1e-14);
            Assert.Equal(1, group.Average(value => value * value), 1e-10);
        });
    }
}
