using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.TestKit.Programs;

/// <summary>Random windows on random images.</summary>
public static class AnyWindows
{
    /// <summary>Windows on an image with this many features.</summary>
    public static WindowGrid Over(int features, Seed seed)
    {
        var channels = Divisor(features, seed.Bits(101));
        var height = Divisor(features / channels, seed.Bits(102));
        return On(new(channels, height, features / channels / height), seed);
    }

    /// <summary>Windows on an image.</summary>
    public static WindowGrid On(Image image, Seed seed)
    {
        var padding = Draw(seed, 103, 2);
        var (height, width) = (Length(image.Height, 104), Length(image.Width, 105));
        return new(image, new(height, width, 1 + Draw(seed, 106, 2), padding));

        int Length(int size, ulong index) => Math.Min(size + padding, 1 + padding + Draw(seed, index, 3));
    }

    private static int Divisor(int size, ulong bits)
    {
        int[] divisors = [.. Enumerable.Range(1, size).Where(divisor => size % divisor == 0)];
        return divisors[(int)(bits % (ulong)divisors.Length)];
    }

    private static int Draw(Seed seed, ulong index, int below) => (int)(seed.Bits(index) % (ulong)below);
}
