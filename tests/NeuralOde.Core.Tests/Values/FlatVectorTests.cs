using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Values;

public sealed class FlatVectorTests
{
    [Fact]
    public void A_vector_survives_its_bytes() => Prop.ForAll<double[]>(values =>
        FlatVector.FromBytes(Precision.Double, FlatVector.Of<double>(values).ToBytes())
        == FlatVector.Of<double>(values)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_vector_of_single_precision_survives_its_bytes() => Prop.ForAll<float[]>(values =>
        FlatVector.FromBytes(Precision.Single, FlatVector.Of<float>(values).ToBytes())
        == FlatVector.Of<float>(values)).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_are_little_endian() => Assert.Equal(
        [0, 0, 128, 63, 0, 0, 0, 192], FlatVector.Of<float>([1f, -2f]).ToBytes());

    [Fact]
    public void Vectors_with_other_bits_differ_even_where_their_numbers_are_equal() =>
        Assert.NotEqual(FlatVector.Of<double>([0.0]), FlatVector.Of<double>([-0.0]));

    [Fact]
    public void Parts_of_a_vector_join_to_it() => Prop.ForAll<float[], float[]>((left, right) =>
        FlatVector.Joined([FlatVector.Of<float>(left), FlatVector.Of<float>(right)])
        == FlatVector.Of<float>([.. left, .. right])).QuickCheckThrowOnFailure();

    [Fact]
    public void Vectors_of_different_precisions_do_not_join() => Assert.Throws<ArgumentException>(
        () => FlatVector.Joined([FlatVector.Of<float>([1]), FlatVector.Of<double>([1])]));

    [Fact]
    public void Vectors_add_number_by_number() => Assert.Equal(
        FlatVector.Of<double>([4.0, 6.0]), FlatVector.Of<double>([1.0, 2.0]).Add(
            FlatVector.Of<double>([3.0, 4.0])));

    [Fact]
    public void Adding_other_lengths_or_precisions_is_misuse()
    {
        var two = FlatVector.Zeros(Precision.Double, 2);

        Assert.Throws<ArgumentException>(() => two.Add(FlatVector.Zeros(Precision.Double, 3)));
        Assert.Throws<ArgumentException>(() => two.Add(FlatVector.Zeros(Precision.Single, 2)));
    }

    [Fact]
    public void Conversion_rounds_to_the_nearest_number() => Assert.Equal(
        FlatVector.Of<float>([0.1f, 3f]), FlatVector.Of<double>([0.1, 3.0]).To(Precision.Single));

    [Fact]
    public void Reading_the_wrong_type_is_misuse() =>
        Assert.Throws<ArgumentException>(() => FlatVector.Of<double>([1.0]).AsSpan<float>().Length);
}
