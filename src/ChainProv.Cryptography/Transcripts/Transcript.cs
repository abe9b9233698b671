using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ChainProv.Cryptography.HashToCurve;

namespace ChainProv.Cryptography.Transcripts;

/// <summary>A transcript as a chain of SHA-256. Each link is an entry's kind, label and data, with their lengths: no two sequences of entries hash the same bytes.</summary>
/// <remarks>A challenge is hash_to_field (RFC 9380, section 5.2) of the chain up to its own link, under the protocol's name.</remarks>
public sealed class Transcript : ITranscript
{
    private const byte Data = 0, Draw = 1;

    private readonly byte[] _protocol;
    private byte[] _chain = [];

    /// <param name="protocol">The protocol's name and version, which separates its challenges from all others'.</param>
    public Transcript(string protocol)
    {
        _protocol = Encoding.UTF8.GetBytes(protocol);
        Absorb("protocol", _protocol);
    }

    public void Absorb(string label, ReadOnlySpan<byte> data) => Append(Data, label, data);

    public Fr Challenge(string label)
    {
        Fr challenge;
        do
        {
            Append(Draw, label, []);
            challenge = HashToField.Hash<Fr>(_chain, _protocol, 1)[0];
        }
        while (challenge.IsZero);
        return challenge;
    }

    private void Append(byte kind, string label, ReadOnlySpan<byte> data)
    {
        byte[] name = Encoding.UTF8.GetBytes(label);
        _chain = SHA256.HashData([.. _chain, kind, .. Length(name.Length), .. name, .. Length(data.Length), .. data]);
    }

    private static byte[] Length(int length)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        return bytes;
    }
}
