using System.Diagnostics;
using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Wire;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Costs;

/// <summary>What a parameter server needs for an answer, measured on the actor itself and its codec, without a broker.</summary>
/// <param name="AnswerMs">The mean time of an answer: reading it, adding its sum, dealing; in milliseconds.</param>
/// <param name="WriteMs">The mean time in which a worker writes one; in milliseconds.</param>
/// <param name="ApplyMs">The time of the answer that completes a step: the optimiser, and writing the parameters.</param>
internal sealed record ServerSpeed(double AnswerMs, double WriteMs, double ApplyMs)
{
    private const int ExamplesOfLeaf = 4, LeavesOfWorker = 16, Evaluations = 50;
    private const long Steps = 1000;
    private const int MostAnswers = 4000;
    private const double LeafMs = 20;

    /// <summary>Measures a server with so many workers and parameters.</summary>
    /// <param name="workers">The workers.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="versions">The versions of which the fastest counts.</param>
    public static ServerSpeed Measure(int workers, int parameters, int versions)
    {
        var cluster = new Served(workers, parameters);
        ServerSpeed[] speeds = [.. Enumerable.Range(0, versions).Select(_ => cluster.Version())];
        return new(speeds.Min(speed => speed.AnswerMs), speeds.Min(speed => speed.WriteMs), speeds.Min(speed => speed.ApplyMs));
    }

    /// <summary>A server whose units are answered in the order in which they were dealt.</summary>
    private sealed class Served
    {
        private readonly RunPlan _plan;
        private readonly FlatVector _gradient;
        private readonly Queue<(WorkerId Worker, WorkUnit Unit)> _dealt = new();
        private ParameterServer.State _state;
        private double _nowMs;

        public Served(int workers, int parameters)
        {
            _plan = new()
            {
                Run = new("served"),
                Seed = new(1),
                Batching = new(
                    [.. Enumerable.Repeat(LeavesOfWorker * ExamplesOfLeaf, workers)],
                    minibatchSize: workers * LeavesOfWorker * ExamplesOfLeaf,
                    ExamplesOfLeaf),
                Rule = new(new Optimiser.Sgd(), new Schedule.Constant(0)),
                Steps = Steps,
            };
            _gradient = FlatVector.Zeros(Precision.Single, parameters);
            var start = Progress.Start(_plan, _gradient);
            _state = ParameterServer.State.Of(_plan, start);
            _ = Receive(new ParameterServer.Message.Claimed(new(1), start, 0));
            for (var worker = 0; worker < workers; worker++)
            {
                _ = Receive(new ParameterServer.Message.Arrived(
                    Letter(new ToServer.WorkerReady(Sender(worker), new("", 0, [worker], 1), new Holds.Nothing())), 0));
            }
        }

        /// <summary>Answers until the version is complete, or enough was measured.</summary>
        public ServerSpeed Version()
        {
            var (answers, spent, written, applied) = (0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
            var version = _state.Progress.Version;
            while (_state.Progress.Version == version)
            {
                var answer = AnswerTo(_dealt.Dequeue());
                var beganAt = Stopwatch.GetTimestamp();
                var letter = WireFormat.Encode(answer);
                var took = Stopwatch.GetElapsedTime(beganAt);
                if (answers < MostAnswers) written += took;
                beganAt = Stopwatch.GetTimestamp();
                var effects = Receive(new ParameterServer.Message.Arrived(Read(letter), ++_nowMs));
                var isLast = _state.Progress.Version != version;
                if (isLast) Publish(effects);
                took = Stopwatch.GetElapsedTime(beganAt);
                if (isLast) applied = took;
                else if (answers++ < MostAnswers) spent += took;
            }

            var measured = Math.Clamp(answers, 1, MostAnswers);
            return new(
                spent.TotalMilliseconds / measured, written.TotalMilliseconds / measured, applied.TotalMilliseconds);
        }

        private IReadOnlyList<ParameterServer.Effect> Receive(ParameterServer.Message message)
        {
            (_state, var effects) = ParameterServer.Receive(_state, message);
            foreach (var effect in effects)
            {
                if (effect is ParameterServer.Effect.Send(var worker, { Letter: ToWorker.SolveNode(var unit, _) }))
                {
                    _dealt.Enqueue((worker, unit));
                }
            }

            return effects;
        }

        private Envelope<ToServer> AnswerTo((WorkerId Worker, WorkUnit Unit) dealt)
        {
            var minibatch = _plan.MinibatchOf(dealt.Unit.Purpose, dealt.Unit.Version);
            var leaves = minibatch.Tree.LeavesOf(dealt.Unit.Node).Count();
            var tally = new Tally
            {
                Examples = leaves * ExamplesOfLeaf,
                ForwardNfe = [.. Enumerable.Repeat(Evaluations, leaves * ExamplesOfLeaf)],
            };
            return Letter(new ToServer.NodeDone(
                new(dealt.Worker, new(0)), dealt.Unit, KeyRange.All(_gradient.Length), new(_gradient, tally),
                leaves * LeafMs));
        }

        private Envelope<ToServer> Letter(ToServer letter) => new(_plan.Run, new(1), letter);

        private static Envelope<ToServer> Read(byte[] letter) => WireFormat.DecodeToServer(letter)
            .Match(read => read, error => throw new InvalidOperationException($"{error}"));

        private static void Publish(IReadOnlyList<ParameterServer.Effect> effects)
        {
            foreach (var effect in effects)
            {
                if (effect is ParameterServer.Effect.Broadcast(var envelope)) _ = WireFormat.Encode(envelope);
            }
        }

        private static Sender Sender(int worker) => new(new($"w{worker:D4}"), new(0));
    }
}
