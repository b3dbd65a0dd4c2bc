using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>
/// Writes operations on the runtime's vectors of one width and type. These are not calls: the compiler puts
/// the instruction itself there, and need not inline, which it gives up where a method has many variables.
/// </summary>
internal sealed class VectorCode
{
    private readonly ILGenerator _code;
    private readonly Type _number;
    private readonly Type _bits;
    private readonly Type _operations;
    private readonly Type _anyVector;

    /// <summary>Writes for vectors of so many bits; 128, 256 or 512.</summary>
    public VectorCode(ILGenerator code, Type number, int width)
    {
        (_code, _number, _bits) = (code, number, number == typeof(float) ? typeof(int) : typeof(long));
        (_operations, _anyVector) = width switch
        {
            512 => (typeof(Vector512), typeof(Vector512<>)),
            256 => (typeof(Vector256), typeof(Vector256<>)),
            128 => (typeof(Vector128), typeof(Vector128<>)),
            _ => throw Unreachable.Case(width),
        };
        Vector = VectorOf(number);
    }

    /// <summary>The type of a vector of numbers.</summary>
    public Type Vector { get; }

    /// <summary>The bytes of a number.</summary>
    public int NumberSize => _number == typeof(float) ? sizeof(float) : sizeof(double);

    /// <summary>True for an operation on bit patterns: its arguments are taken as such.</summary>
    public static bool IsOnBits(VectorOperation operation) => operation is VectorOperation.AddBits
        or VectorOperation.SubtractBits or VectorOperation.ShiftLeft or VectorOperation.ShiftRight;

    /// <summary>The vector at an address.</summary>
    public void Load()
    {
        _code.Emit(OpCodes.Unaligned, (byte)1);
        _code.Emit(OpCodes.Ldobj, Vector);
    }

    /// <summary>Writes a vector to an address that was pushed before it.</summary>
    public void Store()
    {
        _code.Emit(OpCodes.Unaligned, (byte)1);
        _code.Emit(OpCodes.Stobj, Vector);
    }

    /// <summary>The number at an address, in all lanes.</summary>
    public void LoadShared()
    {
        _code.Emit(OpCodes.Ldobj, _number);
        Call("Create", _number);
    }

    /// <summary>The same constant in all lanes.</summary>
    public void Create(double value)
    {
        if (_number == typeof(float)) _code.Emit(OpCodes.Ldc_R4, (float)value);
        else _code.Emit(OpCodes.Ldc_R8, value);
        Call("Create", _number);
    }

    /// <summary>Takes a vector as its bit patterns.</summary>
    public void AsBits() => As(_number, _bits);

    /// <summary>
    /// An operation on as many vectors as it takes; those on bit patterns give numbers again.
    /// </summary>
    public void Apply(VectorOperation operation)
    {
        if (!IsOnBits(operation))
        {
            Call(NameOf(operation), [.. Enumerable.Repeat(Vector, CountOf(operation))]);
            return;
        }

        var isShift = operation is VectorOperation.ShiftLeft or VectorOperation.ShiftRight;
        Call(NameOf(operation), VectorOf(_bits), isShift ? typeof(int) : VectorOf(_bits));
        As(_bits, _number);
    }

    private static int CountOf(VectorOperation operation) => operation switch
    {
        VectorOperation.Negate or VectorOperation.Abs or VectorOperation.Sqrt or VectorOperation.Floor => 1,
        VectorOperation.Select or VectorOperation.MultiplyAdd => 3,
        _ => 2,
    };

    private static string NameOf(VectorOperation operation) => operation switch
    {
        VectorOperation.Add or VectorOperation.AddBits => nameof(Vector512.Add),
        VectorOperation.Subtract or VectorOperation.SubtractBits => nameof(Vector512.Subtract),
        VectorOperation.Multiply => nameof(Vector512.Multiply),
        VectorOperation.Divide => nameof(Vector512.Divide),
        VectorOperation.Negate => nameof(Vector512.Negate),
        VectorOperation.And => nameof(Vector512.BitwiseAnd),
        VectorOperation.Or => nameof(Vector512.BitwiseOr),
        VectorOperation.Xor => nameof(Vector512.Xor),
        VectorOperation.Less => nameof(Vector512.LessThan),
        VectorOperation.Greater => nameof(Vector512.GreaterThan),
        VectorOperation.LessOrEqual => nameof(Vector512.LessThanOrEqual),
        VectorOperation.GreaterOrEqual => nameof(Vector512.GreaterThanOrEqual),
        VectorOperation.Equal => nameof(Vector512.Equals),
        VectorOperation.Select => nameof(Vector512.ConditionalSelect),
        VectorOperation.MultiplyAdd => nameof(Vector512.FusedMultiplyAdd),
        VectorOperation.Smaller => nameof(Vector512.MinNative),
        VectorOperation.Larger => nameof(Vector512.MaxNative),
        VectorOperation.Abs => nameof(Vector512.Abs),
        VectorOperation.Sqrt => nameof(Vector512.Sqrt),
        VectorOperation.Floor => nameof(Vector512.Floor),
        VectorOperation.ShiftLeft => nameof(Vector512.ShiftLeft),
        VectorOperation.ShiftRight => nameof(Vector512.ShiftRightArithmetic),
        _ => throw Unreachable.Case(operation),
    };

    private Type VectorOf(Type number) => _anyVector.MakeGenericType(number);

    private void As(Type from, Type to) => _code.Emit(
        OpCodes.Call, _operations.GetMethod(nameof(Vector512.As))!.MakeGenericMethod(from, to));

    /// <summary>The form of a method for these parameters, be it generic in the number or not.</summary>
    private void Call(string name, params Type[] parameters)
    {
        var forms = _operations.GetMember(name, MemberTypes.Method, BindingFlags.Public | BindingFlags.Static)
            .Cast<MethodInfo>()
            .Where(form => !form.IsGenericMethodDefinition || form.GetGenericArguments().Length == 1)
            .Select(form => form.IsGenericMethodDefinition
                ? form.MakeGenericMethod(NumberOf(parameters[0]))
                : form);
        _code.Emit(OpCodes.Call, forms.First(form =>
            form.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(parameters)));
    }

    private static Type NumberOf(Type parameter) =>
        parameter.IsGenericType ? parameter.GetGenericArguments()[0] : parameter;
}
