using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json.Serialization;
using ChainProv.Ethereum;

namespace ChainProv.Provenance.Certificates;

/// <summary>Where a release counts: one registry on one chain, anchored by one publisher. A proof for one context is refused in every other.</summary>
/// <param name="ChainId">EIP-155.</param>
/// <param name="Registry">The contract that accepts the proof.</param>
/// <param name="Publisher">Who may anchor it.</param>
[JsonConverter(typeof(ReleaseContextConverter))]
public sealed record ReleaseContext(ulong ChainId, Address Registry, Address Publisher)
{
    private static readonly Hash32 Tag = Keccak256.Hash("ChainProv.ReleaseContext.v1");

    /// <summary>No registry: the release can be verified off chain, and anchored nowhere.</summary>
    public static ReleaseContext Unbound { get; } = new(0, default, default);

    public bool IsUnbound => this == Unbound;

    /// <summary><c>keccak256(abi.encode(keccak256("ChainProv.ReleaseContext.v1"), chainId, registry, publisher)) >> 8</c>.</summary>
    public Fr ToElement()
    {
        Span<byte> encoded = stackalloc byte[4 * 32];
        encoded.Clear();
        Tag.ToArray().CopyTo(encoded);
        BinaryPrimitives.WriteUInt64BigEndian(encoded[(64 - 8)..], ChainId);
        Registry.ToArray().CopyTo(encoded[(96 - Address.Size)..]);
        Publisher.ToArray().CopyTo(encoded[(128 - Address.Size)..]);
        return Fr.From(new BigInteger(Keccak256.Hash(encoded).ToArray(), isUnsigned: true, isBigEndian: true) >> 8);
    }

    public override string ToString() => IsUnbound ? "unbound" : $"chain {ChainId}, registry {Registry}, publisher {Publisher}";
}
