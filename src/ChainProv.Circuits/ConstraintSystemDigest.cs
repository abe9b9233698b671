using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ChainProv.Circuits;

/// <summary>The canonical form that a circuit's digest hashes.</summary>
/// <remarks>
/// "chainprov/r1cs/v1" ‖ 0x00 ‖ public inputs ‖ wires ‖ constraints, then for A, B and C in turn each row: count of entries, and each
/// entry's wire and 32-byte big-endian coefficient, by rising wire and never zero. Counts and wires are 32 bits, big-endian. Where a challenge is used:
/// "chainprov/committed/v1" ‖ 0x00 ‖ vector chunks ‖ chunk length ‖ count of committed wires ‖ their numbers.
/// </remarks>
internal static class ConstraintSystemDigest
{
    public static CircuitDigest Of(ConstraintSystem system)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("chainprov/r1cs/v1\0"u8);
        Append(hash, system.PublicInputCount);
        Append(hash, system.WireCount);
        Append(hash, system.ConstraintCount);
        foreach (SparseMatrix matrix in new[] { system.A, system.B, system.C }) Append(hash, matrix);
        if (system.Commitment is { } commitment)
        {
            hash.AppendData("chainprov/committed/v1\0"u8);
            Append(hash, commitment.VectorChunks);
            Append(hash, commitment.ChunkLength);
            Append(hash, commitment.Wires.Length);
            foreach (int wire in commitment.Wires.Span) Append(hash, wire);
        }

        return new CircuitDigest(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, SparseMatrix matrix)
    {
        const int entryBytes = sizeof(int) + 32;
        ReadOnlySpan<int> offsets = matrix.RowOffsets.Span, columns = matrix.ColumnIndices.Span;
        ReadOnlySpan<Fr> coefficients = matrix.Coefficients.Span;
        List<byte> buffer = [];
        for (int row = 0; row < matrix.Rows; row++)
        {
            int start = offsets[row], count = offsets[row + 1] - start;
            CollectionsMarshal.SetCount(buffer, sizeof(int) + (count * entryBytes));
            Span<byte> bytes = CollectionsMarshal.AsSpan(buffer);
            BinaryPrimitives.WriteInt32BigEndian(bytes, count);
            for (int i = 0; i < count; i++)
            {
                Span<byte> entry = bytes.Slice(sizeof(int) + (i * entryBytes), entryBytes);
                BinaryPrimitives.WriteInt32BigEndian(entry, columns[start + i]);
                coefficients[start + i].Write(entry[sizeof(int)..]);
            }

            hash.AppendData(bytes);
        }
    }

    private static void Append(IncrementalHash hash, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        hash.AppendData(bytes);
    }
}
