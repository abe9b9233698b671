using System.Security.Cryptography;
using System.Text;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Datasets;

/// <summary>The keys seen so far, by 128 bits of their SHA-256, and where: 20 bytes a slot, at most three slots in four taken.</summary>
internal sealed class KeyRegister
{
    private const int InitialSlots = 1 << 10;

    private UInt128[] _hashes = new UInt128[InitialSlots];
    private uint[] _positions = new uint[InitialSlots];
    private int _count;

    public static UInt128 HashOf(string key)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), digest);
        return Sha256Digest.Read(digest).Low;
    }

    /// <summary>Remembers a key, or tells where it was first seen.</summary>
    /// <param name="hash">The key's hash; it is spread well enough that its low bits choose the slot.</param>
    /// <param name="position">From 1 to 2^32 − 1; zero marks a free slot.</param>
    /// <returns>The first position of the same key, or null.</returns>
    public long? Add(UInt128 hash, uint position)
    {
        if (_count >= _hashes.Length / 4 * 3) Grow();
        int slot = Find(hash);
        if (_positions[slot] != 0) return _positions[slot];
        (_hashes[slot], _positions[slot]) = (hash, position);
        _count++;
        return null;
    }

    /// <summary>The key's slot, or the free one that it would take: linear probing.</summary>
    private int Find(UInt128 hash)
    {
        int mask = _hashes.Length - 1, slot = (int)(uint)(ulong)hash & mask;
        while (_positions[slot] != 0 && _hashes[slot] != hash) slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        (UInt128[] hashes, uint[] positions) = (_hashes, _positions);
        _hashes = new UInt128[2 * hashes.Length];
        _positions = new uint[2 * positions.Length];
        for (int i = 0; i < hashes.Length; i++)
        {
            if (positions[i] == 0) continue;
            int slot = Find(hashes[i]);
            (_hashes[slot], _positions[slot]) = (hashes[i], positions[i]);
        }
    }
}
