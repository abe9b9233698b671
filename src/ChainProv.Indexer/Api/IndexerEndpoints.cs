using ChainProv.Indexer.Queries;
using ChainProv.Indexer.Storage;
using ChainProv.Indexer.Sync;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace ChainProv.Indexer.Api;

/// <summary>The questions that the index answers: <c>/v1/…</c>.</summary>
internal static class IndexerEndpoints
{
    public static RouteGroupBuilder MapV1(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder v1 = routes.MapGroup("/v1").WithTags("Index").WithGroupName(IndexerOpenApi.Document)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        v1.MapGet("/lookup/{digest}", LookupAsync).WithSummary("What a digest is: a model, file, release, model commitment, authority, root, registry root or dataset.");
        v1.MapGet("/releases/{id}", ReleaseAsync).WithSummary("A release.");
        v1.MapGet("/releases/{id}/files", FilesAsync).WithSummary("A release's files.");
        v1.MapGet("/models/{modelDigest}", ModelAsync).WithSummary("A model's releases, and the one that answers for it.");
        v1.MapGet("/model-commitments/{modelCommitment}", ModelCommitmentAsync).WithSummary("The releases of a model commitment, as a response names it.");
        v1.MapGet("/files/{sha256}", FileAsync).WithSummary("The releases whose models have a file.");
        v1.MapGet("/datasets/{root}", DatasetAsync).WithSummary("Who committed a dataset.");
        v1.MapGet("/authorities/{id}", AuthorityAsync).WithSummary("An authority and its roots.");
        v1.MapGet("/registry-roots/{root}", RegistryRootAsync).WithSummary("A root of the registry tree, as a response names it.");
        v1.MapGet("/publishers/{address}", PublisherAsync).WithSummary("A publisher's releases.");
        v1.MapGet("/status", StatusAsync).WithSummary("How far the index is.");
        return v1;
    }

    private static Task<Results<Ok<LookupAnswer>, ProblemHttpResult>> LookupAsync(
        string digest, [AsParameters] AtBlock query, string? kind, IndexApi api, CancellationToken cancellationToken) =>
        kind is null || DigestLookup.Kinds.Contains(kind)
            ? api.AboutDigestAsync<LookupAnswer>(digest, query, async (at, parsed, _) =>
                await DigestLookup.FindAsync(at, parsed, kind).ConfigureAwait(false), cancellationToken)
            : IndexApi.Refuse<LookupAnswer>(StatusCodes.Status400BadRequest, $"kind must be one of {string.Join(", ", DigestLookup.Kinds)}");

    private static Task<Results<Ok<ReleaseResponse>, ProblemHttpResult>> ReleaseAsync(
        string id, [AsParameters] AtBlock query, IndexApi api, CancellationToken cancellationToken) =>
        api.AboutDigestAsync(id, query, async (at, parsed, _) =>
            await ReleaseQueries.ReleaseAsync(at, parsed).ConfigureAwait(false) is ReleaseRecord release
                ? new ReleaseResponse(release, release.Parents, at.Block.Number, at.Block.Hash, at.IsFinal) : null,
            cancellationToken);

    private static Task<Results<Ok<Page<FileRecord>>, ProblemHttpResult>> FilesAsync(
        string id, [AsParameters] AtBlock query, IndexApi api, CancellationToken cancellationToken) =>
        api.AboutDigestAsync(id, query, async (at, parsed, page) =>
            await ReleaseQueries.ReleaseAsync(at, parsed).ConfigureAwait(false) is null ? null
                : await ReleaseQueries.FilesAsync(at, parsed, query.After is null ? 0 : page.Index, page.Limit).ConfigureAwait(false),
            cancellationToken);

    private static Task<Results<Ok<ModelResponse>, ProblemHttpResult>> ModelAsync(
        string modelDigest, [AsParameters] AtBlock query, IndexApi api, CancellationToken cancellationToken) =>
        api.AboutDigestAsync(modelDigest, query, async (at, parsed, page) =>
            await ReleaseQueries.AnswerAsync(at, parsed).ConfigureAwait(false) is ReleaseRecord answer
                ? new ModelResponse(parsed, answer, await ReleaseQueries.OfModelAsync(at, parsed, page).ConfigureAwait(false)) : null,
            cancellationToken);

