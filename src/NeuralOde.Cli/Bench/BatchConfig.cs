using System.Text.Json.Nodes;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench;

/// <summary>The setting of a solve, as it stands beside its measurements.</summary>
internal static class BatchConfig
{
    /// <summary>What every solve has.</summary>
    public static JsonObject Of<T>(BatchPlan plan, BenchRequest request)
        where T : unmanaged
    {
        var config = new JsonObject
        {
            ["dtype"] = Dtype.Of<T>(),
            ["threads"] = plan.Threads,
            ["method"] = plan.Options.Method.Name,
            ["rtol"] = plan.Options.RelativeTolerance,
            ["atol"] = plan.Options.AbsoluteTolerance,
            ["microBatch"] = plan.MicroBatch,
            ["repeats"] = request.Repeats,
            ["pass"] = plan.PullsBack ? "gradient" : "forward",
        };
        if (plan.PullsBack) config["adjoint"] = NameOf(plan.Adjoint);
        return config;
    }

    /// <summary>The name of an adjoint, as the option takes it.</summary>
    public static string NameOf(Adjoint adjoint) => adjoint switch
    {
        Adjoint.Discrete => "discrete",
        Adjoint.Checkpointed => "checkpointed",
        Adjoint.Backsolve => "backsolve",
        _ => throw Unreachable.Case(adjoint),
    };
}
