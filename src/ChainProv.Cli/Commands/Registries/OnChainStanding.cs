using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;

namespace ChainProv.Cli.Commands.Registries;

/// <summary>How a release stands with a registry.</summary>
/// <param name="IsAnchored">Whether the registry holds it.</param>
/// <param name="Problems">What speaks against it there; empty if it counts as proven, or would if it were anchored now.</param>
internal sealed record OnChainStanding(bool IsAnchored, IReadOnlyList<string> Problems)
{
    public static async Task<OnChainStanding> OfAsync(EthereumClient client, ProvenanceRegistry registry, ReleaseCertificate certificate, CancellationToken cancellationToken)
    {
        ProvenanceRegistry.ReleaseStatus status = await registry.ReleaseStatusAsync(ReleaseAnchor.IdOf(certificate), cancellationToken: cancellationToken);
        return status.Exists ? new(true, [.. Anchored(status)]) : new(false, await NotAnchoredAsync(client, registry, certificate, cancellationToken));
    }

    private static string DatePassed(DateOnly validOn) => DatePassed(Day.Of(validOn));

    /// <summary>Where no chain is asked, today's date is this machine's.</summary>
    public static IReadOnlyList<string> DateProblems(DateOnly validOn) =>
        validOn < DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime) ? [DatePassed(validOn)] : [];

    private static string DatePassed(Day validOn) => $"the policy's date, {validOn}, has passed";

    private static IEnumerable<string> Anchored(ProvenanceRegistry.ReleaseStatus status)
    {
        if (status.Revoked) yield return "its publisher revoked the release";
        if (!status.Recognised) yield return "the registry's owner does not recognise the authority";
        if (status.RootSuperseded) yield return "the authority has revoked something since: the release must be proved again under its newest root";
        if (status.Expired) yield return DatePassed(new Day(status.ValidOn));
    }

    /// <summary>The proof alone does not say that its root is an authority's: the registry does, as it would when anchoring.</summary>
    private static async Task<IReadOnlyList<string>> NotAnchoredAsync(EthereumClient client, ProvenanceRegistry registry, ReleaseCertificate certificate, CancellationToken cancellationToken)
    {
        Hash32 authority = new(certificate.AuthorityId.ToBytes());
        Block head = await client.GetBlockAsync(BlockTag.Latest, cancellationToken) ?? throw new HttpRequestException("the node has no newest block");
        DateOnly today = DateOnly.FromDateTime(head.Timestamp.UtcDateTime);

        List<string> problems = [];
        if (!await registry.IsRootAcceptedAsync(authority, ReleaseAnchor.ToHash(certificate.AuthorityRoot), cancellationToken: cancellationToken))
            problems.Add("the registry does not accept the authority's root: it is not published, or superseded");
        if (!(await registry.AuthorityAsync(authority, cancellationToken: cancellationToken)).Recognised) problems.Add("the registry's owner does not recognise the authority");
        if (certificate.Policy.ValidOn < today) problems.Add(DatePassed(certificate.Policy.ValidOn));
        return problems;
    }
}
