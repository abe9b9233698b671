using ChainProv.Cryptography.Hashing;
using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Tests.Authorities;

public sealed class AuthorityTreeTests
{
    private static readonly AuthorityTree Three = AuthorityTree.Empty(Authority.Key).With(1, "b", "a").With(2).With(3);

    [Fact]
    public void The_root_is_that_of_the_statement()
    {
        DatasetMetadata metadata = new(Fr.From(1), [ReleaseElements.Tag("a"), ReleaseElements.Tag("b")], [ReleaseElements.Licence("MIT")], Day.Of(new DateOnly(2026, 11, 23)), Day.Never);
        AuthorityTree one = AuthorityTree.Empty(Authority.Key).With(1, "b", "a", "a");
        one.Head().Should().Be(new AuthorityHead(new MerkleTree(20, metadata.Leaf()).Root, 1));
    }

    [Fact]
    public void Every_certificate_leads_to_the_root()
    {
        for (int i = 0; i < 3; i++)
        {
            DatasetCertificate certificate = Three.Certificate(i);
            certificate.Head().Should().Be(Three.Head());
            certificate.AuthorityRoot.Should().Be(Three.Head().Root());
            certificate.LeafIndex.Should().Be(i);
            certificate.ToStatement().Path.RootFrom(certificate.ToStatement().Metadata.Leaf()).Should().Be(Three.Head().MerkleRoot);
        }
    }

    [Fact]
    public void A_revoked_dataset_has_no_certificate_and_its_old_one_no_longer_leads_to_the_root()
    {
        AuthorityTree revoked = Three.Revoke(Fr.From(2), Authority.Clock);
        revoked.Revokes.Should().BeTrue();
        FluentActions.Invoking(() => revoked.Certificate(1)).Should().Throw<CertificationException>();
        Three.Certificate(1).Head().MerkleRoot.Should().NotBe(revoked.Head().MerkleRoot);
        revoked.Certificate(0).Head().Should().Be(revoked.Head());
        FluentActions.Invoking(() => revoked.Revoke(Fr.From(2), Authority.Clock)).Should().Throw<CertificationException>();
        FluentActions.Invoking(() => revoked.Revoke(Fr.From(9), Authority.Clock)).Should().Throw<CertificationException>();
    }

    [Fact]
    public void A_revoked_dataset_can_be_certified_again_on_a_new_leaf() =>
        Three.Revoke(Fr.From(2), Authority.Clock).Certify(Authority.Dataset(2), [], null, Authority.Clock).Index.Should().Be(3);

    [Fact]
    public void A_revision_is_published_once()
    {
        Three.Revision.Should().Be(1);
        AuthorityTree published = Three.MarkPublished(1);
        AuthorityTree changed = published.With(4);
        changed.Revision.Should().Be(2);
        changed.With(5).Revision.Should().Be(2);
        changed.Head().Root().Should().NotBe(published.Head().Root());
        FluentActions.Invoking(() => changed.MarkPublished(1)).Should().Throw<CertificationException>();
    }

    [Fact]
    public void A_revocation_is_told_to_every_registry_that_its_revision_is_published_on()
    {
        AuthorityTree revoked = Three.MarkPublished(1).Revoke(Fr.From(1), Authority.Clock).MarkPublished(2);
        revoked.Revokes.Should().BeTrue("a second registry still holds revision 1, under which the dataset stands");
        revoked.With(4).Revokes.Should().BeFalse("revision 3 takes nothing away");
        revoked.Revoke(Fr.From(2), Authority.Clock).Revokes.Should().BeTrue();
    }

    [Fact]
    public void Certifying_the_same_again_only_finds_it()
    {
        (AuthorityTree tree, int index) = Three.Certify(Authority.Dataset(1), ["a", "b"], null, Authority.Clock);
        tree.Should().BeSameAs(Three);
        index.Should().Be(0);
        FluentActions.Invoking(() => Three.Certify(Authority.Dataset(1), ["a"], null, Authority.Clock)).Should().Throw<CertificationException>().WithMessage("*certified already*");
    }

    [Fact]
    public void What_does_not_fit_the_statement_is_not_certified()
    {
        Refused(() => Three.Certify(Authority.Dataset(9), Enumerable.Range(0, 9).Select(i => $"t{i}"), null, Authority.Clock), "there are 9 tags; a certification has room for 8");
        Refused(() => Three.Certify(Authority.Dataset(9, [.. Enumerable.Range(0, 9).Select(i => $"LicenseRef-{i}")]), [], null, Authority.Clock), "there are 9 licences*");
        Refused(() => Three.Certify(Authority.Dataset(9), [], new DateOnly(2026, 11, 22), Authority.Clock), "it would expire on 2026-11-22*");
        Refused(() => Three.Certify(Authority.Dataset(9), [""], null, Authority.Clock), "a tag is empty");
        Three.Certify(Authority.Dataset(9), [], new DateOnly(2026, 11, 23), Authority.Clock).Index.Should().Be(3);
    }

    [Fact]
    public void A_certificate_with_any_part_changed_is_refused_when_read()
    {
        using TempFolder folder = new();
        string path = folder.At("certified.json");
        DatasetCertificate good = Three.Certificate(1);
        good.Write(path);
        DatasetCertificate.Read(path).Head().Should().Be(Three.Head());
        DatasetCertificate[] bad =
        [
            good with { Revision = 2 }, good with { Revision = 0 }, good with { LeafIndex = 0 }, good with { LeafIndex = 1 << 20 }, good with { LeafIndex = -1 },
            good with { AuthorityRoot = Fr.One }, good with { BlsPublicKey = Authority.OtherKey }, good with { AuthorityId = default },
            good with { Siblings = good.Siblings.SetItem(19, Fr.One) }, good with { Siblings = good.Siblings.RemoveAt(19) },
            good with { Certification = good.Certification with { Tags = ["x"] } }, good with { Certification = good.Certification with { Licences = [] } },
            good with { Certification = good.Certification with { Licences = ["CC0-1.0"] } }, good with { Certification = good.Certification with { CertifiedOn = new(2020, 1, 1) } },
            good with { Certification = good.Certification with { ExpiresOn = new(2099, 1, 1) } }, good with { Certification = good.Certification with { DatasetRoot = Fr.One } },
        ];
        foreach (DatasetCertificate certificate in bad)
        {
            JsonFile.Write(path, certificate);
            Authority.Refused(() => DatasetCertificate.Read(path), $"{path}*");
        }
    }

    [Fact]
    public void The_signed_message_is_the_abi_encoding_of_the_page()
    {
        AuthorityRootMessage message = new(1, Enumerable.Repeat((byte)0xab, 20).ToArray(), AuthorityId.Of(Authority.Key), 7, Fr.From(5), Revokes: true);
        message.Hash().Should().HaveCount(32);
        BlsSignature signature = message.Sign(BlsSecretKey.Derive(new byte[32]));
        BlsScheme.ProofOfPossession.Verify(Authority.Key, message.Hash(), signature).Should().BeTrue();
        AuthorityRootMessage[] others =
        [
            message with { ChainId = 2 }, message with { Registry = new byte[20] }, message with { AuthorityId = default }, message with { Revision = 8 },
            message with { AuthorityRoot = Fr.From(6) }, message with { Revokes = false },
        ];
        others.Select(other => Convert.ToHexString(other.Hash())).Append(Convert.ToHexString(message.Hash())).Should().OnlyHaveUniqueItems();
    }

    private static void Refused(Action action, string message) => action.Should().Throw<CertificationException>().WithMessage(message);
}
