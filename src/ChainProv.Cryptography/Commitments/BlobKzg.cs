using System.Security.Cryptography;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Cryptography.Commitments;

/// <summary>EIP-4844's commitments to blobs, over <see cref="KzgSrs.Ethereum"/>: what <c>c-kzg-4844</c> computes, bit for bit.</summary>
/// <remarks>The names in parentheses are those of the consensus specifications' <c>deneb/polynomial-commitments.md</c>.</remarks>
public static class BlobKzg
{
    /// <summary>VERSIONED_HASH_VERSION_KZG.</summary>
    private const byte Version = 1;

    private static Kzg Scheme => new(KzgSrs.Ethereum);

    /// <summary>blob_to_kzg_commitment.</summary>
    public static G1Affine Commit(Blob blob, CancellationToken cancellationToken = default) => Scheme.Commit(blob.ToCoefficients(), cancellationToken);

    /// <summary>The blob's polynomial at a point (compute_kzg_proof).</summary>
    public static KzgOpening Open(Blob blob, Fr point, CancellationToken cancellationToken = default) => Scheme.Open(blob.ToCoefficients(), point, cancellationToken);

    /// <summary>The proof that travels with a blob (compute_blob_kzg_proof). Whether the commitment is the blob's is not looked at.</summary>
    public static G1Affine Prove(Blob blob, G1Affine commitment, CancellationToken cancellationToken = default) =>
        Open(blob, blob.Challenge(commitment), cancellationToken).Proof;

    /// <summary>verify_kzg_proof; so does the precompile at 0x0a.</summary>
    public static bool VerifyOpening(G1Affine commitment, Fr point, Fr value, G1Affine proof) => Scheme.Verify(commitment, point, value, proof);

    /// <summary>verify_blob_kzg_proof.</summary>
    public static bool Verify(Blob blob, G1Affine commitment, G1Affine proof) => VerifyAll([new(blob, commitment, proof)]);

    /// <summary>Many blobs with two pairings (verify_blob_kzg_proof_batch). As in the specification, none at all is fine.</summary>
    public static bool VerifyAll(params ReadOnlySpan<BlobClaim> claims)
    {
        KzgClaim[] openings = new KzgClaim[claims.Length];
        for (int i = 0; i < claims.Length; i++)
        {
            (Blob blob, G1Affine commitment, G1Affine proof) = claims[i];
            Fr point = blob.Challenge(commitment);
            openings[i] = new(commitment, point, blob.Evaluate(point), proof);
        }

        return openings.Length == 0 || Scheme.VerifyAll(openings);
    }

    /// <summary>0x01 ‖ SHA-256(C)[1:], by which contracts and transactions name a commitment (kzg_commitment_to_versioned_hash).</summary>
    public static byte[] VersionedHash(G1Affine commitment)
    {
        byte[] hash = SHA256.HashData(commitment.ToBytes(PointFormat.Compressed));
        hash[0] = Version;
        return hash;
    }
}
