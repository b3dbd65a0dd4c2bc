using System.Runtime.InteropServices;

namespace NeuralOde.Core.Adjoints;

/// <summary>How the way back of one example went, in numbers.</summary>
/// <param name="Nvjp">
/// The pullbacks of the field; of the augmented field for <see cref="Adjoint.Backsolve"/>.
/// </param>
/// <param name="NfeBackward">
/// The evaluations of the field beside them, to compute steps again; none with
/// <see cref="Adjoint.Discrete"/>, which keeps their slopes. The one number that depends on the company with
/// <see cref="Adjoint.Checkpointed"/>, for the schedule is that of the whole tile.
/// </param>
/// <param name="Defect">
/// The reversal defect of <see cref="Adjoint.Backsolve"/>, infinite if it did not come back; else 0; no unit.
/// </param>
/// <param name="FellBack">True where <see cref="Adjoint.Checkpointed"/> had to take over.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AdjointRecord(int Nvjp, int NfeBackward, double Defect, bool FellBack);
