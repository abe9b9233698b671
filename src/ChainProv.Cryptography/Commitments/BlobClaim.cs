namespace ChainProv.Cryptography.Commitments;

/// <summary>That a commitment is a blob's, with the proof. The points must be valid.</summary>
public readonly record struct BlobClaim(Blob Blob, G1Affine Commitment, G1Affine Proof);
