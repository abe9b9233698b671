using ChainProv.Provenance.Certificates;

namespace ChainProv.Cli.Commands;

/// <summary>What a release's certificate is worth, in words that claim no more than is proved.</summary>
internal static class ReleaseMeaning
{
    /// <summary>Of one that does not hold.</summary>
    public static IEnumerable<string> OfNothing => ["nothing: what the certificate says is not proved"];

    /// <param name="certificate">One that holds.</param>
    /// <param name="onChain">Whether a registry vouched for the authority's root; the proof alone says nothing of whose it is.</param>
    public static IEnumerable<string> Of(ReleaseCertificate certificate, bool onChain) =>
    [
        "proved: every dataset that the release declares is certified, not revoked under the root it names, and within the policy",
        onChain
            ? $"the registry holds that root for authority {certificate.AuthorityId} and recognises it"
            : "whose root it is was not checked: anyone can make one (give --rpc and --registry)",
        $"binding only: trainingLink {certificate.TrainingLink} means that nothing ties the weights to the data",
        "development key: whoever made the key could forge this proof",
    ];

    /// <param name="aggregate">One that holds.</param>
    public static IEnumerable<string> Of(ReleaseAggregate aggregate) =>
    [
        $"proved: for each of the {aggregate.Releases.Length} releases, every dataset that it declares is certified, not revoked under the root it names, and within its policy",
        "whose roots they are was not checked: anyone can make one",
        $"binding only: trainingLink {aggregate.TrainingLink} means that nothing ties the weights to the data",
        "development key: whoever made the key could forge such proofs",
        "development SRS: whoever made the aggregation SRS could forge this aggregate",
    ];
}
