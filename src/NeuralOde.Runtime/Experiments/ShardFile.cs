using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NeuralOde.Actors.Mail;
using NeuralOde.Core.Data;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>A shard as bytes, the same on every machine: a safetensors file.</summary>
public static class ShardFile
{
    private const string Training = "training.";
    private const string Validation = "validation.";
    private const string Offsets = "offsets";

    /// <summary>The bytes of a shard.</summary>
    public static byte[] Write(ShardExamples<double> shard) =>
        new Safetensors([.. Tensors(Training, shard.Training), .. Tensors(Validation, shard.Validation)], []).Write();

    /// <summary>The shard that bytes are, where data has the shape of this.</summary>
    /// <param name="name">The shard, for messages.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="shape">The features of the data.</param>
    public static Result<ShardExamples<double>, DataError> Read(
        string name, ReadOnlySpan<byte> bytes, DataShape shape) =>
        from file in Safetensors.Read(name, bytes)
        from training in Examples(file, name, Training, shape)
        from validation in Examples(file, name, Validation, shape)
        select new ShardExamples<double>(training, validation);

    /// <summary>What tells a shard from others before it is read.</summary>
    public static ShardRef RefOf(ReadOnlySpan<byte> bytes) =>
        new(bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    private static IEnumerable<NamedArray> Tensors(string prefix, Examples<double> examples)
    {
        yield return new(prefix + Offsets, new(
            ElementType.Int32, [examples.TimeOffsets.Count],
            ValueArray.Of(MemoryMarshal.AsBytes(examples.TimeOffsets.AsSpan()))));
        foreach (var (name, values) in new[]
        {
            ("features", examples.Features), ("exogenous", examples.Exogenous), ("t0", examples.T0),
            ("times", examples.Times), ("targets", examples.Targets), ("weights", examples.Weights),
        })
        {
            yield return new(
                prefix + name, NumberArray.Of([values.Count], FlatVector.Of(values.AsSpan())));
        }
    }

    private static Result<Examples<double>, DataError> Examples(
        Safetensors file, string name, string prefix, DataShape shape) =>
        from offsets in file.Tensor(name, prefix + Offsets)
        from features in file.Tensor(name, prefix + "features")
        from exogenous in file.Tensor(name, prefix + "exogenous")
        from t0 in file.Tensor(name, prefix + "t0")
        from times in file.Tensor(name, prefix + "times")
        from targets in file.Tensor(name, prefix + "targets")
        from weights in file.Tensor(name, prefix + "weights")
        select new Examples<double>
        {
            InputFeatures = shape.InputFeatures,
            TargetFeatures = shape.TargetFeatures,
            ExogenousFeatures = t0.Count == 0 ? 0 : exogenous.Count / t0.Count,
            TimeOffsets = ValueArray.Of(MemoryMarshal.Cast<byte, int>(offsets.Bytes.AsSpan())),
            Features = Numbers(features),
            Exogenous = Numbers(exogenous),
            T0 = Numbers(t0),
            Times = Numbers(times),
            Targets = Numbers(targets),
            Weights = Numbers(weights),
        }.Checked();

    private static ValueArray<double> Numbers(NumberArray array) => [.. array.ToArray<double>()];
}
