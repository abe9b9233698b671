using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.HashToCurve;

namespace ChainProv.Cryptography.Commitments;

/// <summary>Challenges that depend on the domain, the reference string and all that was appended before (Fiat and Shamir; SHA-256, RFC 9380's hash to field).</summary>
/// <remarks>Every element has one encoding of fixed length and every list its length before it, so that no two conversations hash the same bytes.</remarks>
internal sealed class KzgTranscript : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _domain;

    public KzgTranscript(string domain, KzgSrs srs)
    {
        _domain = Encoding.ASCII.GetBytes(domain);
        _hash.AppendData(srs.Digest.Span);
    }

    public KzgTranscript Append(int count)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, count);
        _hash.AppendData(bytes);
        return this;
    }

    public KzgTranscript Append(G1Affine point)
    {
        _hash.AppendData(point.ToBytes(PointFormat.Compressed));
        return this;
    }

    public KzgTranscript Append(ReadOnlySpan<Fr> scalars)
    {
        Append(scalars.Length);
        foreach (Fr scalar in scalars) Append(scalar);
        return this;
    }

    public KzgTranscript Append(Fr scalar)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        scalar.Write(bytes);
        _hash.AppendData(bytes);
        return this;
    }

    public Fr Challenge() => HashToField.Hash<Fr>(_hash.GetCurrentHash(), _domain, 1)[0];

    public void Dispose() => _hash.Dispose();
}
