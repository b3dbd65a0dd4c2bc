using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace NeuralOde.Cluster.Akka.Letters;

/// <summary>Stands where the engine would take JSON with names of types in it: what has no codec of its own
/// is neither written nor read.</summary>
internal sealed class RefusingSerializer : Serializer
{
    /// <summary>One for a system, made by the engine.</summary>
    /// <param name="system">The system.</param>
    /// <param name="settings">Those of the JSON that it stands for.</param>
    public RefusingSerializer(ExtendedActorSystem system, Config settings)
        : base(system) => _ = settings;

    /// <inheritdoc/>
    public override int Identifier => 1;

    /// <inheritdoc/>
    public override bool IncludeManifest => false;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => throw Refusal($"A {obj.GetType()} has no codec");

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, Type type) =>
        throw Refusal($"{bytes.Length} bytes came as JSON");

    private static SerializationException Refusal(string what) =>
        new($"{what}, and JSON is refused between nodes.");
}
