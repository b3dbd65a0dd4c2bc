namespace NeuralOde.Core.Programs;

/// <summary>
/// f in dy/dt = f(t, y; θ, u) as a program with the inputs t [1], y [State], θ
/// [Parameters, shared], u [Inputs].
/// </summary>
/// <param name="Program">The function; its one output has the size of the state.</param>
/// <param name="Layout">The tensors that θ is made of.</param>
public sealed partial record VectorField(Program Program, ParameterLayout Layout)
{
    /// <summary>The number of features of the state.</summary>
    public int State => Program.Inputs[1].Size;

    /// <summary>The number of parameters.</summary>
    public int Parameters => Program.Inputs[2].Size;

    /// <summary>The number of inputs that each lane has of its own.</summary>
    public int Inputs => Program.Inputs[3].Size;
}
