using System.Numerics;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>Sizes, tags and the order of fields in every hash of <c>docs/release-statement.md</c>: once, for numbers and for
/// wires.</summary>
public static class ReleaseFormat
{
    public const int DatasetTags = 8;
    public const int DatasetLicences = 8;
    public const int PolicyTags = 4;
    public const int PolicyLicences = 16;
    public const int DateBits = 32;

    /// <summary>Of a hash's first 31 bytes.</summary>
    public const int HashBits = 248;

    /// <summary>Of a training link beside a date.</summary>
    public const int LinkBits = 8;

    /// <summary>The depth of an authority's tree.</summary>
    public const int AuthorityDepth = 20;

    /// <summary>The depth of the tree of a model's declared datasets.</summary>
    public const int DeclaredDepth = 4;

    /// <summary>The depth of a registry's tree of authorities.</summary>
    public const int RegistryDepth = 10;

    public static HashTag RecordTag { get; } = new("chainprov/record/v1");

    public static HashTag DatasetTag { get; } = new("chainprov/dataset/v1");

    public static HashTag CertifiedTag { get; } = new("chainprov/certified/v1");

    public static HashTag CosignedTag { get; } = new("chainprov/cosigned/v1");

    public static HashTag AuthorityTag { get; } = new("chainprov/authority/v1");

    public static HashTag ModelCommitmentTag { get; } = new("chainprov/model-commitment/v2");

    public static HashTag PolicyTag { get; } = new("chainprov/policy/v1");

    /// <summary>How many datasets a release can declare, by circuit: the least that holds them is used.</summary>
    public static ReadOnlySpan<int> SlotCounts => [1, 4, 16];

    /// <exception cref="ArgumentOutOfRangeException">There is no dataset, or more than 16.</exception>
    public static int SlotsFor(int datasets)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(datasets);
        foreach (int slots in SlotCounts)
            if (datasets <= slots) return slots;
        throw new ArgumentOutOfRangeException(nameof(datasets), datasets, $"A release declares at most {SlotCounts[^1]} datasets.");
    }

    public static T[] Record<T>(T key, T size, T sha256High, T sha256Low, T licence, T source, T bin) =>
        [key, size, sha256High, sha256Low, licence, source, bin];

    public static T[] Dataset<T>(T merkleRoot, T recordCount) => [merkleRoot, recordCount];

    /// <summary>The dates, which are below 2³², lie in one element.</summary>
    public static T[] Certified<T>(T datasetRoot, ReadOnlySpan<T> tags, ReadOnlySpan<T> licences, T certifiedOn, T expiresOn)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, Fr, T> =>
        [datasetRoot, .. tags, .. licences, Dates(certifiedOn, expiresOn)];

    public static T[] Authority<T>(T merkleRoot, T revision) => [merkleRoot, revision];

    public static T[] Cosigned<T>(T datasetLeaf, T facts, T salt) => [datasetLeaf, facts, salt];

    public static T[] ModelCommitment<T>(T facts, T trainingLink, T declaredRoot, T blinding) => [facts, trainingLink, declaredRoot, blinding];

    /// <summary>The dates, which are below 2³², lie in one element.</summary>
    public static T[] Policy<T>(ReadOnlySpan<T> tags, ReadOnlySpan<T> licences, T certifiedNotBefore, T validOn)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, Fr, T> =>
        [.. tags, .. licences, Dates(certifiedNotBefore, validOn)];

    /// <summary>A training link, below 2⁸, and a policy's last day in one element.</summary>
    public static T Terms<T>(T trainingLink, T validOn)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, Fr, T> => trainingLink + (validOn * Fr.From(1UL << LinkBits));

    private static T Dates<T>(T first, T second)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, Fr, T> => first + (second * Fr.From(1UL << DateBits));
}
