using System.Numerics;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Aggregation;

/// <summary>What an aggregate shows: for each of n vectors of public inputs, with the commitments to the vectors that the circuit is linked to, no two of which are the
/// same, there is a proof under the key.</summary>
/// <remarks>
/// A statement may not stand twice: n is the number of things shown, and a proof that is repeated, re-randomised or not, shows nothing more. n is filled up
/// to a power of two with points at infinity, of which nothing is claimed: the verifier adds up α and the public inputs of the first n only.
/// </remarks>
internal sealed class AggregateStatement(VerifyingKey key, IReadOnlyList<Fr[]> publicInputs, IReadOnlyList<G1Affine[]>? vectors = null)
{
    public VerifyingKey Key { get; } = key;

    public IReadOnlyList<Fr[]> PublicInputs { get; } = publicInputs;

    /// <summary>As many as there are public inputs, each empty where the circuit is linked to none.</summary>
    public IReadOnlyList<G1Affine[]> Vectors { get; } = vectors ?? [.. Enumerable.Repeat<G1Affine[]>([], publicInputs.Count)];

    public int Count => PublicInputs.Count;

    /// <summary>The count filled up to a power of two.</summary>
    public int Slots => (int)BitOperations.RoundUpToPowerOf2((uint)Count);

    /// <summary>Why no aggregate can show this; null where one can.</summary>
    public string? Problem(int capacity)
    {
        if (Count < 2) return "An aggregate is of at least two proofs.";
        if (Count > capacity) return $"The SRS is for at most {capacity} proofs, not {Count}.";
        if (PublicInputs.Any(inputs => inputs.Length != Key.StatedInputCount)) return $"A statement does not have {Key.StatedInputCount} public inputs.";
        int chunks = Key.Commitment?.Vectors?.Chunks ?? 0;
        if (Vectors.Count != Count || Vectors.Any(commitments => commitments.Length != chunks)) return $"A statement does not have {chunks} commitments to vectors.";

        Dictionary<int, int> seen = new(Count, new StatementComparer(this));
        for (int i = 0; i < Count; i++)
            if (!seen.TryAdd(i, i)) return $"Statement {i} repeats statement {seen[i]}.";
        return null;
    }

    /// <summary>The statements with all inputs of the circuit; null where the commitments are not of this number or kind.</summary>
    public CompleteStatement[]? Complete(AggregateCommitments? commitments)
    {
        if (commitments is not null && (commitments.Points.Count != Count || (commitments.Openings is { } openings && openings.Count != Count))) return null;
        CompleteStatement?[] complete = new CompleteStatement?[Count];
        Parallel.For(0, Count, i => complete[i] = CompleteStatement.Of(Key, PublicInputs[i], Vectors[i], commitments?.Points[i], commitments?.Openings?[i]));
        return complete.Contains(null) ? null : [.. complete.OfType<CompleteStatement>()];
    }

    /// <summary>Statements by their number, equal if inputs and vectors are.</summary>
    private sealed class StatementComparer(AggregateStatement statement) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) =>
            statement.PublicInputs[x].AsSpan().SequenceEqual(statement.PublicInputs[y]) && statement.Vectors[x].AsSpan().SequenceEqual(statement.Vectors[y]);

        public int GetHashCode(int number)
        {
            HashCode hash = new();
            foreach (Fr element in statement.PublicInputs[number]) hash.Add(element);
            foreach (G1Affine commitment in statement.Vectors[number]) hash.Add(commitment);
            return hash.ToHashCode();
        }
    }
}
