namespace NeuralOde.Runtime.Logging;

/// <summary>Every template of the log. A hole is a term of the glossary, with its unit where it has
/// one.</summary>
public static class LogTemplates
{
    /// <summary>A server began to lead the run.</summary>
    public const string RunClaimed =
        "Claimed the run with fence {Fence} at version {Version}; its mode is {Mode:l}";

    /// <summary>A person must know something about the data.</summary>
    public const string DataNoted = "{Note:l}";

    /// <summary>How a stage of the model is carried out, a line a step.</summary>
    public const string StagePlanned = "Stage {Stage} of the model is carried out so: {Plan}";

    /// <summary>An optimiser step was applied.</summary>
    public const string StepMeasured =
        "Reached version {Version}: loss {Loss:G6}, gradient norm {GradientNorm:G4}, rate {Rate:G4}, "
        + "NFE {NfeForward} forward and {NfeBackward} backward in the median, {ExamplesPerSecond:F0} examples/s, "
        + "{ElapsedMs:F1} ms";

    /// <summary>The validation examples were solved.</summary>
    public const string Validated =
        "Validated version {Version}: loss {Loss:G6} over {Examples} examples, "
        + "{Correct} of {Classified} right, best {IsBest}";

    /// <summary>Examples were left out of a step.</summary>
    public const string ExamplesExcluded = "Excluded {Count} examples from version {Version}: {Kind}";

    /// <summary>A step did not wait for some gradients.</summary>
    public const string GradientsDropped =
        "Dropped the gradients of {Count} examples, which were late for version {Version}";

    /// <summary>A gradient came too late to be applied.</summary>
    public const string GradientTooStale =
        "Dropped the gradients of {Count} examples, unit {Unit} of worker {Worker}, which are {Staleness} versions "
        + "old: they are dealt again";

    /// <summary>A worker is there.</summary>
    public const string WorkerJoined = "Worker {Worker} joined with {Slots} slots, incarnation {Incarnation}";

    /// <summary>A worker gets no work.</summary>
    public const string WorkerRefused =
        "Refused worker {Worker} of build {Build} with probe {Probe:X16}, since the run is of build {RunBuild} with "
        + "probe {RunProbe:X16}: it would compute other bits; start the same build on the same kind of processor";

    /// <summary>A worker is gone.</summary>
    public const string WorkerLost = "Lost worker {Worker} with {Units} units in hand: they are dealt again";

    /// <summary>A unit was not answered in time.</summary>
    public const string UnitOverdue = "Unit {Unit} of worker {Worker} is overdue: it is dealt again";

    /// <summary>A unit could not be solved.</summary>
    public const string UnitFailed = "Unit {Unit} failed at worker {Worker}: {Reason}";

    /// <summary>An answer came too late, or does not fit.</summary>
    public const string AnswerDropped = "Dropped an answer of worker {Worker} for unit {Unit}";

    /// <summary>A checkpoint is safe.</summary>
    public const string CheckpointSaved = "Saved a checkpoint of version {Version} in {ElapsedMs:F1} ms";

    /// <summary>A checkpoint could not be written.</summary>
    public const string CheckpointFailed = "Could not save a checkpoint of version {Version}: {Reason}";

    /// <summary>The run ended well.</summary>
    public const string RunEnded = "Ended the run at version {Version}: {Ending}";

    /// <summary>The run could not go on.</summary>
    public const string RunFailed = "The run failed at version {Version}: {Reason}";

    /// <summary>A node is ready.</summary>
    public const string NodeWaiting = "Waiting as {Role} {Node} for runs at {Broker}";

    /// <summary>A node takes part in a run.</summary>
    public const string RunTaken = "Taking part in run {OpenRun} as {Role}";

    /// <summary>A node holds a range of the parameters of a run.</summary>
    public const string RangeHeld = "Holding range {Server} of run {OpenRun}: parameters {First} to {Last}";

    /// <summary>A node could be a server of a run, and leaves it to others for a moment.</summary>
    public const string ServerGivenBack =
        "Leaving server {Server} of run {OpenRun} to whoever has its checkpoints: there are none here";

    /// <summary>A worker has begun to work for a run.</summary>
    public const string FirstUnitBegun = "Began to solve the first unit for run {OpenRun}: {Unit}";

    /// <summary>Servers that stand by have no copy of a checkpoint.</summary>
    public const string CheckpointNotCopied =
        "Gave no copy of a checkpoint of {Bytes} bytes to servers that stand by, since a broker carries {Limit}: a "
        + "server on another disk would begin anew; let more servers share the parameters";

    /// <summary>A node cannot take part in a run.</summary>
    public const string RunNotTaken = "Not taking part in run {OpenRun}: {Reason}";

    /// <summary>A node was let go.</summary>
    public const string RunLeft = "Left run {OpenRun}";

    /// <summary>The broker does not answer.</summary>
    public const string BrokerLost = "Lost the broker: {Reason}; trying again";

    /// <summary>Something came that is no letter.</summary>
    public const string LetterRefused = "Refused a letter in {Queue}: {Reason}";

    /// <summary>A shard was sent.</summary>
    public const string ShardSent = "Sent shard {Shard} to worker {Worker}: {Bytes} bytes";

    /// <summary>The server gives this worker no work.</summary>
    public const string WorkerNotWanted =
        "The server refuses this worker, which is {Ours}, since the run is of {Theirs}: start the same build on the "
        + "same kind of processor";
}
