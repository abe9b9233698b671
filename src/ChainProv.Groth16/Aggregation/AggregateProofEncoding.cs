using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;

namespace ChainProv.Groth16.Aggregation;

/// <summary>The one byte form of an aggregate: a version, the number of rounds, then all elements, points compressed: 2,258 bytes and 2,976 a round.</summary>
/// <remarks>
/// Version 1 is of plain proofs. Version 2 is of proofs with commitments: the combined knowledge and all D follow, 48 bytes each. Version 3 is of proofs with linked
/// vectors: then follow all openings, 48 bytes each, and all evaluations, 32 bytes each.
/// </remarks>
public static class AggregateProofEncoding
{
    private const byte Plain = 1, WithCommitments = 2, WithOpenings = 3;
    private const int HeaderBytes = 2, G1Bytes = 48, G2Bytes = 96, ProductsBytes = (5 * Gt.EncodedLength) + G1Bytes;
    private const int FinalBytes = (4 * G1Bytes) + (3 * G2Bytes), OpeningBytes = (2 * G1Bytes) + (2 * G2Bytes);

    /// <summary>log₂ of <see cref="AggregationVerifierSrs.MaximumCapacity"/>.</summary>
    private const int MaximumRounds = 20;

    public static byte[] Encode(AggregateProof aggregate)
    {
        byte[] fixedPart = EncodeFixed(aggregate);
        if (aggregate.Commitments is not { } commitments) return fixedPart;
        IReadOnlyList<VectorOpening> openings = commitments.Openings ?? [];
        byte[] bytes = [.. fixedPart, .. new byte[(G1Bytes * (1 + commitments.Points.Count)) + ((G1Bytes + Fr.ByteLength) * openings.Count)]];
        Span<byte> rest = bytes.AsSpan(fixedPart.Length);
        commitments.Knowledge.Write(Next(ref rest, G1Bytes), PointFormat.Compressed);
        foreach (G1Affine point in commitments.Points) point.Write(Next(ref rest, G1Bytes), PointFormat.Compressed);
        foreach (VectorOpening opening in openings) opening.Witness.Write(Next(ref rest, G1Bytes), PointFormat.Compressed);
        foreach (VectorOpening opening in openings) opening.Evaluation.Write(Next(ref rest, Fr.ByteLength));
        return bytes;
    }

    private static byte[] EncodeFixed(AggregateProof aggregate)
    {
        byte[] bytes = new byte[Length(aggregate.Rounds.Count)];
        bytes[0] = aggregate.Commitments is null ? Plain : aggregate.Commitments.Openings is null ? WithCommitments : WithOpenings;
        bytes[1] = (byte)aggregate.Rounds.Count;
        Span<byte> rest = bytes.AsSpan(HeaderBytes);
        Write(ref rest, aggregate.Claim);
        foreach (FoldingRound round in aggregate.Rounds)
        {
            Write(ref rest, round.Left);
            Write(ref rest, round.Right);
        }

        (G1Affine a, G2Affine b, G1Affine c, G2Affine v1, G2Affine v2, G1Affine w1, G1Affine w2) = aggregate.Final;
        KeyOpenings openings = aggregate.Openings;
        foreach (G1Affine point in (ReadOnlySpan<G1Affine>)[a, c, w1, w2, openings.W1, openings.W2]) point.Write(Next(ref rest, G1Bytes), PointFormat.Compressed);
        foreach (G2Affine point in (ReadOnlySpan<G2Affine>)[b, v1, v2, openings.V1, openings.V2]) point.Write(Next(ref rest, G2Bytes), PointFormat.Compressed);
        return bytes;
    }

    /// <summary>Reads an aggregate; whether it is true is for <see cref="AggregateVerifier"/> to say.</summary>
    /// <exception cref="FormatException">Another version, a wrong length, a point that is not canonical, not on the curve, outside the subgroup or infinity, or
    /// an element of the target group that does not have order r.</exception>
    public static AggregateProof Decode(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || bytes.Span[0] is < Plain or > WithOpenings) throw new FormatException($"an aggregate of version {Plain} to {WithOpenings} is expected");
        int rounds = bytes.Span[1];
        if (rounds is < 1 or > MaximumRounds || bytes.Length < Length(rounds) || (bytes.Span[0] == Plain && bytes.Length != Length(rounds))) throw new FormatException($"an aggregate of {rounds} rounds does not have {bytes.Length} bytes");

        // The membership of a target-group element takes longer than all else about it.
        InnerProducts?[] products = new InnerProducts?[(2 * rounds) + 1];
        Parallel.For(0, products.Length, i => products[i] = TryRead(bytes.Span.Slice(HeaderBytes + (i * ProductsBytes), ProductsBytes)));
        if (Array.IndexOf(products, null) is >= 0 and int bad)
            throw new FormatException($"{(bad == 0 ? "the claim" : $"round {(bad + 1) / 2}")} holds an element that is not canonical or not in its group");

