using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;

namespace ChainProv.Cli.Demo;

/// <summary>False releases: another model, an uncertified dataset, a policy that is not met.</summary>
internal static class StatementForgeries
{
    public static IReadOnlyList<Forgery> All { get; } =
    [
        new("another-model", "the proof is shown with another model's files", "InvalidProof", AnotherModelAsync),
        new("dataset-not-certified", "the dataset stands in a tree that the forger made himself", "UnknownRoot", NotCertifiedAsync),
        new("licence-not-allowed", "the policy allows none of the dataset's licences", "InvalidProof", LicenceNotAllowedAsync),
        new("certification-expired", "the policy asks for a day after the certification's last", "InvalidProof", ExpiredAsync),
        new("policy-date-passed", "the policy's day is over", "PolicyDatePassed", PolicyDatePassedAsync),
    ];

    private static async Task<Refusal> AnotherModelAsync(Story story, CancellationToken cancellationToken)
    {
        ModelFile other = new("model.safetensors", Sha256Digest.Of("another model"u8), 13);
        ReleaseCertificate forged = story.Release with { Files = [other], Facts = story.Release.Facts with { ModelDigest = ModelDigest.Of([other]) } };
        return new(Attempts.ToVerify(story, forged), await Attempts.ToAnchorAsync(story, forged, story.Publisher, cancellationToken));
    }

    private static async Task<Refusal> NotCertifiedAsync(Story story, CancellationToken cancellationToken)
    {
        using BlsSecretKey forger = BlsSecretKey.Generate();
        (AuthorityTree tree, int index) = AuthorityTree.Empty(forger.PublicKey).Certify(story.Verified, ["demo"], null, TimeProvider.System);
        (tree, int vouched) = tree.Cosign(story.Dataset.DatasetRoot, story.Facts);
        (DatasetCertificate certificate, CosignatureCertificate cosigned) = (tree.Certificate(index), tree.CosignatureCertificate(vouched));
        Release underTheTrueRoot = Rebuild(story, story.Certified.Head(), certificate, story.Policy);

        // Under the forger's root there is a proof; the registry does not know that root.
        CommittedModel model = story.Commit(certificate, cosigned);
        ReleaseCertificate proved = ReleaseProver.Prove(Story.RequestFor(story.Policy, story.Request.Context, model), story.Key, cancellationToken: cancellationToken);
        ReleaseCertificate forged = proved with { AuthorityId = story.Certified.AuthorityId };
        return new(Attempts.ToProve(underTheTrueRoot), await Attempts.ToAnchorAsync(story, forged, story.Publisher, cancellationToken));
    }

    private static Task<Refusal> LicenceNotAllowedAsync(Story story, CancellationToken cancellationToken) =>
        UnderAsync(story, story.Policy with { AllowedLicences = ["LicenseRef-none-of-these"] }, cancellationToken);

    private static Task<Refusal> ExpiredAsync(Story story, CancellationToken cancellationToken) =>
        UnderAsync(story, story.Policy with { ValidOn = story.Today.AddYears(1).AddDays(1) }, cancellationToken);

    private static async Task<Refusal> PolicyDatePassedAsync(Story story, CancellationToken cancellationToken)
    {
        ReleaseCertificate forged = WithPolicy(story.Release, story.Policy with { ValidOn = story.Today.AddDays(-2) });
        return new(Attempts.ToVerify(story, forged), await Attempts.ToAnchorAsync(story, forged, story.Publisher, cancellationToken));
    }

    /// <summary>Off chain there is no witness for the policy; on chain the honest proof is passed off as one for it.</summary>
    private static async Task<Refusal> UnderAsync(Story story, ReleasePolicy policy, CancellationToken cancellationToken)
    {
        Release release = Rebuild(story, story.Certified.Head(), story.Certified, policy);
        return new(Attempts.ToProve(release), await Attempts.ToAnchorAsync(story, WithPolicy(story.Release, policy), story.Publisher, cancellationToken));
    }

    private static ReleaseCertificate WithPolicy(ReleaseCertificate certificate, ReleasePolicy policy) =>
        certificate with { Policy = policy, PolicyDigest = policy.ToStatement().Digest() };

    public static Release Rebuild(Story story, AuthorityHead head, DatasetCertificate dataset, ReleasePolicy policy) => Rebuild(story, head, dataset, policy, story.Facts);

    /// <summary>The release with another state of the tree, dataset, policy or model, as a forger would try to prove it.</summary>
    public static Release Rebuild(Story story, AuthorityHead head, DatasetCertificate dataset, ReleasePolicy policy, ModelFacts facts) => new(
        head,
        [new CertifiedDataset(dataset.Certification.ToStatement(), dataset.Path(), new Cosignature(story.Cosigned.Salt, story.Cosigned.Path()))],
        facts,
        story.Model.Public.TrainingLink,
        policy.ToStatement(),
        story.Model.Secret.Blinding,
        story.Request.Context.ToElement());
}
