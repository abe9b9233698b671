using ChainProv.Cryptography.Hashing;
using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Tests.Statements;

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
            certificate.Path().RootFrom(certificate.Leaf()).Should().Be(Three.Head().MerkleRoot);
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
    public void A_cosignature_is_a_leaf_for_one_dataset_and_one_model()
    {
        (AuthorityTree tree, int index) = Three.Cosign(Fr.From(2), Samples.Facts);
        CosignatureCertificate cosignature = tree.CosignatureCertificate(index);
        index.Should().Be(3);
        cosignature.Leaf().Should().Be(Cosignature.Leaf(Three.Certificate(1).Leaf(), Samples.Facts, cosignature.Salt)).And.Be(tree.Leaves[3].Value());
        cosignature.Head().Should().Be(tree.Head());
        cosignature.AuthorityRoot.Should().Be(tree.Head().Root());
        FluentActions.Invoking(() => tree.Certificate(index)).Should().Throw<CertificationException>();
        FluentActions.Invoking(() => tree.CosignatureCertificate(0)).Should().Throw<CertificationException>();
        (tree.Revokes, tree.Revision).Should().Be((false, 1UL));
        Three.MarkPublished(1).Cosign(Fr.From(2), Samples.Facts).Tree.Revision.Should().Be(2);
    }

    [Fact]
    public void The_same_word_is_given_once_and_another_model_or_dataset_has_its_own()
    {
        (AuthorityTree tree, int first) = Three.Cosign(Fr.From(2), Samples.Facts);
        tree.Cosign(Fr.From(2), Samples.Facts).Should().Be((tree, first));
        ModelFacts other = Samples.Facts with { HyperParametersDigest = default };
        (tree, int second) = tree.Cosign(Fr.From(2), other);
        (tree, int third) = tree.Cosign(Fr.From(1), Samples.Facts);
        (first, second, third).Should().Be((3, 4, 5));
        Fr[] salts = [.. new[] { first, second, third }.Select(index => tree.CosignatureCertificate(index).Salt)];
        salts.Should().OnlyHaveUniqueItems();
        salts.Should().OnlyContain(salt => salt.ToBigInteger() < System.Numerics.BigInteger.One << 128);
        salts.Max(salt => salt.ToBigInteger().GetBitLength()).Should().BeGreaterThan(100, "three draws of 128 bits are not all small");
    }

    [Fact]
    public void Nothing_is_vouched_for_without_a_certified_dataset_or_without_weights()
    {
        foreach ((AuthorityTree tree, ulong root, ModelFacts facts, string message) in new[]
        {
            (Three, 9UL, Samples.Facts, "*is not certified here*"), (Three.Revoke(Fr.From(2), Authority.Clock), 2UL, Samples.Facts, "*or is revoked*"),
            (Three, 2UL, Samples.Facts with { WeightsDigest = default }, "*no weights digest*"),
        })
            FluentActions.Invoking(() => tree.Cosign(Fr.From(root), facts)).Should().Throw<CertificationException>().WithMessage(message);
    }

    [Fact]
    public void With_a_dataset_all_that_was_vouched_for_on_its_strength_is_revoked_and_nothing_else()
    {
        AuthorityTree tree = Three.Cosign(Fr.From(2), Samples.Facts).Tree.Cosign(Fr.From(1), Samples.Facts).Tree.MarkPublished(1);
        AuthorityTree revoked = tree.Revoke(Fr.From(2), Authority.Clock);
        revoked.Leaves.Select(leaf => leaf.RevokedOn is not null).Should().Equal(false, true, false, true, false);
        revoked.Leaves[3].Value().Should().Be(Fr.Zero);
        (revoked.Revokes, revoked.Revision).Should().Be((true, 2UL));
        FluentActions.Invoking(() => revoked.CosignatureCertificate(3)).Should().Throw<CertificationException>();

        // Certified again in the same words on the same day, its leaf is the same; the word for the model is not, and has to be given again.
        (AuthorityTree again, int index) = revoked.With(2).Cosign(Fr.From(2), Samples.Facts);
        index.Should().Be(6);
        again.CosignatureCertificate(6).Salt.Should().NotBe(tree.CosignatureCertificate(3).Salt);
    }

    [Fact]
    public void The_word_for_a_model_is_taken_back_for_all_its_datasets_and_for_no_other_model()
    {
        ModelFacts other = Samples.Facts with { BaseDigest = default };
        AuthorityTree tree = Three.Cosign(Fr.From(2), Samples.Facts).Tree.Cosign(Fr.From(2), other).Tree.Cosign(Fr.From(1), Samples.Facts).Tree.MarkPublished(1);
        AuthorityTree revoked = tree.RevokeCosignatures(Samples.Facts, Authority.Clock);
        revoked.Leaves.Select(leaf => leaf.RevokedOn is not null).Should().Equal(false, false, false, true, false, true);
        (revoked.Revokes, revoked.Revision).Should().Be((true, 2UL));
        revoked.Certificate(1).Head().Should().Be(revoked.Head());
        FluentActions.Invoking(() => revoked.RevokeCosignatures(Samples.Facts, Authority.Clock)).Should().Throw<CertificationException>();
        FluentActions.Invoking(() => Three.RevokeCosignatures(Samples.Facts, Authority.Clock)).Should().Throw<CertificationException>();
    }

    [Fact]
    public void A_cosignature_with_any_part_changed_is_refused_when_read()
    {
        using TempFolder folder = new();
        string path = folder.At("cosigned.json");
        (AuthorityTree tree, int index) = Three.Cosign(Fr.From(2), Samples.Facts);
        CosignatureCertificate good = tree.CosignatureCertificate(index);
        JsonFile.Write(path, good, secret: true);
        CosignatureCertificate.Read(path).Leaf().Should().Be(good.Leaf());
        foreach (CosignatureCertificate bad in new[]
        {
            good with { Salt = good.Salt + Fr.One }, good with { Facts = good.Facts with { BaseDigest = default } }, good with { DatasetLeaf = Three.Certificate(0).Leaf() }, good with { LeafIndex = 2 },
            good with { LeafIndex = -1 }, good with { LeafIndex = 1 << 20 }, good with { Revision = 2 }, good with { Revision = 0 }, good with { AuthorityRoot = Fr.One },
            good with { Siblings = good.Siblings.SetItem(19, Fr.One) }, good with { Siblings = good.Siblings[..19] },
        })
        {
            JsonFile.Write(path, bad, secret: true);
            Authority.Refused(() => CosignatureCertificate.Read(path), $"{path}*");
        }
    }

    [Fact]
    public void Another_key_signs_for_the_same_authority()
    {
        AuthorityTree rotated = Three.WithKey(Authority.OtherKey);
        rotated.AuthorityId.Should().Be(Three.AuthorityId);
        rotated.BlsPublicKey.Should().Be(Authority.OtherKey);
        (rotated.Head(), rotated.Published).Should().Be((Three.Head(), false));
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
            good with { AuthorityRoot = Fr.One }, good with { Siblings = good.Siblings.SetItem(19, Fr.One) }, good with { Siblings = good.Siblings.RemoveAt(19) },
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
    public void The_message_of_a_new_key_is_the_abi_encoding_of_the_page()
    {
        byte[] registry = [.. Enumerable.Repeat((byte)0x11, 20)];
        AuthorityId id = AuthorityId.Of(Authority.Key), newKey = AuthorityId.Of(Authority.OtherKey);
        byte[] encoded =
        [
            .. Keccak256.Hash("ChainProv.AuthorityKey.v1"u8), .. new byte[30], 0x7a, 0x69, .. new byte[12], .. registry, .. id.ToBytes(), .. new byte[31], 3, .. newKey.ToBytes(),
        ];
        new AuthorityKeyMessage(31337, registry, id, 3, newKey).Hash().Should().Equal(Keccak256.Hash(encoded));
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

    [Fact]
    public void A_revocation_after_a_publication_that_nobody_saw_arrive_is_published_as_the_next_revision()
    {
        AuthorityTree sent = Three.MarkSent();
        AuthorityTree revoked = sent.Revoke(Fr.From(2), Authority.Clock);
        revoked.Revision.Should().Be(sent.Revision, "nobody knows yet that it arrived");
        revoked.AfterArrival(sent.Revision - 1, Fr.One).Should().BeSameAs(revoked, "it did not arrive");
        revoked.AfterArrival(sent.Revision, Fr.One).Should().BeSameAs(revoked, "that root is not one that was sent: this is an old copy");

        AuthorityTree next = revoked.MarkSent().AfterArrival(sent.Revision, sent.Head().Root());
        next.Revision.Should().Be(sent.Revision + 1);
        next.Revokes.Should().BeTrue();
        next.Head().MerkleRoot.Should().Be(revoked.Head().MerkleRoot);
        next.Sent.Should().BeEmpty();
        sent.AfterArrival(sent.Revision, sent.Head().Root()).Should().BeSameAs(sent, "nothing has changed since");
        sent.MarkPublished(sent.Revision).Sent.Should().BeEmpty();
    }

    private static void Refused(Action action, string message) => action.Should().Throw<CertificationException>().WithMessage(message);
}
