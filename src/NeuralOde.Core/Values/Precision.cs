namespace NeuralOde.Core.Values;

/// <summary>The type of the numbers that a run computes with.</summary>
public enum Precision
{
    /// <summary>32 bits, <see cref="float"/>.</summary>
    Single,

    /// <summary>64 bits, <see cref="double"/>.</summary>
    Double,
}

/// <summary>What a precision means in bytes and types.</summary>
public static class Precisions
{
    /// <summary>The precision of a number type.</summary>
    /// <exception cref="NotSupportedException">
    /// <typeparamref name="T"/> is neither float nor double.
    /// </exception>
    public static Precision Of<T>()
        where T : unmanaged => default(T) switch
        {
            float => Precision.Single,
            double => Precision.Double,
            _ => throw new NotSupportedException($"{typeof(T).Name} is no precision: use float or double."),
        };

    extension(Precision precision)
    {
        /// <summary>The size of one number in bytes.</summary>
        public int Bytes => precision is Precision.Single ? sizeof(float) : sizeof(double);
    }
}
