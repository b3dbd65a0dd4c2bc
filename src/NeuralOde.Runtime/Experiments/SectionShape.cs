using System.Reflection;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>
/// What the records of an experiment look like as JSON: read from their types and <see
/// cref="FieldAttribute"/>s.
/// </summary>
internal static class SectionShape
{
    /// <summary>The name of the field that tells which case of a union an object is.</summary>
    public const string Kind = "kind";

    private static readonly Dictionary<Type, FieldShape[]> Known = [];
    private static readonly Lock KnownLock = new();

    /// <summary>The fields of a record, in the order of the source.</summary>
    public static FieldShape[] Fields(Type section)
    {
        lock (KnownLock)
        {
            if (!Known.TryGetValue(section, out var fields)) Known[section] = fields = Reflect(section);
            return fields;
        }
    }

    /// <summary>Whether a type is a union, whose cases are told apart by their kind.</summary>
    public static bool IsUnion(Type type) => type.IsAbstract;

    /// <summary>Whether a type is a record with fields, or a union of such.</summary>
    public static bool IsSection(Type type) => type.IsClass && type != typeof(string);

    /// <summary>The cases of a union by kind.</summary>
    public static IReadOnlyDictionary<string, Type> Cases(Type union) =>
        union.GetNestedTypes().ToDictionary(type => Camel(type.Name), StringComparer.Ordinal);

    /// <summary>The names of an enumeration as they are written in JSON.</summary>
    public static IEnumerable<string> Names(Type enumeration) => Enum.GetNames(enumeration).Select(Camel);

    /// <summary>The element type of a <see cref="ValueArray{T}"/>, or null for any other type.</summary>
    public static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueArray<>)
            ? type.GenericTypeArguments[0]
            : null;

    /// <summary>A name of C# as it is written in JSON.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>An object with the defaults of a section.</summary>
    public static object Default(Type section) => Activator.CreateInstance(section)!;

    private static FieldShape[] Reflect(Type section) =>
    [
        .. from property in section.GetProperties()
           let field = property.GetCustomAttribute<FieldAttribute>()
           where field is not null
           select new FieldShape(Camel(property.Name), property, field),
    ];
}

/// <summary>One field of a section.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Property">The property that holds it.</param>
/// <param name="Field">What it means and may be.</param>
internal sealed record FieldShape(string Name, PropertyInfo Property, FieldAttribute Field)
{
    /// <summary>The type of its value.</summary>
    public Type Type => Property.PropertyType;
}
