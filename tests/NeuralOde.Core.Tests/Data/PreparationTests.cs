using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Data;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Tests.Data.Formats;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Data;

public sealed class PreparationTests
{
    [Fact]
    public void Standardised_columns_have_mean_0_and_deviation_1_and_come_back()
    {
        double[] values = [1, 10, 2, 20, 6, 30];
        var scale = Standardisation.For([false, false], values);
        var scaled = values.ToArray();

        scale.Scale(scaled);

        // Sums of three numbers round in the last place at most.
        Assert.Equal(0, scaled[0] + scaled[2] + scaled[4], 1e-15);
        Assert.Equal(3, scaled[0] * scaled[0] + scaled[2] * scaled[2] + scaled[4] * scaled[4], 1e-14);
        Assert.All(
            scale.Inverted<double>(scaled).Zip(values), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }

    [Fact]
    public void A_column_that_never_changes_keeps_its_unit() =>
        Assert.Equal([1.0], Standardisation.For([false], [5, 5, double.NaN]).Deviation);

    [Fact]
    public void Logarithms_are_taken_and_undone()
    {
        var scale = new Standardisation([true], [1], [2]);
        double[] values = [Math.E];

        scale.Apply(values);

        Assert.Equal(0, values[0], 1e-15);
        Assert.Equal(Math.E, scale.Inverted<double>(values)[0], 1e-15);
    }

    [Theory]
    [InlineData(OutsideRange.Clip, new double[] { 1, 4, 2 }, "clipped 1 of 3")]
    [InlineData(OutsideRange.Drop, new double[] { 1, double.NaN, 2 }, "dropped 1 of 3")]
    public void Values_outside_of_their_range_are_changed_and_said(
        OutsideRange outside, double[] expected, string note)
    {
        var rule = new ColumnRule("x") { Least = 0, Greatest = 4, Outside = outside };

        var read = CsvTable.Parse("a.csv", "x\n1\n9\n2\n").Bind(rule.Read).Value();

        Assert.Equal(expected, read.Value);
        Assert.Contains(note, Assert.Single(read.Notes), StringComparison.Ordinal);
        Assert.Contains("in lines 3 (9)", read.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_count_in_days_since_1970() => Assert.Equal(
        [0, 365, 365.5],
        CsvTable.Parse("a.csv", "t\n1970-01-01\n1971-01-01\n1971-01-01 12:00:00\n")
            .Bind(table => TimeColumn.Read(table, "t")).Value().Times);

    [Fact]
    public void A_date_that_does_not_exist_is_refused_with_its_place() => Assert.Contains(
        "a.csv, line 3, column 1 (t): found \"1970-02-30\", expected a date",
        CsvTable.Parse("a.csv", "t\n1970-01-01\n1970-02-30\n")
            .Bind(table => TimeColumn.Read(table, "t"))
            .Message(),
        StringComparison.Ordinal);

    [Fact]
    public void Months_are_averaged_without_missing_values()
    {
        var days = new Series(1, [0, 30, 31, 60], [1, 3, double.NaN, 5]);

        var months = days.MonthlyMeans();

        Assert.Equal([12 * 1970, 12 * 1970 + 1, 12 * 1970 + 2], months.Times);
        Assert.Equal([2, double.NaN, 5], months.Values);
    }

    [Fact]
    public void Windows_have_their_length_and_stride() => Assert.Equal(
        [0.0, 2.0], new Series(1, [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5]).Windows(3, 2).Select(
            window => window.Times[0]));

    [Fact]
    public void A_split_takes_every_example_once() => Prop.ForAll<PositiveInt, byte, byte>((count, validation, test) =>
        Split.Last(count.Get, validation / 600.0, test / 600.0, new Order.Shuffled(new((ulong)count.Get))).Match(
            split =>
                split.Training.Concat(split.Validation).Concat(split.Test).Order().SequenceEqual(
                    Enumerable.Range(0, count.Get)),
            _ => false)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_split_that_leaves_nothing_to_train_on_is_refused() => Assert.Contains(
        "found 5 examples for validation and 5 for testing of 10", Split
            .Last(10, 5, 5, new Order.AsGiven())
            .Message(),
        StringComparison.Ordinal);

    [Fact]
    public void Shards_are_contiguous_and_differ_by_one_example_at_most()
    {
        var examples = ExampleSets.OneTarget<double>([0, 1, 2, 3, 4, 5, 6], 1, [0, 1, 2, 3, 4, 5, 6], 1);

        var shards = Sharding.Into(examples, 3);

        Assert.Equal([3, 2, 2], shards.Select(shard => shard.Count));
        Assert.Equal(examples, ExampleSets.Joined([.. shards]));
    }

    [Fact]
    public void Labels_become_rows_with_a_one() => Assert.Equal(
        [0, 0, 1, 1, 0, 0], OneHot.Of([2, 0], 3, row => new("a", row, 1, "label")).Value());

    [Fact]
    public void Normal_draws_have_mean_0_and_deviation_1()
    {
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(i => Normal.Draw(new(1), (ulong)i))];

        // Four standard errors: 4/√n for the mean, 4·√(2/n) for the mean square.
        Assert.Equal(0, draws.Average(), 0.013);
        Assert.Equal(1, draws.Average(draw => draw * draw), 0.018);
    }
}
