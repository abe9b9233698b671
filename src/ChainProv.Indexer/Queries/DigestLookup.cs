using ChainProv.Ethereum;

namespace ChainProv.Indexer.Queries;

/// <summary>Finds out what a digest is.</summary>
/// <remarks>
/// What nobody can choose comes first: the digests of models, the ids of releases and authorities, the model commitments that a release opens
/// in its proof and the roots of the registry tree are hashes. Files, datasets and authorities' roots are what anyone says they are, so a
/// stranger could otherwise put one in the way of another's model; among them the dearest to say is first.
/// </remarks>
internal static class DigestLookup
{
    private delegate Task<(object Record, IReadOnlyList<Parent> Parents)?> Search(IndexSnapshot at, Hash32 digest);

    private static readonly (string Kind, Search Search)[] Searches =
    [
        (RecordKind.Model, async (at, digest) => Found(await ReleaseQueries.AnswerAsync(at, digest).ConfigureAwait(false))),
        (RecordKind.Release, async (at, digest) => Found(await ReleaseQueries.ReleaseAsync(at, digest).ConfigureAwait(false))),
        (RecordKind.Authority, async (at, digest) => await AuthorityQueries.AuthorityAsync(at, digest).ConfigureAwait(false) is AuthorityRecord authority
            ? (authority, []) : null),
        (RecordKind.ModelCommitment, async (at, digest) => Found(await ReleaseQueries.OfCommitmentAsync(at, digest).ConfigureAwait(false))),
        (RecordKind.RegistryRoot, async (at, digest) => await RegistryRootQueries.RegistryRootAsync(at, digest).ConfigureAwait(false) is RegistryRootRecord root
            ? (root, []) : null),
        (RecordKind.File, async (at, digest) => Found(await ReleaseQueries.OfFileAsync(at, digest).ConfigureAwait(false))),
        (RecordKind.Root, async (at, digest) => await AuthorityQueries.RootAsync(at, digest).ConfigureAwait(false) is RootRecord root
            ? (root, [new Parent(RecordKind.Authority, root.AuthorityId)]) : null),
        (RecordKind.Dataset, async (at, digest) => await DatasetQueries.DatasetAsync(at, digest).ConfigureAwait(false) is DatasetRecord dataset
            ? (dataset, []) : null),
    ];

    /// <summary>The kinds that can be asked for.</summary>
    public static IEnumerable<string> Kinds => Searches.Select(search => search.Kind);

    /// <summary>Looks a digest up as everything it can be, or only as <paramref name="kind"/>.</summary>
    public static async Task<LookupAnswer> FindAsync(IndexSnapshot at, Hash32 digest, string? kind)
    {
        List<(string Kind, object Record, IReadOnlyList<Parent> Parents)> found = [];
        foreach ((string name, Search search) in Searches.Where(search => kind is null || search.Kind == kind))
        {
            if (await search(at, digest).ConfigureAwait(false) is (object record, IReadOnlyList<Parent> parents))
                found.Add((name, record, parents));
        }
        (string? first, object? best, IReadOnlyList<Parent> itsParents) = found.Count > 0 ? found[0] : (null, null, []);
        return new LookupAnswer(
            found.Count > 0, first, [.. found.Select(item => item.Kind)], best, itsParents, at.Block.Number, at.Block.Hash, at.IsFinal);
    }

    private static (object Record, IReadOnlyList<Parent> Parents)? Found(ReleaseRecord? release) => release is null ? null : (release, release.Parents);
}
