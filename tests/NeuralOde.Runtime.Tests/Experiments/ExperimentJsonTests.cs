using System.Text;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using Xunit;

namespace NeuralOde.Runtime.Tests.Experiments;

public sealed class ExperimentJsonTests
{
    private const string Small = """
        {
          // comments are allowed
          "name": "small",
          "data": { "kind": "generator", "name": "spiral" },
          "model": [{ "kind": "ode", "field": { "kind": "mlp", "hidden": [5], "features": "cube" } }],
          "optimiser": { "kind": "adam", "rate": 0.05 },
          "training": { "steps": 3, },
        }
        """;

    [Fact]
    public void Fields_that_are_left_out_have_their_defaults()
    {
        var experiment = Read(Small);

        Assert.Equal(32, experiment.Training.MicroBatch);
        Assert.Equal(new OptimiserSection.Adam { Rate = 0.05 }, experiment.Optimiser);
        Assert.Equal(new LossSection.Mse(), experiment.Loss);
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same()
    {
        var experiment = Read(Small, "model.0.adjoint=checkpointed", "model.0.controller.kind=fixed");

        Assert.Equal(experiment, Read(ExperimentJson.Write(experiment)));
    }

    [Theory]
    [InlineData("training.steps=7", 7)]
    [InlineData("training={\"steps\": 8}", 8)]
    public void A_change_replaces_a_field(string change, int steps) =>
        Assert.Equal(steps, Read(Small, change).Training.Steps);

    [Fact]
    public void A_number_will_do_for_a_text_on_the_command_line() =>
        Assert.Equal("1915", Read(Small, "name=1915").Name);

    [Theory]
    [InlineData("training.stepss=7", "--set training.stepss=7: training.stepss", "Did you mean \"steps\"?")]
    [InlineData("training.steps=-1", "--set training.steps=-1: training.steps", "a whole number ≥ 0, found -1")]
    [InlineData("training.steps=many", "training.steps", "found the text \"many\"")]
    [InlineData("training.steps=1.5", "training.steps", "a whole number ≥ 0, found 1.5")]
    [InlineData("training.steps=99999999999", "training.steps", "below 2147483648")]
    [InlineData("seed=true", "seed", "a whole number ≥ 0, found true")]
    [InlineData("precision=f16", "precision", "\"f64\" or \"f32\", found \"f16\"")]
    [InlineData("optimiser=adan", "optimiser.kind", "Did you mean \"adam\"?")]
    [InlineData("optimiser.rate=1e999", "optimiser.rate", "a finite number > 0")]
    [InlineData("model.3.method=Tsit5", "model", "an index from 0 to 0, found \"3\"")]
    [InlineData("model=[]", "model", "at least one entry")]
    [InlineData("name.first=a", "name", "expected a text in quotes")]
    [InlineData("steps", "--set steps", "expected field=value")]
    [InlineData("model.0.field.hidden=5", "model.0.field.hidden", "expected an array, found 5")]
    [InlineData("model.0.relativeTolerance=0", "model.0.relativeTolerance", "a finite number > 0, found 0")]
    public void A_wrong_change_is_refused_with_its_text_and_the_mend(string change, string place, string what)
    {
        var error = Assert.Single(Faults(Small, change)).ToString();

        Assert.Contains(place, error, StringComparison.Ordinal);
        Assert.Contains(what, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_a_file_is_said_at_once_with_line_and_column()
    {
        var faults = Faults("{\n  \"name\": 5,\n  \"model\": [],\n  \"lose\": \"mse\"\n}");

        Assert.Equal(
        [
            "small.json:2:11: name: expected a text in quotes, found 5.",
            "small.json:3:12: model: expected at least one entry, found an array.",
            "small.json:4:3: lose: there is no such field here. Did you mean \"loss\"?",
            "small.json:1:1: data: the field is missing. Where the examples come from.",
        ],
            faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void A_text_that_is_no_JSON_is_refused_at_its_line() =>
        Assert.StartsWith(
            "small.json:2:", Assert.Single(Faults("{\n  \"name\" 5 }")).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_field_that_stands_twice_is_refused() =>
        Assert.Contains(
            "a second time",
            Faults("{ \"name\": \"a\", \"name\": \"b\" }")[0].What,
            StringComparison.Ordinal);

    private static Experiment Read(string text, params string[] changes) =>
        ExperimentJson.Read("small.json", Encoding.UTF8.GetBytes(text), changes).Match(
            document => document.Experiment,
            errors => throw new InvalidOperationException(string.Join('\n', errors)));

    private static IReadOnlyList<ExperimentError> Faults(string text, params string[] changes) =>
        ExperimentJson.Read("small.json", Encoding.UTF8.GetBytes(text), changes).Match(
            _ => [], errors => errors);
}
