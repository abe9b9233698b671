using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace ChainProv.Provenance.Statements;

/// <summary>What a proof says in public, of a release or of a response.</summary>
/// <param name="Root">The root that the datasets are certified under: an authority's for a release, the registry's for a response.</param>
/// <param name="Facts">From <see cref="ModelFacts.ToElement"/>.</param>
/// <param name="ValidOn">The policy's own.</param>
/// <param name="Context">What the proof is bound to, hashed to 248 bits: chain, registry and publisher, or a transcript.</param>
public sealed record StatementInputs(Fr Root, Fr ModelCommitment, Fr Facts, Fr PolicyDigest, TrainingLink Link, Day ValidOn, Fr Context)
{
    public const int Count = 6;

    /// <summary>The six elements, in the order of <c>docs/release-statement.md</c>.</summary>
    public Fr[] ToElements() =>
        [Root, ModelCommitment, Facts, PolicyDigest, ReleaseFormat.Terms(Fr.From((ulong)Link), ValidOn.ToElement()), Context];

    /// <summary>Reads the six elements; false where the count is wrong, one has more bits than it may, or the link is none that there is.</summary>
    public static bool TryRead(ReadOnlySpan<Fr> elements, [NotNullWhen(true)] out StatementInputs? inputs)
    {
        inputs = null;
        if (elements.Length != Count || !IsBelow(elements[2], ReleaseFormat.HashBits) || !IsBelow(elements[5], ReleaseFormat.HashBits)
            || !IsBelow(elements[4], ReleaseFormat.LinkBits + ReleaseFormat.DateBits)) return false;
        ulong terms = (ulong)elements[4].ToBigInteger(), link = terms & ((1UL << ReleaseFormat.LinkBits) - 1);
        if (!Enum.IsDefined((TrainingLink)link)) return false;
        inputs = new(elements[0], elements[1], elements[2], elements[3], (TrainingLink)link, new Day((uint)(terms >> ReleaseFormat.LinkBits)), elements[5]);
        return true;
    }

    private static bool IsBelow(Fr element, int bits) => element.ToBigInteger().GetBitLength() <= bits;
}
