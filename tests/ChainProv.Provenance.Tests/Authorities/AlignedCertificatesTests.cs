using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Tests.Statements;

namespace ChainProv.Provenance.Tests.Authorities;

/// <summary>Certificates that were issued one after the other lead to one root together, in whatever order they are given; or are refused.</summary>
public sealed class AlignedCertificatesTests
{
    /// <summary>The tree after 1, 2, … datasets; nothing was published in between.</summary>
    private static readonly AuthorityTree[] Grown = Grow(AuthorityTree.Empty(Authority.Key), 6);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Certificates_issued_one_after_the_other_align_to_the_newest_root_in_every_order(int count)
    {
        DatasetCertificate[] issued = [.. Enumerable.Range(0, count).Select(i => Grown[i].Certificate(i))];
        foreach (DatasetCertificate[] order in Orders(issued)) Aligned(order, Grown[count - 1]);
    }

    [Fact]
    public void A_dataset_certified_in_between_for_another_publisher_does_not_matter_if_a_later_path_shows_it()
    {
        // 0 and 3 hold each other's ancestors' siblings only through 3's path, which knows all that came between.
        foreach (DatasetCertificate[] order in Orders([Grown[2].Certificate(2), Grown[3].Certificate(3)])) Aligned(order, Grown[3]);
    }

    [Fact]
    public void What_a_later_certificate_does_not_show_is_not_guessed()
    {
        // Datasets 2 and 3 came between: 4's path knows their common ancestor, but not 2's neighbour, 3, which 2's own path has as empty.
        foreach (DatasetCertificate[] order in Orders([Grown[2].Certificate(2), Grown[4].Certificate(4)])) Refused(order);
    }

    [Fact]
    public void A_re_issued_certificate_aligns_what_stood_apart()
    {
        foreach (DatasetCertificate[] order in Orders([Grown[4].Certificate(2), Grown[4].Certificate(4)])) Aligned(order, Grown[4]);
        foreach (DatasetCertificate[] order in Orders([Grown[5].Certificate(0), Grown[0].Certificate(0), Grown[5].Certificate(4)])) Aligned(order, Grown[5]);
        foreach (DatasetCertificate[] order in Orders([Grown[2].Certificate(0), Grown[1].Certificate(1)])) Aligned(order, Grown[2]);
    }

    [Fact]
    public void Certificates_of_different_revisions_align_to_the_newest()
    {
        AuthorityTree first = Grown[0].MarkPublished(1), second = first.With(2).MarkPublished(2), third = second.With(3);
        foreach (DatasetCertificate[] order in Orders([first.Certificate(0), second.Certificate(1), third.Certificate(2)])) Aligned(order, third);
    }

    [Fact]
    public void A_state_that_was_published_again_under_a_new_revision_counts_by_its_revision()
    {
        AuthorityTree later = Grown[1].MarkPublished(1).With(9).Revoke(Fr.From(9), Authority.Clock);
        foreach (DatasetCertificate[] order in Orders([Grown[1].Certificate(0), later.Certificate(1)])) Aligned(order, later);
    }

    [Fact]
    public void A_dataset_that_was_revoked_since_aligns_to_no_root_from_after()
    {
        // The certificates do not tell that the older root was superseded; the registry does, when the release is anchored.
        AuthorityTree before = Grown[2].MarkPublished(1), after = before.Revoke(Fr.From(1), Authority.Clock);
        foreach (DatasetCertificate[] order in Orders([before.Certificate(0), after.Certificate(1)])) Aligned(order, before);
        foreach (DatasetCertificate[] order in Orders([before.Certificate(0), before.Certificate(1), after.Certificate(2)])) Aligned(order, before);
        foreach (DatasetCertificate[] order in Orders([before.Certificate(0), after.With(9).Certificate(3)])) Refused(order);
    }

    [Fact]
    public void Cosignatures_align_with_their_datasets()
    {
        (AuthorityTree tree, int index) = Grown[1].Cosign(Fr.From(1), Samples.Facts);
        CosignatureCertificate cosignature = tree.CosignatureCertificate(index);
        AlignedCertificates aligned = AlignedCertificates.Of([Grown[0].Certificate(0), Grown[1].Certificate(1)], cosignature);
        aligned.Head.Should().Be(tree.Head());
        aligned.Datasets[1].Cosignature.Should().BeNull();
        Cosignature word = aligned.Datasets[0].Cosignature!;
        word.Path.RootFrom(Cosignature.Leaf(aligned.Datasets[0].Metadata.Leaf(), Samples.Facts, word.Salt)).Should().Be(tree.Head().MerkleRoot);
    }

    [Fact]
    public void A_cosignature_that_was_taken_back_aligns_to_no_root_from_after()
    {
        (AuthorityTree before, int index) = Grown[1].Cosign(Fr.From(1), Samples.Facts);
        CosignatureCertificate cosignature = before.CosignatureCertificate(index);
        AuthorityTree after = before.MarkPublished(1).RevokeCosignatures(Samples.Facts, Authority.Clock);
        AlignedCertificates.Of([before.Certificate(0)], cosignature).Head.Should().Be(before.Head());
        AlignedCertificates.Of([after.Certificate(0)], cosignature).Head.Revision.Should().Be(1, "the registry refuses what is older than a revocation");
        FluentActions.Invoking(() => AlignedCertificates.Of([after.With(9).Certificate(3)], cosignature)).Should().Throw<CertificationException>();
    }

    [Fact]
    public void A_cosignature_of_another_authority_is_refused()
    {
        AuthorityTree foreign = Grow(AuthorityTree.Empty(Authority.OtherKey), 2)[1];
        (foreign, int index) = foreign.Cosign(Fr.From(1), Samples.Facts);
        FluentActions.Invoking(() => AlignedCertificates.Of([Grown[1].Certificate(0)], foreign.CosignatureCertificate(index))).Should().Throw<CertificationException>().WithMessage("*more than one authority");
    }

    [Fact]
    public void Another_authority_s_certificate_is_refused()
    {
        // Both certify the same datasets, so that even their roots agree: a root names no authority.
        AuthorityTree[] foreign = Grow(AuthorityTree.Empty(Authority.OtherKey), 2);
        foreign[1].Head().Should().Be(Grown[1].Head());
        foreach (DatasetCertificate[] order in Orders([Grown[0].Certificate(0), foreign[1].Certificate(1)])) Refused(order);
    }

    private static void Aligned(DatasetCertificate[] certificates, AuthorityTree newest)
    {
        AlignedCertificates aligned = AlignedCertificates.Of(certificates);
        aligned.Head.Should().Be(newest.Head());
        aligned.Datasets.Select(dataset => dataset.Metadata).Should().Equal(certificates.Select(certificate => certificate.Certification.ToStatement()));
        aligned.Datasets.Should().OnlyContain(dataset => dataset.Path.Leads(dataset.Metadata.Leaf(), newest.Head().MerkleRoot));
    }

    private static void Refused(DatasetCertificate[] certificates) =>
        FluentActions.Invoking(() => AlignedCertificates.Of(certificates)).Should().Throw<CertificationException>();

    private static AuthorityTree[] Grow(AuthorityTree tree, int count)
    {
        AuthorityTree[] states = new AuthorityTree[count];
        for (int i = 0; i < count; i++) states[i] = tree = tree.With((ulong)i + 1);
        return states;
    }

    private static IEnumerable<T[]> Orders<T>(T[] items) => items.Length <= 1
        ? [items]
        : Enumerable.Range(0, items.Length).SelectMany(first => Orders<T>([.. items[..first], .. items[(first + 1)..]]).Select(rest => (T[])[items[first], .. rest]));
}
