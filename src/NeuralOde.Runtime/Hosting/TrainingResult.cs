using System.Security.Cryptography;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Hosting;

/// <summary>What a training gives.</summary>
/// <param name="Progress">How far it came: the parameters, the best ones, and what the optimiser
/// remembers.</param>
/// <param name="Ending">Why it ended.</param>
/// <param name="History">What happened since it was started or resumed.</param>
/// <param name="Elapsed">How long that took.</param>
public sealed record TrainingResult(
    Progress Progress, Ending Ending, TrainingHistory History, TimeSpan Elapsed)
{
    /// <summary>The best parameters by validation, or the newest where nothing was validated; shape
    /// [parameters].</summary>
    public FlatVector Best =>
        Progress.Stopping.BestVersion < 0 ? Progress.Parameters : Progress.BestParameters;

    /// <summary>The SHA-256 of the newest parameters as little-endian bytes, in lower-case hexadecimal
    /// digits.</summary>
    public string ParametersSha256 =>
        Convert.ToHexStringLower(SHA256.HashData(Progress.Parameters.ToBytes()));
}
