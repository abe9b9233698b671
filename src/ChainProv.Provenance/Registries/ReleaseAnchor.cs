using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Registries;

/// <summary>A release certificate as the registry takes it.</summary>
public static class ReleaseAnchor
{
    /// <summary>The release's name on chain: it does not depend on the proof, which anyone can re-randomise.</summary>
    /// <remarks><c>keccak256(abi.encode(modelDigest, policyDigest, modelCommitment, authorityId, authorityRoot, publisher))</c>.</remarks>
    public static Hash32 IdOf(ReleaseCertificate certificate)
    {
        Span<byte> encoded = stackalloc byte[6 * Hash32.Size];
        encoded.Clear();
        certificate.Facts.ModelDigest.Write(encoded);
        certificate.PolicyDigest.Write(encoded[32..64]);
        certificate.ModelCommitment.Write(encoded[64..96]);
        certificate.AuthorityId.ToBytes().CopyTo(encoded[96..]);
        certificate.AuthorityRoot.Write(encoded[128..160]);
        certificate.Context.Publisher.ToArray().CopyTo(encoded[(192 - Address.Size)..]);
        return Keccak256.Hash(encoded);
    }

    /// <summary>The transaction that anchors the release; its publisher must send it.</summary>
    public static TransactionRequest Transaction(ProvenanceRegistry registry, ReleaseCertificate certificate) => registry.AnchorRelease(
        ReleaseOf(certificate), ModelDigest.FileList(certificate.Files), certificate.Proof.Encode(PointFormat.Eip2537));

    public static ProvenanceRegistry.Release ReleaseOf(ReleaseCertificate certificate) => new(
        new Hash32(certificate.AuthorityId.ToBytes()),
        ToHash(certificate.AuthorityRoot),
        ToHash(certificate.ModelCommitment),
        ToHash(certificate.Facts.BaseDigest),
        ToHash(certificate.Facts.WeightsDigest),
        ToHash(certificate.Facts.BaseWeightsDigest),
        ToHash(certificate.Facts.HyperParametersDigest),
        ToHash(certificate.PolicyDigest),
        Day.Of(certificate.Policy.ValidOn).Number,
        (byte)certificate.Slots,
        (byte)certificate.TrainingLink);

    public static Hash32 ToHash(Sha256Digest digest) => new(digest.ToArray());

    public static Hash32 ToHash(Fr element)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        element.Write(bytes);
        return new Hash32(bytes);
    }
}
