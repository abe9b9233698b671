namespace ChainProv.Cryptography.Curves;

/// <summary>How a point is written as bytes.</summary>
public enum PointFormat
{
    /// <summary>
    /// x with three flag bits, big-endian, the highest coordinate first: 48 bytes in G1, 96 in G2 (IETF BLS signatures draft, appendix C;
    /// Zcash).
    /// </summary>
    Compressed,

    /// <summary>x and y with three flag bits, big-endian, the highest coordinate first: 96 bytes in G1, 192 in G2.</summary>
    Uncompressed,

    /// <summary>
    /// x and y, each prime-field coordinate padded to 64 bytes, the lowest first, infinity all zeros: 128 bytes in G1, 256 in G2
    /// (EIP-2537).
    /// </summary>
    Eip2537,
}
