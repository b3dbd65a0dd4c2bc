using System.Reflection.Emit;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>
/// Writes formulas: what is used once is an operand, what is used again stands in a register.
/// </summary>
internal sealed class FormulaEmitter(VectorCode vectors, ILGenerator code)
{
    // They serve one formula behind the other, so that the compiler has few to keep account of.
    private readonly List<LocalBuilder> _registers = [];

    /// <summary>Leaves the value of a formula.</summary>
    /// <param name="formula">What is computed.</param>
    /// <param name="argument">Leaves the value of one of its arguments.</param>
    public void Push(Formula formula, Action<int> argument)
    {
        var uses = new OrderedDictionary<Formula, int>(ReferenceEqualityComparer.Instance);
        var kept = new Dictionary<Formula, LocalBuilder>(ReferenceEqualityComparer.Instance);
        Count(formula, uses);
        foreach (var (part, count) in uses)
        {
            if (count < 2 || part.Parts.Count == 0) continue;
            Make(part);
            if (kept.Count == _registers.Count) _registers.Add(code.DeclareLocal(vectors.Vector));
            var register = _registers[kept.Count];
            code.Emit(OpCodes.Stloc, register);
            kept.Add(part, register);
        }

        PushPart(formula);

        void PushPart(Formula part)
        {
            if (kept.TryGetValue(part, out var register)) code.Emit(OpCodes.Ldloc, register);
            else Make(part);
        }

        void Make(Formula part)
        {
            switch (part)
            {
                case Formula.Argument f:
                    argument(f.Index);
                    break;
                case Formula.Constant f:
                    vectors.Create(f.Value);
                    break;
                case Formula.Made f:
                    PushParts(f, f.Operation);
                    vectors.Apply(f.Operation);
                    break;
                case Formula.Shifted f:
                    PushParts(f, f.Operation);
                    code.Emit(OpCodes.Ldc_I4, f.Bits);
                    vectors.Apply(f.Operation);
                    break;
                default:
                    throw Unreachable.Case(part);
            }
        }

        void PushParts(Formula whole, VectorOperation operation)
        {
            foreach (var part in whole.Parts)
            {
                PushPart(part);
                if (VectorCode.IsOnBits(operation)) vectors.AsBits();
            }
        }
    }

    /// <summary>Counts how often each part is used; parts stand before what is made of them.</summary>
    private static void Count(Formula formula, OrderedDictionary<Formula, int> uses)
    {
        if (!uses.ContainsKey(formula))
        {
            foreach (var part in formula.Parts) Count(part, uses);
        }

        uses[formula] = uses.TryGetValue(formula, out var count) ? count + 1 : 1;
    }
}
