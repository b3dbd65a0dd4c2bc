using System.Reflection;
using Xunit;

namespace NeuralOde.Architecture.Tests;

/// <summary>The public surface of the library is an approved text: a change shows in review.</summary>
/// <remarks>
/// To approve a change, run the tests with the variable NEURALODE_APPROVE set to 1, and commit the file.
/// </remarks>
public sealed class PublicApiTests
{
    private static readonly string Approved =
        Path.Combine(House.Root, "tests", "NeuralOde.Architecture.Tests", "PublicApi.approved.txt");

    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        var surface = string.Join('\n', House.Pure.SelectMany(Describe)) + "\n";
        if (Environment.GetEnvironmentVariable("NEURALODE_APPROVE") == "1")
        {
            File.WriteAllText(Approved, surface);
        }

        Assert.Equal(File.ReadAllText(Approved), surface);
    }

    private static IEnumerable<string> Describe(Assembly assembly) =>
        from type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)
        from line in Members(type).Order(StringComparer.Ordinal).Prepend(Name(type))
        select line;

    private static IEnumerable<string> Members(Type type) =>
        from member in type.GetMembers(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where member is not Type && !member.Name.StartsWith('<') && !IsOfRecords(type, member)
        let text = member switch
        {
            MethodInfo { IsSpecialName: true } m when !m.Name.StartsWith("op_", StringComparison.Ordinal) =>
                "",
            MethodInfo m => $"{Name(m.ReturnType)} {m.Name}({Parameters(m)})",
            ConstructorInfo c => $"new({Parameters(c)})",
            PropertyInfo p => $"{Name(p.PropertyType)} {p.Name}",
            FieldInfo f => $"{Name(f.FieldType)} {f.Name}",
            _ => member.ToString()!,
        }
        where text.Length > 0
        select $"    {text}";

    private static bool IsOfRecords(Type type, MemberInfo member) =>
        House.IsRecord(type) && member.Name is "ToString" or "Equals" or "GetHashCode" or "Deconstruct"
            or "op_Equality" or "op_Inequality";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(
            parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Name(Type type) => type.ToString();
}
