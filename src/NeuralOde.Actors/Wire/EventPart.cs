using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Wire;

/// <summary>What happened in a run, in a letter.</summary>
internal static class EventPart
{
    // A text of no bytes, a count and a time.
    private const int LeastLoadBytes = 2 * sizeof(int) + sizeof(double);

    // A version and a count.
    private const int BasisBytes = sizeof(long) + sizeof(int);

    public static void Write(WireWriter to, TrainingEvent happened)
    {
        to.Byte(KindOf(happened));
        switch (happened)
        {
            case TrainingEvent.RunClaimed claimed:
                to.Long(claimed.Fence.Value);
                to.Long(claimed.Version.Value);
                to.Text(claimed.Mode);
                break;
            case TrainingEvent.StepApplied step:
                to.Long(step.Version.Value);
                TallyPart.Write(to, step.Tally);
                to.Double(step.GradientNorm);
                to.Double(step.Rate);
                to.Double(step.ElapsedMs);
                Write(to, step.Loads);
                Write(to, step.Bases);
                break;
            case TrainingEvent.StepMeasured(var figures):
                FiguresPart.Write(to, figures);
                break;
            case TrainingEvent.Validated(var version, var tally, var isBest):
                to.Long(version.Value);
                TallyPart.Write(to, tally);
                to.Byte(isBest ? (byte)1 : (byte)0);
                break;
            case TrainingEvent.ExamplesExcluded(var version, var failures):
                to.Long(version.Value);
                TallyPart.Write(to, failures);
                break;
            case TrainingEvent.GradientsDropped(var version, var examples):
                to.Long(version.Value);
                to.Int(examples);
                break;
            case TrainingEvent.CheckpointSaved(var version, var elapsedMs):
                to.Long(version.Value);
                to.Double(elapsedMs);
                break;
            case TrainingEvent.CheckpointFailed(var version, var reason):
                to.Long(version.Value);
                to.Text(reason);
                break;
            case TrainingEvent.RunEnded(var version, var ending):
                to.Long(version.Value);
                FollowerLetters.Write(to, ending);
                break;
            default:
                WriteOfWorkers(to, happened);
                break;
        }
    }

    public static TrainingEvent Read(ref WireReaderWorkspace from) => from.Byte() switch
    {
        0 => new TrainingEvent.RunClaimed(new(from.Long()), new(from.Long())) { Mode = from.Text() },
        1 => new TrainingEvent.StepApplied(
            new(from.Long()), TallyPart.Read(ref from), from.Double(), from.Double(), from.Double(),
            ReadLoads(ref from))
        {
            Bases = ReadBases(ref from),
        },
        2 => new TrainingEvent.StepMeasured(FiguresPart.Read(ref from)),
        3 => new TrainingEvent.Validated(new(from.Long()), TallyPart.Read(ref from), from.Byte() == 1),
        4 => new TrainingEvent.ExamplesExcluded(new(from.Long()), [.. TallyPart.ReadFailures(ref from)]),
        5 => new TrainingEvent.CheckpointSaved(new(from.Long()), from.Double()),
        6 => new TrainingEvent.CheckpointFailed(new(from.Long()), from.Text()),
        7 => new TrainingEvent.RunEnded(new(from.Long()), FollowerLetters.ReadEnding(ref from)),
        8 => new TrainingEvent.WorkerJoined(new(from.Text()), new(from.Long()), from.Int()),
        9 => new TrainingEvent.WorkerRefused(new(from.Text()), ReadIdentity(ref from), ReadIdentity(ref from)),
        10 => new TrainingEvent.WorkerLost(new(from.Text()), from.Int()),
        11 => new TrainingEvent.UnitOverdue(Parts.ReadUnit(ref from), new(from.Text())),
        12 => new TrainingEvent.UnitFailed(Parts.ReadUnit(ref from), new(from.Text()), from.Text()),
        13 => new TrainingEvent.AnswerDropped(Parts.ReadUnit(ref from), new(from.Text())),
        14 => new TrainingEvent.GradientsDropped(new(from.Long()), from.Int()),
        15 => new TrainingEvent.GradientTooStale(Parts.ReadUnit(ref from), new(from.Text()), from.Long(), from.Long()),
        _ => Malformed(ref from),
    };

