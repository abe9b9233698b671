namespace ChainProv.Cryptography.Commitments;

/// <summary>A blob as a vector that circuits can be linked to: public, and committed to as EIP-4844 does.</summary>
public sealed class BlobVector
{
    /// <summary>Commits to the blob.</summary>
    public BlobVector(Blob blob)
    {
        Blob = blob;
        Coefficients = CommittedVector.Commit(KzgSrs.Ethereum, blob.ToCoefficients(), blinding: 0);
    }

    /// <summary>The values that a circuit speaks of, in the blob's order.</summary>
    public Blob Blob { get; }

    /// <summary>The same polynomial by its coefficients, under the blob's commitment.</summary>
    public CommittedVector Coefficients { get; }

    public G1Affine Commitment => Coefficients.Commitments.Span[0];
}
