using ChainProv.Circuits;
using ChainProv.Circuits.Gadgets;
using ChainProv.Cryptography.Commitments;

namespace ChainProv.Groth16.Tests.Linking;

/// <summary>What <see cref="LinkedCircuit"/> shows, true or not.</summary>
internal sealed record Linked(CommittedVector Left, CommittedVector Right, Fr InnerProduct, Fr Secret);

/// <summary>The inner product of two vectors that are committed to outside, plus a secret, where all values of the first are below 2⁴.</summary>
internal sealed class LinkedCircuit(Linked placeholder) : ICircuit<Linked>
{
    public Linked Placeholder => placeholder;

    public void Define(ICircuitBuilder circuit, Linked statement)
    {
        Wire claimed = circuit.Public("inner-product", statement.InnerProduct);
        Wire[] left = circuit.Committed("left", statement.Left), right = circuit.Committed("right", statement.Right);
        Wire secret = circuit.Private("secret", statement.Secret), sum = secret;
        for (int i = 0; i < left.Length; i++)
        {
            circuit.AssertRangeByLookup(left[i], 4);
            sum += circuit.Multiply($"product-{i}", left[i], right[i]);
        }

        circuit.AssertEqual("inner-product", sum, claimed);
    }
}
