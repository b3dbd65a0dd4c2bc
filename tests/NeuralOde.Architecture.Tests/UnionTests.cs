using Xunit;

namespace NeuralOde.Architecture.Tests;

public sealed class UnionTests
{
    public static TheoryData<Type> Unions =>
        [.. House.PureTypes.Where(type => type.IsAbstract && !type.IsSealed && House.IsRecord(type))];

    [Theory, MemberData(nameof(Unions))]
    public void A_union_is_closed_and_its_cases_are_nested_sealed_records(Type union)
    {
        var cases = House.PureTypes
            .Where(type => type.BaseType is { } b && House.Definition(b) == House.Definition(union))
            .ToArray();

        Assert.NotEmpty(cases);
        Assert.All(union.GetConstructors(House.All), c => Assert.True(c.IsPrivate || IsCopy(c, union)));
        Assert.All(
            cases, c => Assert.True(c.IsSealed && c.DeclaringType == House.Definition(union), c.FullName));
    }

    private static bool IsCopy(System.Reflection.ConstructorInfo constructor, Type union) =>
        constructor.GetParameters() is [var only]
            && House.Definition(only.ParameterType) == House.Definition(union);
}
