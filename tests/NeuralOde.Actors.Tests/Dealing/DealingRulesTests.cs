using NeuralOde.Actors.Dealing;
using Xunit;

namespace NeuralOde.Actors.Tests.Dealing;

public sealed class DealingRulesTests
{
    private const double Plenty = 1e6;
    private static readonly DealingRules Rules = new();

    [Theory]
    [InlineData(8)]
    [InlineData(40)]
    public void Answers_of_all_slots_keep_the_server_busy_for_a_part_of_the_time_only(int slots)
    {
        var unit = Rules.LeastUnitMs(slots, Plenty);

        // In the time of a unit each slot answers once.
        Assert.Equal(1 / Rules.SolvingPerLetter, slots * Rules.LetterMs / unit, 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Few_slots_spend_a_part_of_their_own_time_only_on_answers(int slots)
    {
        var unit = Rules.LeastUnitMs(slots, Plenty);

        Assert.Equal(1 / Rules.LettersPerUnit, Rules.LetterMs / unit, 12);
    }

    [Fact]
    public void In_one_process_answers_cost_the_server_alone() => Assert.Equal(
        DealingRules.InOneProcess.SolvingPerLetter * DealingRules.InOneProcess.LetterMs,
        DealingRules.InOneProcess.LeastUnitMs(slots: 1, Plenty),
        12);

    [Fact]
    public void Longer_sums_are_dealt_in_larger_units()
    {
        var loaded = Rules.Carrying(4_000_000);

        Assert.Equal(Rules.LetterMs + 4 * Rules.LetterMsPerMegabyte, loaded.LetterMs, 12);
        Assert.True(loaded.LeastUnitMs(2, Plenty) > Rules.LeastUnitMs(2, Plenty));
    }

    [Fact]
    public void No_unit_is_longer_than_the_share_of_a_slot() =>
        Assert.Equal(25, Rules.Carrying(1_000_000_000).LeastUnitMs(slots: 4, totalMs: 100));
}