    private static Task<Results<Ok<Page<ReleaseRecord>>, ProblemHttpResult>> ModelCommitmentAsync(
        string modelCommitment, [AsParameters] AtBlock query, IndexApi api, CancellationToken cancellationToken) =>
        api.AboutDigestAsync(modelCommitment, query, async (at, parsed, page) =>
            NoneIsNull(await ReleaseQueries.WithCommitmentAsync(at, parsed, page).ConfigureAwait(false), query), cancellationToken);

    private static Task<Results<Ok<Page<ReleaseRecord>>, ProblemHttpResult>> FileAsync(
        string sha256, [AsParameters] AtBlock query, IndexApi api, CancellationToken cancellationToken) =>
        api.AboutDigestAsync(sha256, query, async (at, parsed, page) =>
            NoneIsNull(await ReleaseQueries.WithFileAsync(at, parsed, page).ConfigureAwait(false), query), cancellationToken);

    private static Task<Results<Ok<DatasetResponse>, ProblemHttpResult>> DatasetAsync(
        string root, [AsParameters] AtBlock query, IndexApi api, CancellationToken cancellationToken) =>
        api.AboutDigestAsync(root, query, async (at, parsed, page) =>
            await DatasetQueries.DatasetAsync(at, parsed).ConfigureAwait(false) is DatasetRecord dataset
                ? new DatasetResponse(dataset, await DatasetQueries.CommitmentsAsync(at, parsed, page).ConfigureAwait(false)) : null,
            cancellationToken);

    private static Task<Results<Ok<AuthorityResponse>, ProblemHttpResult>> AuthorityAsync(
        string id, [AsParameters] AtBlock query, IndexApi api, CancellationToken cancellationToken) =>
        api.AboutDigestAsync(id, query, async (at, parsed, page) =>
            await AuthorityQueries.AuthorityAsync(at, parsed).ConfigureAwait(false) is AuthorityRecord authority
                ? new AuthorityResponse(authority, await AuthorityQueries.RootsOfAsync(at, parsed, page).ConfigureAwait(false)) : null,
            cancellationToken);

    private static Task<Results<Ok<RegistryRootResponse>, ProblemHttpResult>> RegistryRootAsync(
        string root, [AsParameters] AtBlock query, IndexApi api, CancellationToken cancellationToken) =>
        api.AboutDigestAsync(root, query, async (at, parsed, _) =>
            await RegistryRootQueries.RegistryRootAsync(at, parsed).ConfigureAwait(false) is RegistryRootRecord known
                ? new RegistryRootResponse(known, at.Block.Number, at.Block.Hash, at.IsFinal) : null,
            cancellationToken);

    private static Task<Results<Ok<Page<ReleaseRecord>>, ProblemHttpResult>> PublisherAsync(
        string address, [AsParameters] AtBlock query, IndexApi api, CancellationToken cancellationToken) =>
        api.AboutAddressAsync(address, query, async (at, parsed, page) =>
            NoneIsNull(await ReleaseQueries.OfPublisherAsync(at, parsed, page).ConfigureAwait(false), query), cancellationToken);

    private static async Task<Ok<StatusResponse>> StatusAsync(
        IndexStore store, SyncState state, IOptions<IndexerOptions> options, CancellationToken cancellationToken)
    {
        SyncSnapshot now = state.Now;
        ChainIdentity? identity = await store.ReadIdentityAsync(cancellationToken).ConfigureAwait(false);
        Checkpoint checkpoint = await store.ReadCheckpointAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new StatusResponse(
            identity?.ChainId, options.Value.RegistryAddress, options.Value.FirstBlock, now.Head, checkpoint.Tip?.Number, checkpoint.Tip?.Hash,
            checkpoint.Finalized, now.Lag, now.AnsweredAt, now.Problem));
    }

    /// <summary>A list that is empty from its beginning is of something unknown.</summary>
    private static Page<T>? NoneIsNull<T>(Page<T> page, AtBlock query) => page.Items.Count == 0 && query.After is null ? null : page;
}