    private static byte KindOf(TrainingEvent happened) => happened switch
    {
        TrainingEvent.RunClaimed => 0,
        TrainingEvent.StepApplied => 1,
        TrainingEvent.StepMeasured => 2,
        TrainingEvent.Validated => 3,
        TrainingEvent.ExamplesExcluded => 4,
        TrainingEvent.CheckpointSaved => 5,
        TrainingEvent.CheckpointFailed => 6,
        TrainingEvent.RunEnded => 7,
        TrainingEvent.WorkerJoined => 8,
        TrainingEvent.WorkerRefused => 9,
        TrainingEvent.WorkerLost => 10,
        TrainingEvent.UnitOverdue => 11,
        TrainingEvent.UnitFailed => 12,
        TrainingEvent.AnswerDropped => 13,
        TrainingEvent.GradientsDropped => 14,
        TrainingEvent.GradientTooStale => 15,
        _ => throw Unreachable.Case(happened),
    };

    private static void WriteOfWorkers(WireWriter to, TrainingEvent happened)
    {
        switch (happened)
        {
            case TrainingEvent.WorkerJoined(var worker, var incarnation, var slots):
                to.Text(worker.Name);
                to.Long(incarnation.Value);
                to.Int(slots);
                break;
            case TrainingEvent.WorkerRefused(var worker, var theirs, var ours):
                to.Text(worker.Name);
                Write(to, theirs);
                Write(to, ours);
                break;
            case TrainingEvent.WorkerLost(var worker, var units):
                to.Text(worker.Name);
                to.Int(units);
                break;
            case TrainingEvent.UnitOverdue(var unit, var worker):
                Parts.Write(to, unit);
                to.Text(worker.Name);
                break;
            case TrainingEvent.UnitFailed(var unit, var worker, var reason):
                Parts.Write(to, unit);
                to.Text(worker.Name);
                to.Text(reason);
                break;
            case TrainingEvent.AnswerDropped(var unit, var worker):
                Parts.Write(to, unit);
                to.Text(worker.Name);
                break;
            case TrainingEvent.GradientTooStale(var unit, var worker, var staleness, var examples):
                Parts.Write(to, unit);
                to.Text(worker.Name);
                to.Long(staleness);
                to.Long(examples);
                break;
            default:
                throw Unreachable.Case(happened);
        }
    }

    private static void Write(WireWriter to, ValueArray<Load> loads)
    {
        to.Int(loads.Count);
        foreach (var load in loads)
        {
            to.Text(load.Worker.Name);
            to.Int(load.Units);
            to.Double(load.BusyMs);
        }
    }

    private static ValueArray<Load> ReadLoads(ref WireReaderWorkspace from)
    {
        var loads = new Load[from.Count(LeastLoadBytes)];
        for (var i = 0; i < loads.Length; i++) loads[i] = new(new(from.Text()), from.Int(), from.Double());
        return [.. loads];
    }

    private static void Write(WireWriter to, ValueArray<BasisCount> bases)
    {
        to.Int(bases.Count);
        foreach (var (version, microBatches) in bases)
        {
            to.Long(version.Value);
            to.Int(microBatches);
        }
    }

    private static ValueArray<BasisCount> ReadBases(ref WireReaderWorkspace from)
    {
        var bases = new BasisCount[from.Count(BasisBytes)];
        for (var i = 0; i < bases.Length; i++) bases[i] = new(new(from.Long()), from.Int());
        return [.. bases];
    }

    private static void Write(WireWriter to, ProgramIdentity identity)
    {
        to.Text(identity.Build);
        to.Long((long)identity.Probe);
    }

    private static ProgramIdentity ReadIdentity(ref WireReaderWorkspace from) =>
        new(from.Text(), (ulong)from.Long());

    private static TrainingEvent.RunEnded Malformed(ref WireReaderWorkspace from)
    {
        _ = from.Demand(false);
        return new(new(0), new Running.Ending.Stopped());
    }
}
