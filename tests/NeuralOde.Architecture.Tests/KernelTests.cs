using System.Reflection;
using NeuralOde.Numerics;
using Xunit;

namespace NeuralOde.Architecture.Tests;

public sealed class KernelTests
{
    [Fact]
    public void Public_methods_of_the_kernels_take_spans_views_and_numbers_only() => Assert.Empty(
        from type in typeof(Misuse).Assembly.GetExportedTypes()
        where type != typeof(Misuse)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName
        from parameter in method.GetParameters()
        where !IsPlain(parameter.ParameterType)
        select $"{type}.{method.Name}({parameter.ParameterType} {parameter.Name})");

    private static bool IsPlain(Type type) =>
        type.IsByRef
            ? IsPlain(type.GetElementType()!)
            : type.IsValueType || type.IsGenericParameter || type.IsPointer;
}
