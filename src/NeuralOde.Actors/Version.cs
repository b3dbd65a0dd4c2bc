using System.Globalization;

namespace NeuralOde.Actors;

/// <summary>The number of optimiser steps applied to the parameters.</summary>
public readonly record struct Version(long Value)
{
    /// <summary>Whether this version came after the other.</summary>
    public bool IsNewerThan(Version other) => Value > other.Value;

    /// <summary>How many steps lie between an older version and this one: the staleness of what is based on
    /// it.</summary>
    public long StepsSince(Version older) => Value - older.Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
