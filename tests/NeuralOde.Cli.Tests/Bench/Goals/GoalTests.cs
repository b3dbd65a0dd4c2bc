using System.Text.Json.Nodes;
using NeuralOde.Cli.Bench;
using NeuralOde.Cli.Bench.Goals;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench.Goals;

public sealed class GoalTests
{
    [Fact]
    public void Of_many_goals_no_two_are_for_the_same_rows() => Assert.Distinct(Goal.All.Select(goal =>
        $"{goal.Bench} {goal.Metric} {string.Join(' ', goal.Where.Select(w => $"{w.Key} {string.Join<JsonNode>(',', w.Value)}"))}"));

    [Fact]
    public void The_worst_of_the_rows_that_count_is_reached()
    {
        var goal = new Goal
        {
            What = "a",
            Bench = "b",
            Metric = "m",
            Where = new Dictionary<string, JsonNode[]> { ["lanes"] = [1, 2] },
            Must = 5,
            Unit = "s",
        };
        Measurement[] rows =
        [
            Row("b", "m", 7, 1), Row("b", "m", 9, 2), Row("b", "m", 1, 3), Row("b", "n", 1, 1), Row("c", "m", 1, 1),
        ];

        Assert.Equal(7, goal.Reached(rows));
        Assert.Equal(9, (goal with { LessIsBetter = true }).Reached(rows));
        Assert.Null((goal with { Bench = "other" }).Reached(rows));
    }

    [Theory]
    [InlineData(4.9, false, "no")]
    [InlineData(5, false, "yes")]
    [InlineData(6, false, "stretch")]
    [InlineData(5.1, true, "no")]
    [InlineData(5, true, "yes")]
    public void A_number_is_met_where_it_is_as_good(double reached, bool lessIsBetter, string verdict)
    {
        var goal = new Goal
        {
            What = "a",
            Bench = "b",
            Metric = "m",
            Where = new Dictionary<string, JsonNode[]>(),
            Must = 5,
            Stretch = lessIsBetter ? 4 : 6,
            Unit = "s",
            LessIsBetter = lessIsBetter,
        };

        Assert.Equal(verdict, GoalTable.Verdict(goal, reached));
    }

    [Fact]
    public void Every_goal_is_for_a_benchmark_that_there_is_and_has_words_of_its_own()
    {
        Assert.All(Goal.All, goal => Assert.Contains(goal.Bench, Benchmark.Names));
        Assert.Distinct(Goal.All.Select(goal => goal.What));
    }

    private static Measurement Row(string bench, string metric, double value, int lanes) =>
        new(bench, metric, value, new() { ["lanes"] = lanes });
}
