using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Actors;
using NeuralOde.Cluster.Akka.Serving;
using Xunit;

namespace NeuralOde.Cluster.Akka.Tests.Serving;

public sealed class ClaimTests
{
    [Fact]
    public void A_claim_is_newer_than_all_that_was_seen() => Prop.ForAll<uint, int>((seen, incarnation) =>
        Claim.After(new(seen), new(incarnation)).IsNewerThan(new Fence(seen))).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_servers_that_heard_of_nobody_claim_different_fences() =>
        Assert.NotEqual(Claim.After(new(0), new(4711)), Claim.After(new(0), new(4712)));

    [Fact]
    public void A_claim_shows_its_number_before_the_four_digits_of_the_incarnation()
    {
        Assert.Equal(new Fence(1_4711), Claim.After(new(0), new(4711)));
        Assert.Equal(new Fence(2_0007), Claim.After(new(1_4711), new(30_007)));
        Assert.Equal(new Fence(1_0001), Claim.After(new(9), new(1)));
    }
}
