using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ChainProv.Cryptography.HashToCurve;

namespace ChainProv.Groth16.Transcripts;

/// <summary>A transcript over SHA-256. Every entry is its kind, its label and its data, each with its length: no two sequences of entries hash the same bytes.</summary>
/// <remarks>A challenge is hash_to_field (RFC 9380, section 5.2) of the hash of all entries up to its own, under the protocol's name.</remarks>
internal sealed class Transcript : ITranscript, IDisposable
{
    private const byte Data = 0, Draw = 1;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _protocol;

    /// <param name="protocol">The protocol's name and version, which separates its challenges from all others'.</param>
    public Transcript(string protocol)
    {
        _protocol = Encoding.UTF8.GetBytes(protocol);
        Absorb("protocol", _protocol);
    }

    public void Absorb(string label, ReadOnlySpan<byte> data)
    {
        Append(Data, label);
        AppendWithLength(data);
    }

    public Fr Challenge(string label)
    {
        Fr challenge;
        do
        {
            Append(Draw, label);
            challenge = HashToField.Hash<Fr>(_hash.GetCurrentHash(), _protocol, 1)[0];
        }
        while (challenge.IsZero);
        return challenge;
    }

    public void Dispose() => _hash.Dispose();

    private void Append(byte kind, string label)
    {
        _hash.AppendData([kind]);
        AppendWithLength(Encoding.UTF8.GetBytes(label));
    }

    private void AppendWithLength(ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)data.Length);
        _hash.AppendData(length);
        _hash.AppendData(data);
    }
}
