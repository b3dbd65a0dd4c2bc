using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs;

/// <summary>A net of convolutions from an image to one of the same size, as a vector field needs it.</summary>
/// <param name="Image">What goes in and comes out.</param>
/// <param name="Hidden">The numbers of channels between the convolutions; may be empty.</param>
/// <param name="Window">The rows and columns of every window; odd, so that height and width stay.</param>
/// <param name="Activation">
/// The function between the convolutions; with groups also in front of the first one.
/// </param>
/// <remarks>
/// With <see cref="Time.Appended"/> the time is one more channel of what each convolution reads. Source: the
/// ODE-Net of Chen and others, Neural ordinary differential equations, NeurIPS 2018, section 3.
/// </remarks>
public sealed record ConvolutionalNet(Image Image, ValueArray<int> Hidden, int Window, Activation Activation)
{
    /// <summary>Whether the convolutions see the time.</summary>
    public Time Time { get; init; }

    /// <summary>
    /// The groups of a group norm before, between and behind the convolutions; 0 for none.
    /// </summary>
    public int Groups { get; init; }

    /// <summary>
    /// True to start with a last convolution of zeros, so that the net gives zero before training.
    /// </summary>
    public bool StartsAtZero { get; init; }

    /// <summary>
    /// The tensors <c>0.weight</c>, <c>0.bias</c>, <c>1.weight</c> and so on, with the time <c>0.time</c> behind
    /// <c>0.bias</c>; with groups first <c>norm.0.scale</c> and <c>norm.0.shift</c>, and so for each
    /// convolution and behind the last one.
    /// </summary>
    public ParameterLayout Layout => new([.. Parts.SelectMany(part => part.Blocks)]);

    private int Convolutions => Hidden.Count + 1;

    private IEnumerable<Part> Parts
    {
        get
        {
            for (var i = 0; i < Convolutions; i++)
            {
                if (Groups > 0) yield return Norm(i);
                yield return Convolution(i);
            }

            if (Groups > 0) yield return Norm(Convolutions);
        }
    }

    /// <summary>The field dy/dt = net(t, y).</summary>
    /// <exception cref="ArgumentException">
    /// The window is even, or channels do not fall into the groups.
    /// </exception>
    public VectorField Field() => VectorField.Define(Image.Features, Layout, Apply);

    /// <summary>The net's value; in the shape of the image.</summary>
    /// <param name="t">The time; size 1.</param>
    /// <param name="x">Shape [channels, height, width].</param>
    /// <param name="parameters">All tensors of <see cref="Layout"/> in order.</param>
    /// <exception cref="ArgumentException">A size does not fit.</exception>
    public Expression Apply(Expression t, Expression x, Expression parameters)
    {
        Misuse.Unless(
            Window % 2 == 1, $"A window of {Window} pixels changes the size of the image: take an odd one.");
        var (value, start) = (x, 0);
        foreach (var part in Parts)
        {
            value = part.Apply(t, value, parameters[start..(start + part.Total)]);
            start += part.Total;
        }

        return value;
    }

    /// <summary>
    /// The number of channels in front of a convolution; behind the last one that of the image.
    /// </summary>
    private int Channels(int convolution) =>
        convolution == 0 || convolution == Convolutions ? Image.Channels : Hidden[convolution - 1];

    private Part Norm(int place)
    {
        var norm = new NormLayer(new(Image with { Channels = Channels(place) }, Groups));
        return new(norm.Blocks($"norm.{place}."), (_, x, parameters) => norm.Apply(x, parameters));
    }

    private Part Convolution(int place)
    {
        var seen = Image with { Channels = Channels(place) };
        var layer = new ConvolutionLayer(
            new(new(seen, new(Window, Window, 1, Window / 2)), Channels(place + 1)))
        {
            Time = Time,
            StartsAtZero = StartsAtZero && place == Convolutions - 1,
        };
        return new(
            layer.Blocks($"{place}."), (t, x, parameters) => layer.Apply(t, Seen(place, x), parameters));
    }

    private Expression Seen(int convolution, Expression x) =>
        Groups > 0 || convolution > 0 ? Symbolic.Apply(Activation, x) : x;

    /// <summary>A step of the net and its tensors.</summary>
    private sealed record Part(
        IReadOnlyList<ParameterBlock> Blocks, Func<Expression, Expression, Expression, Expression> Apply)
    {
        public int Total => Blocks.Sum(block => block.Size);
    }
}
