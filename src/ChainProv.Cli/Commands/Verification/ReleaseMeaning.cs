using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Statements;

namespace ChainProv.Cli.Commands.Verification;

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
        MeaningOf(certificate.TrainingLink),
        "development key: whoever made the key could forge this proof",
    ];

    /// <param name="certificate">One that holds.</param>
    /// <param name="onChain">Whether the registry was asked about its root.</param>
    /// <param name="withRelease">Whether it was asked about the model's release.</param>
    public static IEnumerable<string> Of(ResponseCertificate certificate, bool onChain, bool withRelease) =>
    [
        "proved: the model that the commitment names declares a dataset that is certified, not revoked under the registry's root, and within the policy",
        onChain ? "the registry accepts that root" : "whose root it is was not checked: anyone can make one (give --rpc and --registry)",
        onChain && withRelease ? "the registry holds the model's release, which stands" : "whether the model is anchored was not checked",
        "attested: that the model gave this response; it is bound to the proof, and nothing proves that the model computed it",
        MeaningOf(certificate.TrainingLink),
        "development key: whoever made the key could forge this proof",
    ];

    /// <summary>What ties the weights to the data, by its name and in a sentence.</summary>
    public static string MeaningOf(TrainingLink link) => $"trainingLink {TrainingLinks.NameOf(link)}: {TrainingLinks.MeaningOf(link)}";

    /// <param name="aggregate">One that holds.</param>
    public static IEnumerable<string> Of(ReleaseAggregate aggregate) =>
    [
        $"proved: for each of the {aggregate.Releases.Length} releases, every dataset that it declares is certified, not revoked under the root it names, and within its policy",
        "whose roots they are was not checked: anyone can make one",
        MeaningOf(aggregate.TrainingLink),
        "development key: whoever made the key could forge such proofs",
        "development SRS: whoever made the aggregation SRS could forge this aggregate",
    ];
}
