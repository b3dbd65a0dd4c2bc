using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Wire;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>A small fixed gradient, by whose bits a processor or a build that computes others is known.</summary>
public static class ProgramProbe
{
    private const int Examples = 6;

    /// <summary>What this program is on this machine.</summary>
    public static ProgramIdentity Identity { get; } = new(Build, (ulong)Bits<double>() << 32 | Bits<float>());

    private static string Build => typeof(ProgramProbe).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static uint Bits<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var model = Model.Of(Stages.Block(
            VectorField.Mlp(2, [5], Activation.Tanh, Time.Appended), new SolveOptions { RelativeTolerance = 1e-4 }));
        var features = new T[2 * Examples];
        for (var i = 0; i < features.Length; i++) features[i] = T.CreateChecked(new Seed(1).Uniform((ulong)i));
        var examples = ExampleSets.OneTarget<T>(features, 2, [.. Enumerable.Reverse(features)], 2);
        var start = new T[model.Layout.Total];
        for (var i = 0; i < start.Length; i++) start[i] = T.CreateChecked(new Seed(2).Uniform((ulong)i) - 0.5);
        var gradient = new T[start.Length];
        _ = new MicroBatchWorkspace<T>(model, new Loss.MeanSquared())
            .Gradient(examples, [.. Enumerable.Range(0, Examples)], start, gradient);
        return Checksum.Of(MemoryMarshal.AsBytes<T>(gradient));
    }
}
