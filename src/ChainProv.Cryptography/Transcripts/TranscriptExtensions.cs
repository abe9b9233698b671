using System.Buffers.Binary;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;

namespace ChainProv.Cryptography.Transcripts;

/// <summary>The one encoding of each kind of thing that a transcript takes in.</summary>
public static class TranscriptExtensions
{
    public static void Absorb(this ITranscript transcript, string label, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        transcript.Absorb(label, bytes);
    }

    /// <summary>As many elements as the entry is long.</summary>
    public static void Absorb(this ITranscript transcript, string label, ReadOnlySpan<Fr> elements)
    {
        byte[] bytes = new byte[Fr.ByteLength * elements.Length];
        for (int i = 0; i < elements.Length; i++) elements[i].Write(bytes.AsSpan(Fr.ByteLength * i, Fr.ByteLength));
        transcript.Absorb(label, bytes);
    }

    public static void Absorb(this ITranscript transcript, string label, G1Affine point) => transcript.Absorb(label, point.ToBytes(PointFormat.Compressed));

    /// <summary>As many points as the entry is long.</summary>
    public static void Absorb(this ITranscript transcript, string label, ReadOnlySpan<G1Affine> points)
    {
        int length = G1Affine.EncodedLength(PointFormat.Compressed);
        byte[] bytes = new byte[length * points.Length];
        for (int i = 0; i < points.Length; i++) points[i].Write(bytes.AsSpan(length * i, length), PointFormat.Compressed);
        transcript.Absorb(label, bytes);
    }

    public static void Absorb(this ITranscript transcript, string label, G2Affine point) => transcript.Absorb(label, point.ToBytes(PointFormat.Compressed));

    public static void Absorb(this ITranscript transcript, string label, Gt element)
    {
        Span<byte> bytes = stackalloc byte[Gt.EncodedLength];
        element.Write(bytes);
        transcript.Absorb(label, bytes);
    }
}
