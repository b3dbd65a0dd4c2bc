using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Adjoints;
using Xunit;

namespace NeuralOde.Core.Tests.Adjoints;

public sealed class BinomialScheduleTests
{
    private static readonly Gen<(int Steps, int Slots)> AnySize =
        from steps in Gen.Choose(0, 120)
        from slots in Gen.Choose(1, 9)
        select (steps, slots);

    [Fact]
    public void Every_step_is_reversed_once_and_the_last_one_first() =>
        Prop.ForAll(AnySize.ToArbitrary(), size =>
            Run(size.Steps, size.Slots).Reversed.SequenceEqual(Enumerable.Range(0, size.Steps).Reverse()))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void No_more_states_are_stored_than_there_are_slots() =>
        Prop.ForAll(AnySize.ToArbitrary(), size => Run(size.Steps, size.Slots).Stored.Count <= size.Slots)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_number_of_advances_is_the_least_that_dynamic_programming_finds()
    {
        for (var slots = 1; slots <= 6; slots++)
        {
            for (var steps = 1; steps <= 60; steps++)
            {
                var optimum = Optimum(steps, slots);

                Assert.Equal(optimum, Run(steps, slots).Advanced);
                Assert.Equal(optimum, BinomialSchedule.Advances(steps, slots));
            }
        }
    }

    // Griewank and Walther 2000, section 2: 10 steps with 3 stored states (the start included) take 15
    // advances; one stored state takes 9 + 8 + … + 1.
    [Theory]
    [InlineData(10, 3, 15)]
    [InlineData(10, 1, 45)]
    [InlineData(10, 10, 9)]
    [InlineData(1, 1, 0)]
    public void Published_sequences_take_the_published_number_of_advances(
        int steps, int slots, long advances) =>
        Assert.Equal(advances, Run(steps, slots).Advanced);

    private static Recorder Run(int steps, int slots)
    {
        var recorder = new Recorder();
        BinomialSchedule.Run(recorder, steps, slots);
        return recorder;
    }

    private static long Optimum(int steps, int slots)
    {
        var cost = new long[steps + 1, slots + 1];
        for (var s = 1; s <= slots; s++)
        {
            for (var l = 2; l <= steps; l++)
            {
                cost[l, s] = s == 1
                    ? l * (l - 1L) / 2
                    : Enumerable.Range(1, l - 1).Min(
                        first => first + cost[first, s] + cost[l - first, s - 1]);
            }
        }

        return cost[steps, slots];
    }

    private sealed class Recorder : IReversible
    {
        private int _at;

        public Dictionary<int, int> Stored { get; } = [];

        public List<int> Reversed { get; } = [];

        public long Advanced { get; private set; }

        public void Store(int slot) => Stored[slot] = _at;

        public void Restore(int slot) => _at = Stored[slot];

        public void Advance(int steps)
        {
            _at += steps;
            Advanced += steps;
        }

        public void Reverse() => Reversed.Add(_at);
    }
}
