using NeuralOde.Core.Adjoints;
using Xunit;

namespace NeuralOde.TestKit;

/// <summary>Every adjoint, so that a new one meets every test the day it is added.</summary>
public static class AllAdjoints
{
    /// <summary>The names of all adjoints, for theories.</summary>
    public static TheoryData<string> Names => ["Discrete", "Checkpointed(1)", "Checkpointed(3)", "Backsolve"];

    /// <summary>The names of those that reverse the very steps of the forward solve.</summary>
    public static TheoryData<string> OfSteps => ["Discrete", "Checkpointed(1)", "Checkpointed(3)"];

    /// <summary>The adjoint of a name.</summary>
    public static Adjoint Named(string name) => name switch
    {
        "Discrete" => new Adjoint.Discrete(),
        "Checkpointed(1)" => new Adjoint.Checkpointed(1),
        "Checkpointed(3)" => new Adjoint.Checkpointed(3),
        "Backsolve" => new Adjoint.Backsolve(),
        _ => throw new ArgumentException($"There is no adjoint {name}.", nameof(name)),
    };
}