        AggregateCommitments? commitments = bytes.Span[0] == Plain ? null : DecodeCommitments(bytes[Length(rounds)..], bytes.Span[0] == WithOpenings, 1 << rounds);
        ReadOnlySpan<byte> rest = bytes.Span[(HeaderBytes + (products.Length * ProductsBytes))..];
        G1Affine a = ReadG1(ref rest), c = ReadG1(ref rest), w1 = ReadG1(ref rest), w2 = ReadG1(ref rest), openingW1 = ReadG1(ref rest), openingW2 = ReadG1(ref rest);
        G2Affine b = ReadG2(ref rest), v1 = ReadG2(ref rest), v2 = ReadG2(ref rest), openingV1 = ReadG2(ref rest), openingV2 = ReadG2(ref rest);
        return new(
            products[0]!,
            [.. Enumerable.Range(0, rounds).Select(i => new FoldingRound(products[(2 * i) + 1]!, products[(2 * i) + 2]!))],
            new(a, b, c, v1, v2, w1, w2),
            new(openingV1, openingV2, openingW1, openingW2),
            commitments);
    }

    /// <summary>The count follows from the length: no more than there is room for in the rounds.</summary>
    private static AggregateCommitments DecodeCommitments(ReadOnlyMemory<byte> bytes, bool withOpenings, int slots)
    {
        int each = withOpenings ? (2 * G1Bytes) + Fr.ByteLength : G1Bytes, count = (bytes.Length - G1Bytes) / each;
        if (bytes.Length < G1Bytes || bytes.Length != G1Bytes + (count * each) || count > slots || count <= slots / 2)
            throw new FormatException($"the commitments of an aggregate of up to {slots} proofs do not have {bytes.Length} bytes");
        int pointBytes = G1Bytes * (1 + (withOpenings ? 2 * count : count));
        G1Affine[] points = PointList.Read<Cryptography.Bls12381.G1, Fp, Fr>(bytes[..pointBytes], PointFormat.Compressed, out (int Index, PointError Error)? invalid);
        if (invalid is var (index, error)) throw new FormatException($"point {index} of the commitments: {PointFormatException.Describe(error)}");
        if (Array.FindIndex(points, 0, 1 + count, point => point.IsInfinity) is >= 0 and int infinity) throw new FormatException($"point {infinity} of the commitments is infinity");

        VectorOpening[] openings = new VectorOpening[withOpenings ? count : 0];
        for (int i = 0; i < openings.Length; i++)
        {
            if (!Fr.TryRead(bytes.Span.Slice(pointBytes + (i * Fr.ByteLength), Fr.ByteLength), out Fr evaluation)) throw new FormatException($"evaluation {i} is not below r");
            openings[i] = new(evaluation, points[1 + count + i]);
        }

        return new(points[1..(1 + count)], withOpenings ? openings : null, points[0]);
    }

    private static int Length(int rounds) => HeaderBytes + (((2 * rounds) + 1) * ProductsBytes) + FinalBytes + OpeningBytes;

    private static void Write(ref Span<byte> rest, InnerProducts products)
    {
        foreach (Gt element in (ReadOnlySpan<Gt>)[products.AB.T, products.AB.U, products.C.T, products.C.U, products.ZAB]) element.Write(Next(ref rest, Gt.EncodedLength));
        products.ZC.Write(Next(ref rest, G1Bytes), PointFormat.Compressed);
    }

    private static InnerProducts? TryRead(ReadOnlySpan<byte> bytes)
    {
        Span<Gt> elements = new Gt[5];
        for (int i = 0; i < elements.Length; i++)
            if (!Gt.TryRead(bytes.Slice(i * Gt.EncodedLength, Gt.EncodedLength), out elements[i])) return null;
        return G1Affine.TryRead(bytes[^G1Bytes..], PointFormat.Compressed, out G1Affine point) && !point.IsInfinity
            ? new(new(elements[0], elements[1]), new(elements[2], elements[3]), elements[4], point)
            : null;
    }

    private static G1Affine ReadG1(ref ReadOnlySpan<byte> rest)
    {
        G1Affine point = G1Affine.Read(rest[..G1Bytes], PointFormat.Compressed);
        rest = rest[G1Bytes..];
        return !point.IsInfinity ? point : throw new PointFormatException(Cryptography.Bls12381.G1.Name, PointError.Infinity);
    }

    private static G2Affine ReadG2(ref ReadOnlySpan<byte> rest)
    {
        G2Affine point = G2Affine.Read(rest[..G2Bytes], PointFormat.Compressed);
        rest = rest[G2Bytes..];
        return !point.IsInfinity ? point : throw new PointFormatException(Cryptography.Bls12381.G2.Name, PointError.Infinity);
    }

    private static Span<byte> Next(ref Span<byte> rest, int length)
    {
        Span<byte> next = rest[..length];
        rest = rest[length..];
        return next;
    }
}
