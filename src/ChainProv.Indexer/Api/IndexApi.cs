using ChainProv.Ethereum;
using ChainProv.Indexer.Queries;
using ChainProv.Indexer.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChainProv.Indexer.Api;

/// <summary>What is common to all questions: reading what is asked, opening the index at a block, and saying what is wrong (RFC 9457).</summary>
internal sealed class IndexApi(IIndexDatabase database)
{
    private const string Latest = "latest";
    private const string Finalized = "finalized";

    /// <summary>Answers about a digest.</summary>
    public Task<Results<Ok<T>, ProblemHttpResult>> AboutDigestAsync<T>(
        string digest, AtBlock query, Func<IndexSnapshot, Hash32, PageRequest, Task<T?>> answer, CancellationToken cancellationToken)
        where T : class => Hash32.TryParse(digest, null, out Hash32 parsed)
            ? AnswerAsync(query, (at, page) => answer(at, parsed, page), cancellationToken)
            : Refuse<T>(StatusCodes.Status400BadRequest, "a digest is 0x and 64 hexadecimal digits");

    /// <summary>Answers about an address.</summary>
    public Task<Results<Ok<T>, ProblemHttpResult>> AboutAddressAsync<T>(
        string address, AtBlock query, Func<IndexSnapshot, Address, PageRequest, Task<T?>> answer, CancellationToken cancellationToken)
        where T : class => Address.TryParse(address, null, out Address parsed)
            ? AnswerAsync(query, (at, page) => answer(at, parsed, page), cancellationToken)
            : Refuse<T>(StatusCodes.Status400BadRequest, "an address is 0x and 40 hexadecimal digits, with a right EIP-55 checksum if cases are mixed");

    /// <summary>A refusal with its reason.</summary>
    public static Task<Results<Ok<T>, ProblemHttpResult>> Refuse<T>(int status, string reason) =>
        Task.FromResult<Results<Ok<T>, ProblemHttpResult>>(TypedResults.Problem(reason, statusCode: status));

    private async Task<Results<Ok<T>, ProblemHttpResult>> AnswerAsync<T>(
        AtBlock query, Func<IndexSnapshot, PageRequest, Task<T?>> answer, CancellationToken cancellationToken)
        where T : class
    {
        if (query.At is not (null or Latest or Finalized))
            return Problem(StatusCodes.Status400BadRequest, $"at must be {Latest} or {Finalized}");
        if (PageRequest.TryRead(query.After, query.Limit, out PageRequest page) is string wrong)
            return Problem(StatusCodes.Status400BadRequest, wrong);
        await using IndexSnapshot? at = await IndexSnapshot.OpenAsync(database, query.At == Finalized, cancellationToken).ConfigureAwait(false);
        if (at is null)
        {
            return Problem(StatusCodes.Status503ServiceUnavailable,
                query.At == Finalized ? "no block of the index is final yet" : "no block is indexed yet");
        }
        return await answer(at, page).ConfigureAwait(false) is T found
            ? TypedResults.Ok(found)
            : Problem(StatusCodes.Status404NotFound, $"not known at block {at.Block.Number}");
    }

    private static ProblemHttpResult Problem(int status, string reason) => TypedResults.Problem(reason, statusCode: status);
}
