using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.TestKit.Programs;
using Xunit;

namespace NeuralOde.Core.Tests.Programs;

public sealed class ProgramJsonTests
{
    private static readonly string Field =
        ProgramJson.Write(VectorField.Mlp(2, [3], Activation.Tanh).Program);

    [Fact]
    public void Every_program_survives_the_way_through_JSON() =>
        Prop.ForAll(AnyProgram.WithSeed, sample =>
            Read(ProgramJson.Write(sample.Program)) == new Result<Program, ProgramError>.Ok(sample.Program))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_derivative_survives_the_way_through_JSON() =>
        Prop.ForAll(AnyProgram.WithSeed, sample =>
        {
            var pullback = Pullback.Of(sample.Program);
            return Read(ProgramJson.Write(pullback)) == new Result<Program, ProgramError>.Ok(pullback);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_constant_keeps_its_bits()
    {
        double[] values =
            [0.1, -0.0, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NaN, Math.PI];
        var program = Trace.Program("constants", [], _ => [("z", Symbolic.Constants(values))]);

        var read = Ok(Read(ProgramJson.Write(program)));

        Assert.Equal(
            values.Select(BitConverter.DoubleToInt64Bits),
            ((Operation.Constant)read.Nodes[0].Operation).Values.Select(BitConverter.DoubleToInt64Bits));
    }

    [Theory]
    [InlineData("\"format\":1", "\"format\":2", "format 2, but this version reads format 1")]
    [InlineData("\"Tanh\"", "\"Tanhh\"", "'Tanhh'")]
    [InlineData("\"size\":2", "\"size\":3", "needs")]
    [InlineData("\"rows\":3", "\"rows\":4", "Affine needs W [4·2]")]
    [InlineData("\"summed\":false", "\"summed\":0", "outputs[0].summed")]
    [InlineData("\"shared\":true", "\"shred\":true", "inputs[2].shared")]
    [InlineData("\"index\":2", "\"index\":9", "refers to 9")]
    [InlineData("\"node\":", "\"node\":1", "refers to 1")]
    [InlineData("\"name\":\"y\"", "\"name\":7", "inputs[1].name")]
    [InlineData("\"start\":0", "\"start\":-1", "not negative")]
    public void A_damaged_program_is_refused(string written, string damaged, string message)
    {
        Assert.Contains(written, Field, StringComparison.Ordinal);

        var read = Read(Field.Replace(written, damaged, StringComparison.Ordinal));

        Assert.Contains(
            message, read.Match(_ => "no error", error => error.Describe()), StringComparison.Ordinal);
    }

    private static Result<Program, ProgramError> Read(string json) =>
        ProgramJson.Read(JsonDocument.Parse(json).RootElement);

    private static Program Ok(Result<Program, ProgramError> result) =>
        Assert.IsType<Result<Program, ProgramError>.Ok>(result).Value;
}
