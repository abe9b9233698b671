using System.Numerics;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Aggregation;

/// <summary>What an aggregate shows: for each of n vectors of public inputs, no two of which are the same, there is a proof under the key.</summary>
/// <remarks>
/// A statement may not stand twice: n is the number of things shown, and a proof that is repeated, re-randomised or not, shows nothing more. n is filled up
/// to a power of two with points at infinity, of which nothing is claimed: the verifier adds up α and the public inputs of the first n only.
/// </remarks>
internal sealed record AggregateStatement(VerifyingKey Key, IReadOnlyList<Fr[]> PublicInputs)
{
    public int Count => PublicInputs.Count;

    /// <summary>The count filled up to a power of two.</summary>
    public int Slots => (int)BitOperations.RoundUpToPowerOf2((uint)Count);

    /// <summary>Why no aggregate can show this; null where one can.</summary>
    public string? Problem(int capacity)
    {
        if (Count < 2) return "An aggregate is of at least two proofs.";
        if (Count > capacity) return $"The SRS is for at most {capacity} proofs, not {Count}.";
        if (!PublicInputSum.HasShape(Key, Count, PublicInputs)) return $"A statement does not have {Key.PublicInputCount} public inputs.";

        Dictionary<Fr[], int> seen = new(Count, VectorComparer.Instance);
        for (int i = 0; i < Count; i++)
            if (!seen.TryAdd(PublicInputs[i], i)) return $"Statement {i} repeats statement {seen[PublicInputs[i]]}.";
        return null;
    }

    private sealed class VectorComparer : IEqualityComparer<Fr[]>
    {
        public static readonly VectorComparer Instance = new();

        public bool Equals(Fr[]? x, Fr[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(Fr[] vector)
        {
            HashCode hash = new();
            foreach (Fr element in vector) hash.Add(element);
            return hash.ToHashCode();
        }
    }
}
