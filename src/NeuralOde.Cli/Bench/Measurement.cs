using System.Text.Json.Nodes;

namespace NeuralOde.Cli.Bench;

/// <summary>One number that a benchmark found.</summary>
/// <param name="Bench">The benchmark.</param>
/// <param name="Metric">What was measured; a name of <see cref="Metric"/>.</param>
/// <param name="Value">How much it is.</param>
/// <param name="Config">In which setting.</param>
internal sealed record Measurement(string Bench, string Metric, double Value, JsonObject Config)
{
    /// <summary>One line of JSON; a number that is not finite becomes null.</summary>
    public string ToJson() => new JsonObject
    {
        ["bench"] = Bench,
        ["metric"] = Metric,
        ["value"] = double.IsFinite(Value) ? Value : null,
        ["config"] = Config.DeepClone(),
    }.ToJsonString();
}

/// <summary>The names of what is measured.</summary>
internal static class Metric
{
    /// <summary>Fused multiply-adds of one core, as two operations each; 10⁹ a second.</summary>
    public const string PeakGflops = "peakGflops";

    /// <summary>The median of the warm runs.</summary>
    public const string Seconds = "seconds";

    /// <summary>The first run, with compiling plans and code.</summary>
    public const string SecondsFirst = "secondsFirst";

    /// <summary>A process, from its start to its end.</summary>
    public const string SecondsProcess = "secondsProcess";

    /// <summary>A process, from its start to the first step of training.</summary>
    public const string SecondsToFirstStep = "secondsToFirstStep";

    /// <summary>Operations in products of matrices, per second, as part of what all threads' cores could do.</summary>
    public const string PercentOfPeak = "percentOfPeak";

    /// <summary>Wall time by steps tried, rejected ones included.</summary>
    public const string NsPerLaneStep = "nsPerLaneStep";

    /// <summary>Wall time by evaluations and pullbacks of the field.</summary>
    public const string NsPerLaneEvaluation = "nsPerLaneEvaluation";

    /// <summary>Wall time by numbers written.</summary>
    public const string NsPerElement = "nsPerElement";

    /// <summary>Numbers written; 10⁹ a second.</summary>
    public const string GigaPerSecond = "gigaPerSecond";

    /// <summary>The largest error, in units of the last place of the exact value.</summary>
    public const string MaximumUlps = "maximumUlps";

    /// <summary>Wall time of one thread by that of all.</summary>
    public const string Speedup = "speedup";

    /// <summary>Time of a traced field by that of a loop written by hand.</summary>
    public const string TimesHandWritten = "timesHandWritten";

    /// <summary>Evaluations of the field of all examples together, in forward solves.</summary>
    public const string Nfe = "nfe";

    /// <summary>Evaluations of the field on the way back.</summary>
    public const string NfeBackward = "nfeBackward";

    /// <summary>Pullbacks of the field on the way back.</summary>
    public const string Nvjp = "nvjp";

    /// <summary>The loss behind the last step of training.</summary>
    public const string FinalLoss = "finalLoss";

    /// <summary>The sum of the entries of y(t1) over all examples.</summary>
    public const string SumY = "sumY";

    /// <summary>The sum of the entries of dL/dθ.</summary>
    public const string SumGradient = "sumGradient";

    /// <summary>Bytes allocated by a step of training, or by a solve of the batch, behind the warm-up.</summary>
    public const string BytesAllocated = "bytesAllocated";

    /// <summary>The part of <see cref="BytesAllocated"/> that solve, loss and adjoint allocate.</summary>
    public const string BytesAllocatedInGradient = "bytesAllocatedInGradient";

    /// <summary>The memory that the workspaces of a solve keep from run to run.</summary>
    public const string BytesRetained = "bytesRetained";

    /// <summary>The part of it that was kept for the way back.</summary>
    public const string BytesHeld = "bytesHeld";

    /// <summary>Examples whose solve failed.</summary>
    public const string Failed = "failed";

    /// <summary>Evaluations that lanes carry out, those of lanes that wait or stand idle included.</summary>
    public const string LaneEvaluations = "laneEvaluations";

    /// <summary>The part of the lanes' evaluations that refilling makes unnecessary; 0 to 1.</summary>
    public const string EvaluationsSaved = "evaluationsSaved";

    /// <summary>The lanes' evaluations without refilling, by those with it.</summary>
    public const string TimesRefilled = "timesRefilled";

    /// <summary>The time of a step by that of all workers being busy all the time with the same work.</summary>
    public const string MakespanOverIdeal = "makespanOverIdeal";

    /// <summary>The share of a step in which a worker did not solve; the most of all workers.</summary>
    public const string IdleShare = "idleShare";

    /// <summary>The units that were answered for a step.</summary>
    public const string UnitsOfStep = "unitsOfStep";

    /// <summary>From the start of a worker's process until it asks the broker for runs.</summary>
    public const string MsToWaiting = "msToWaiting";

    /// <summary>From the start of a worker's process until it begins to solve its first unit.</summary>
    public const string MsToFirstUnit = "msToFirstUnit";

    /// <summary>The versions that were completed between the joining of a worker and its first unit.</summary>
    public const string VersionsWaited = "versionsWaited";

    /// <summary>From the beginning to a loss of twice that at which synchronous training ends.</summary>
    public const string SecondsToLoss = "secondsToLoss";

    /// <summary>The most versions between what a gradient is based on and what it was applied to.</summary>
    public const string GreatestStaleness = "greatestStaleness";

    /// <summary>The examples whose gradients were not applied at all.</summary>
    public const string Dropped = "dropped";

    /// <summary>Examples that are trained on.</summary>
    public const string ExamplesPerSecond = "examplesPerSecond";

    /// <summary>The share of the time from version to version in which workers did not solve.</summary>
    public const string OutsideSolving = "outsideSolving";

    /// <summary>From one version to the next; in milliseconds.</summary>
    public const string StepMs = "stepMs";

    /// <summary>The same by the model of costs.</summary>
    public const string StepMsOfModel = "stepMsOfModel";

    /// <summary>How far the model is from what was measured.</summary>
    public const string PercentOff = "percentOff";

    /// <summary>The units of a step by the model of costs.</summary>
    public const string UnitsOfModel = "unitsOfModel";

    /// <summary>The way of a short letter over the broker; in milliseconds.</summary>
    public const string LetterMs = "letterMs";

    /// <summary>How fast the broker takes letters in; bytes a millisecond.</summary>
    public const string BytesPerMsIn = "bytesPerMsIn";

    /// <summary>How fast the broker gives letters out; bytes a millisecond.</summary>
    public const string BytesPerMsOut = "bytesPerMsOut";

    /// <summary>What the server needs for an answer beside its bytes; in milliseconds.</summary>
    public const string AnswerMs = "answerMs";

    /// <summary>What is added to that for each worker; in milliseconds.</summary>
    public const string AnswerMsPerWorker = "answerMsPerWorker";

    /// <summary>What the server needs at the beginning of a version to deal to a worker; in milliseconds.</summary>
    public const string DealMsPerWorker = "dealMsPerWorker";

    /// <summary>What the server needs to read and add a byte of a sum; in milliseconds.</summary>
    public const string ByteMs = "byteMs";

    /// <summary>What a worker needs to write a byte of a sum; in milliseconds.</summary>
    public const string WriteByteMs = "writeByteMs";

    /// <summary>How long all cores together are busy to carry a byte between processes; in milliseconds.</summary>
    public const string CarryByteMs = "carryByteMs";

    /// <summary>What the server needs to step and publish a parameter; in milliseconds.</summary>
    public const string ParameterMs = "parameterMs";
}
