using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ChainProv.Ethereum;
using static ChainProv.Ethereum.Contracts.ProvenanceRegistry;

namespace ChainProv.Indexer.Tests.Support;

/// <summary>The registry's events, as logs.</summary>
internal static class Events
{
    public const ulong Day = 24 * 60 * 60;
    public const uint FarDay = 40_000;

    public static readonly Address Publisher = Address.Parse("0x00000000000000000000000000000000000000aa");
    public static readonly Hash32 Key = Id("key");
    public static readonly Hash32 Policy = Id("policy");

    public static Hash32 Id(string name) => Keccak256.Hash(name);

    public static FakeLog Registered(Hash32 authority) => FakeLog.Of(AuthorityRegisteredEvent.Description, authority, new byte[128]);

    public static FakeLog Recognised(Hash32 authority, bool recognised = true) => FakeLog.Of(AuthorityRecognisedEvent.Description, authority, recognised);

    public static FakeLog Published(Hash32 authority, ulong revision, Hash32 root, bool revokes = false) =>
        FakeLog.Of(RootPublishedEvent.Description, authority, revision, root, revokes);

    public static FakeLog Rotated(Hash32 authority, ulong rotation, byte[] publicKey) =>
        FakeLog.Of(AuthorityKeyRotatedEvent.Description, authority, rotation, publicKey);

    public static FakeLog RegistryRootChanged(Hash32 root, ulong change, bool revokes = false) =>
        FakeLog.Of(RegistryRootChangedEvent.Description, root, change, revokes);

    public static FakeLog CircuitAdded(byte slots = 1) =>
        FakeLog.Of(CircuitAddedEvent.Description, slots, Publisher, (byte)0, Id("circuit"), Key);

    public static FakeLog Committed(Hash32 dataset, Address? committer = null) =>
        FakeLog.Of(DatasetCommittedEvent.Description, dataset, committer ?? Publisher, Id("manifest"));

    public static FakeLog Anchored(
        Hash32 release, byte[] fileList, Hash32 authority, Hash32 root, ulong revision = 1, uint validOn = FarDay, Hash32 baseDigest = default,
        Address? publisher = null, Hash32? modelDigest = null, Hash32 weightsDigest = default, Hash32 baseWeightsDigest = default,
        Hash32 hyperParametersDigest = default, byte trainingLink = 0) =>
        FakeLog.Of(ReleaseAnchoredEvent.Description, release, modelDigest ?? DigestOf(fileList), publisher ?? Publisher,
            (object[])[authority, root, Id("commitment"), baseDigest, weightsDigest, baseWeightsDigest, hyperParametersDigest, Policy, validOn, (byte)1, trainingLink],
            (object[])[revision, trainingLink, (byte)0, Id("circuit"), Key, Id("proof")],
            fileList);

    public static FakeLog Revoked(Hash32 release, Hash32 model) => FakeLog.Of(ReleaseRevokedEvent.Description, release, model, Publisher);

    public static FakeLog Promoted(Hash32 release, Hash32 model) => FakeLog.Of(ReleasePromotedEvent.Description, release, model);

    public static Hash32 DigestOf(byte[] fileList) => new(SHA256.HashData(fileList));

    public static byte[] FileList(params (string Name, ulong Size, Hash32 Sha256)[] files) =>
        FileList([.. files.Select(file => (Encoding.UTF8.GetBytes(file.Name), file.Size, file.Sha256))]);

    public static byte[] FileList(params (byte[] Name, ulong Size, Hash32 Sha256)[] files)
    {
        using MemoryStream list = new();
        list.Write("chainprov/model/v1\0"u8);
        WriteUInt32(list, (uint)files.Length);
        foreach ((byte[] name, ulong size, Hash32 sha256) in files)
        {
            WriteUInt32(list, (uint)name.Length);
            list.Write(name);
            WriteUInt32(list, (uint)(size >> 32));
            WriteUInt32(list, (uint)size);
            list.Write(sha256.ToArray());
        }
        return list.ToArray();
    }

    private static void WriteUInt32(Stream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }
}
