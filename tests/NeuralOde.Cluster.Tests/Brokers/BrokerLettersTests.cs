using NeuralOde.Actors.Mail;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Cluster.Tests.Brokers;

public sealed class BrokerLettersTests
{
    // So many of eight bytes fill one letter with those of a checkpoint, which Adam makes four times as long.
    private const int Most = BrokerLetters.Numbers / sizeof(double) / 4;

    [Theory, InlineData(Most, true), InlineData(Most + 1, false)]
    public void One_server_is_given_a_whole_checkpoint_in_a_letter(int parameters, bool fits) =>
        Assert.Equal(fits, Fits(parameters, servers: 1));

    [Theory, InlineData(4 * Most, 2, true), InlineData(9 * Most, 2, false), InlineData(9 * Most, 3, true)]
    public void Servers_that_share_the_parameters_write_letters_of_their_ranges(int parameters, int servers, bool fits) =>
        Assert.Equal(fits, Fits(parameters, servers));

    [Fact]
    public void A_broker_is_configured_to_carry_them() => Assert.Contains(
        $"max_message_size = {BrokerLetters.Limit}", File.ReadLines(BrokerScripts.PathOf("rabbitmq.conf")));

    private static bool Fits(int parameters, int servers) => BrokerLetters.Carry(
        TrainingState.Start(FlatVector.Zeros(Precision.Double, parameters), new(new Optimiser.Adam(), new Schedule.Constant(0.1))),
        servers == 1 ? default : KeyRange.Shared(parameters, servers)) is Result<TrainingState, string>.Ok;
}
