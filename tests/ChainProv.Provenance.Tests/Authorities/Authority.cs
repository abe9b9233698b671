using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Manifests;

namespace ChainProv.Provenance.Tests.Authorities;

/// <summary>An authority with a fixed key and a clock that stands, and datasets for it that have no records.</summary>
internal static class Authority
{
    public static TimeProvider Clock { get; } = new FixedClock(2026, 11, 23);

    public static BlsPublicKey Key { get; } = BlsSecretKey.Derive(new byte[32]).PublicKey;

    public static BlsPublicKey OtherKey { get; } = BlsSecretKey.Derive([.. Enumerable.Repeat((byte)1, 32)]).PublicKey;

    public static VerifiedDataset Dataset(ulong root, params string[] licences) => new(new DatasetCommitment(
        Fr.From(root), 3, 100, [.. (licences.Length == 0 ? ["MIT"] : licences).Select(id => new LicenceCount(id, 1))], DatasetManifest.Empty.Json, DatasetManifest.Empty.Digest));

    public static AuthorityTree With(this AuthorityTree tree, ulong root, params string[] tags) => tree.Certify(Dataset(root), tags, null, Clock).Tree;

    public static DatasetCertificate Certificate(ulong root, BlsPublicKey? key = null) => AuthorityTree.Empty(key ?? Key).With(root).Certificate(0);

    public static void Refused(Action action, string message) => action.Should().Throw<InputException>().WithMessage(message);
}
