using System.Runtime.CompilerServices;
using Xunit;

namespace NeuralOde.Architecture.Tests;

public sealed class ImmutabilityTests
{
    [Fact]
    public void Pure_assemblies_expose_no_setter_but_init() => Assert.Empty(
        from type in House.PureTypes
        where !IsWorkspace(type)
        from property in type.GetProperties(House.All)
        where property.SetMethod is { } set
            && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
        select $"{property.DeclaringType}.{property.Name}");

    [Fact]
    public void Pure_assemblies_hold_no_mutable_field() => Assert.Empty(
        from type in House.PureTypes
        where !IsWorkspace(type) && !type.IsEnum
        from field in type.GetFields(House.All)
        where !field.IsInitOnly && !field.IsLiteral && !field.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        select $"{field.DeclaringType}.{field.Name}");

    private static bool IsWorkspace(Type type) =>
        type.Name.Split('`')[0].EndsWith("Workspace", StringComparison.Ordinal);
}
