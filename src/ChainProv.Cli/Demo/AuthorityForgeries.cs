using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Signatures;
using ChainProv.Ethereum;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;

namespace ChainProv.Cli.Demo;

/// <summary>Roots that the authority did not sign, and datasets that it took back.</summary>
internal static class AuthorityForgeries
{
    public static IReadOnlyList<Forgery> All { get; } =
    [
        new("root-with-wrong-signature", "a root is published with another key's signature", "InvalidSignature", WrongSignatureAsync),
        new("revoked-dataset", "the dataset was revoked after the publisher took its path", "RootSuperseded", RevokedAsync),
        new("response-after-revocation", "a response names the registry's root from before the revocation", "RegistryRootRevoked", ResponseAfterRevocationAsync),
    ];

    private static async Task<Refusal> WrongSignatureAsync(Story story, CancellationToken cancellationToken)
    {
        using BlsSecretKey forger = BlsSecretKey.Generate();
        AuthorityRootMessage message = new(story.ChainId, story.Registry.Address.ToArray(), story.Tree.AuthorityId, story.Tree.Revision + 1, Fr.From(42), false);
        BlsSignature signature = message.Sign(forger);
        bool accepted = BlsScheme.ProofOfPossession.Verify(story.Tree.BlsPublicKey, message.Hash(), signature);
        string? onChain = await Attempts.ToSendAsync(
            story.Stranger,
            story.Registry.PublishRoot(new Hash32(story.Tree.AuthorityId.ToBytes()), message.Revision, ReleaseAnchor.ToHash(message.AuthorityRoot), message.Revokes, signature.Point.ToBytes(PointFormat.Eip2537)),
            cancellationToken);
        return new(accepted ? null : "the signature is not the authority's", onChain);
    }

    /// <summary>The authority really revokes: afterwards the anchored release shows as superseded.</summary>
    private static async Task<Refusal> RevokedAsync(Story story, CancellationToken cancellationToken)
    {
        CommittedModel another = story.Commit(story.Certified, story.Cosigned);
        ReleaseCertificate late = ReleaseProver.Prove(Story.RequestFor(story.Policy, story.Request.Context, another), story.Key, cancellationToken: cancellationToken);

        story.Tree = story.Tree.Revoke(story.Dataset.DatasetRoot, TimeProvider.System);
        await new AuthorityPublication(story.Registry, story.Owner, story.ChainId).PublishAsync(story.Tree, story.AuthorityKey, cancellationToken);
        Release underTheNewRoot = StatementForgeries.Rebuild(story, story.Tree.Head(), story.Certified, story.Policy);
        return new(Attempts.ToProve(underTheNewRoot), await Attempts.ToAnchorAsync(story, late, story.Publisher, cancellationToken));
    }

    /// <summary>The honest response, which was true before; under the new root there is no witness.</summary>
    private static async Task<Refusal> ResponseAfterRevocationAsync(Story story, CancellationToken cancellationToken)
    {
        AuthorityHead head = story.Tree.Head();
        CertifiedDataset dataset = new(story.Certified.Certification.ToStatement(), story.Certified.Path(), new Cosignature(story.Cosigned.Salt, story.Cosigned.Path()));
        Response underTheNewRoot = new(head, RegistryPosition.Alone(head.Root()).Path, dataset, story.Model.Secret.Opening(), story.Policy.ToStatement(), story.Response.Transcript);
        return new(Attempts.ToProve(underTheNewRoot), await Attempts.ToAttestAsync(story, story.Response, cancellationToken));
    }
}
