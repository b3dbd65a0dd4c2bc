using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Core.Tests.Solving;

public sealed class ButcherTableauTests
{
    // Tsit5's coefficients are decimals of 16 digits: its conditions hold to a few of their roundings,
    // times weights of up to 12.
    private const double DecimalRounding = 3e-14;

    [Theory]
    [MemberData(nameof(AllMethods.Names), MemberType = typeof(AllMethods))]
    public void The_weights_satisfy_every_condition_up_to_the_order(string method)
    {
        var tableau = AllMethods.Tableau(AllMethods.Named(method));

        Assert.All(
            RootedTree.UpTo(tableau.Order), tree => AssertHolds(
                method, tree.Condition(tableau, [.. tableau.B])));
    }

    [Theory]
    [MemberData(nameof(AllMethods.Adaptive), MemberType = typeof(AllMethods))]
    public void The_embedded_weights_satisfy_every_condition_up_to_their_order(string method)
    {
        var tableau = AllMethods.Tableau(AllMethods.Named(method));
        var embedded = tableau.B.Zip(tableau.Error, (b, e) => b - e).ToArray();

        Assert.All(
            RootedTree.UpTo(tableau.EmbeddedOrder),
            tree => AssertHolds(method, tree.Condition(tableau, embedded)));
    }

    [Theory]
    [MemberData(nameof(AllMethods.Adaptive), MemberType = typeof(AllMethods))]
    public void The_embedded_weights_miss_a_condition_of_the_next_order(string method)
    {
        var tableau = AllMethods.Tableau(AllMethods.Named(method));
        var embedded = tableau.B.Zip(tableau.Error, (b, e) => b - e).ToArray();

        Assert.Contains(
            RootedTree.OfOrder(tableau.EmbeddedOrder + 1),
            tree => Math.Abs(tree.Condition(tableau, embedded).ToDouble()) > 1e-6);
    }

    [Theory]
    [MemberData(nameof(AllMethods.Names), MemberType = typeof(AllMethods))]
    public void The_dense_weights_satisfy_every_condition_up_to_their_order(string method)
    {
        var tableau = AllMethods.Tableau(AllMethods.Named(method));
        foreach (var theta in (Rational[])[Rational.Of(1, 3), Rational.Of(3, 4)])
        {
            var weights = tableau.Dense.Select(weight => weight.At(theta)).ToArray();

            Assert.All(
                RootedTree.UpTo(tableau.DenseOrder),
                tree => AssertHolds(method, tree.Condition(tableau, weights, theta)));
        }
    }

    [Theory]
    [InlineData("Euler", false)]
    [InlineData("Midpoint", false)]
    [InlineData("Heun", false)]
    [InlineData("Ralston", false)]
    [InlineData("Rk4", false)]
    [InlineData("Bosh3", true)]
    [InlineData("Dopri5", true)]
    [InlineData("Tsit5", true)]
    public void A_method_is_fsal_when_its_last_stage_stands_at_the_end(string method, bool expected) =>
        Assert.Equal(expected, AllMethods.Tableau(AllMethods.Named(method)).IsFsal);

    [Fact]
    public void There_are_as_many_rooted_trees_as_there_should_be() =>
        Assert.Equal(
            [1, 1, 2, 4, 9], Enumerable.Range(1, 5).Select(order => RootedTree.OfOrder(order).Count()));

    [Fact]
    public void Weights_that_do_not_sum_to_1_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ButcherTableau(1, [], [Rational.Of(1, 2)])
        {
            Dense = [Polynomial.Theta],
            DenseOrder = 1,
        });

        Assert.Contains("must sum to 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_weights_that_do_not_sum_to_0_are_refused() => Assert.Throws<ArgumentException>(
        () => AllMethods.Tableau(Methods.Heun) with { Error = [Rational.One, Rational.One] });

    [Fact]
    public void An_unknown_method_is_answered_with_those_there_are() => Assert.Contains(
        "Tsit5",
        Methods.Named("Dopri6").Match(_ => "", error => error),
        StringComparison.Ordinal);

    private static void AssertHolds(string method, Rational defect)
    {
        if (method == "Tsit5") Assert.InRange(defect.ToDouble(), -DecimalRounding, DecimalRounding);
        else Assert.Equal(Rational.Zero, defect);
    }
}
