using System.Text;
using NeuralOde.Actors.Mail;
using NeuralOde.Core.Data;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using Xunit;

namespace NeuralOde.Runtime.Tests.Experiments;

public sealed class SharedParametersTests
{
    private const string Json = """
        {
          "name": "wide",
          "data": { "kind": "generator", "name": "toyCubic", "examples": 8 },
          "model": [ { "kind": "ode", "field": { "kind": "mlp", "hidden": [300, 300], "time": "appended" } } ],
          "training": { "steps": 1 }
        }
        """;

    [Fact]
    public void A_server_begins_with_no_more_than_its_range()
    {
        var run = Opened(servers: 2).Match(run => run, error => throw new InvalidDataException(error));
        var ranges = run.Outline.Plan.Ranges;

        Assert.Equal([new(0, 65_536), new(65_536, run.Outline.Model.Layout.Total - 65_536)], ranges);
        Assert.Equal(ranges[0].Count, run.Outline.Start.Parameters.Length);
        Assert.Equal(ranges[1].Count, run.Outline.StartOf(ranges[1]).Length);
    }

    [Theory]
    [InlineData(3, "3 servers cannot share")]
    [InlineData(0, "0 servers cannot share")]
    [InlineData(-1, "-1 servers cannot share")]
    public void Servers_without_a_block_of_their_own_are_refused(int servers, string reason) =>
        Assert.Contains(reason, Refusal(Opened(servers)), StringComparison.Ordinal);

    [Fact]
    public void Other_modes_are_refused_with_the_mend() => Assert.Contains(
        "set training.mode to synchronous", Refusal(Opened(2, "training.mode.kind=quorum")), StringComparison.Ordinal);

    private static string Refusal(Result<OpenRun, string> opened) =>
        Assert.IsType<Result<OpenRun, string>.Failed>(opened).Error;

    private static Result<OpenRun, string> Opened(int servers, params string[] changes) => OpenRun.Of(
        new("wide"),
        new RunDescription
        {
            Build = "",
            Probe = 0,
            Experiment = ExperimentJson.Read("wide", Encoding.UTF8.GetBytes(Json), changes).Match(
                document => ExperimentJson.Write(document.Experiment),
                errors => throw new InvalidDataException(string.Join(' ', errors))),
            Data = new DataShape(8, 0, 1, 1),
            DataSha256 = "",
            Shards = [],
            Servers = servers,
        });
}
