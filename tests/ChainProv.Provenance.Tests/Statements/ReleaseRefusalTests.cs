using System.Collections.Immutable;
using ChainProv.Circuits;
using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Statements;
using static ChainProv.Provenance.Tests.Statements.Samples;

namespace ChainProv.Provenance.Tests.Statements;

/// <summary>False releases, each refused by the constraint that is there for it.</summary>
public sealed class ReleaseRefusalTests
{
    private const string CertifiedAtSlot0 = "slot[0]/certified", ModelCommitment = "model-commitment", AuthorityRoot = "authority-root";

    [Fact]
    public void A_dataset_that_is_not_in_the_tree_is_refused()
    {
        MerklePath somebodyElses = Tree(Dataset()).PathOf(0);
        Refused(Release().ToAssignment().WithSlot(0, slot => slot with { Path = somebodyElses }), CertifiedAtSlot0);
    }

    [Fact]
    public void A_dataset_revoked_after_its_path_was_taken_is_refused()
    {
        MerkleTree tree = Tree(Dataset());
        tree.Replace(1, Fr.Zero);
        AuthorityHead newest = new(tree.Root, 8);
        ReleaseAssignment release = Release().ToAssignment().WithPublic(0, newest.Root());
        Refused(release, AuthorityRoot);
        Refused(release with { MerkleRoot = newest.MerkleRoot, Revision = Fr.From(8) }, CertifiedAtSlot0);
    }

    [Fact]
    public void The_empty_leaf_of_a_revoked_dataset_is_no_dataset()
    {
        MerkleTree tree = Tree(Dataset());
        tree.Replace(1, Fr.Zero);
        AuthorityHead newest = new(tree.Root, 8);
        ReleaseAssignment release = Release().ToAssignment().WithPublic(0, newest.Root()) with { MerkleRoot = newest.MerkleRoot, Revision = Fr.From(8) };
        Refused(release.WithSlot(0, slot => slot with { Path = tree.PathOf(1) }), CertifiedAtSlot0);
    }

    [Fact]
    public void The_same_tree_under_another_revision_is_another_root()
    {
        Refused(Release().ToAssignment() with { Revision = Fr.From(8) }, AuthorityRoot);
        Refused(Release().ToAssignment().WithPublic(0, new AuthorityHead(Tree(Dataset()).Root, 8).Root()), AuthorityRoot);
    }

    [Fact]
    public void A_licence_that_the_policy_does_not_allow_is_refused() =>
        Refused(Release(Dataset(licences: [Licence("Proprietary")])), "slot[0]/licence[0]/allowed/member");

    [Fact]
    public void One_licence_of_many_that_is_not_allowed_is_refused()
    {
        DatasetMetadata dataset = Dataset(licences: [Licence("MIT"), Licence("CC-BY-4.0"), Licence("Proprietary")]);
        int slot = dataset.Licences.Slots.IndexOf(Licence("Proprietary"));
        Refused(Release(dataset), $"slot[0]/licence[{slot}]/allowed/member");
    }

    [Fact]
    public void A_policy_without_licences_allows_none() =>
        Refused(Release(new Policy([], [], new Day(0), new Day(0)), Dataset(licences: [Licence("MIT")])), "slot[0]/licence[0]/allowed/member");

    [Fact]
    public void A_dataset_without_a_required_tag_is_refused() =>
        Refused(Release(Dataset(tags: [Tag("text")])), "slot[0]/required-tag[0]/present/member");

    [Fact]
    public void A_tag_is_not_a_licence_of_the_same_name() =>
        Refused(Release(Dataset(tags: [Licence("medical")])), "slot[0]/required-tag[0]/present/member");

    [Fact]
    public void A_dataset_without_a_licence_is_refused()
    {
        ImmutableArray<Fr> none = [.. new Fr[ReleaseFormat.DatasetLicences]];
        Refused(Release().ToAssignment().WithSlot(0, slot => slot with { Licences = none }), "slot[0]/has-a-licence");
    }

    [Fact]
    public void An_expired_dataset_is_refused() => Refused(Release(Dataset(expiresOn: Today - 1)), "slot[0]/not-expired/range");

    [Fact]
    public void A_dataset_certified_too_early_is_refused() => Refused(Release(Dataset(certifiedOn: 18_999)), "slot[0]/certified-late-enough/range");

    [Fact]
    public void Dates_have_32_bits()
    {
        Fr late = Fr.From(1UL << 32);
        Refused(Release().ToAssignment().WithSlot(0, slot => slot with { CertifiedOn = late }), "slot[0]/certified-on/range");
        Refused(Release().ToAssignment().WithSlot(0, slot => slot with { ExpiresOn = late }), "slot[0]/expires-on/range");
        ReleaseAssignment release = Release().ToAssignment();
        Refused(release with { Policy = release.Policy with { CertifiedNotBefore = late } }, "policy/certified-not-before/range");
        Refused(release with { Policy = release.Policy with { ValidOn = late } }, "policy/valid-on/range");
    }

    [Fact]
    public void Another_policy_does_not_open_the_digest()
    {
        ReleaseAssignment release = Release().ToAssignment();
        Refused(release with { Policy = release.Policy with { ValidOn = Fr.From(Today - 1) } }, "policy-digest");
        Refused(release with { Policy = release.Policy with { Tags = [.. new Fr[ReleaseFormat.PolicyTags]] } }, "policy-digest");
    }

    [Fact]
    public void The_public_day_is_the_policys_own()
    {
        Release release = Release();
        StatementInputs later = release.PublicInputs with { ValidOn = new Day(Today + 1) };
        Refused(release.ToAssignment() with { PublicInputs = [.. later.ToElements()] }, "terms");
    }

    [Fact]
    public void Another_model_weights_base_or_hyper_parameters_do_not_open_the_commitment()
    {
        Release release = Release();
        Sha256Digest other = Facts.ModelDigest with { Low = 7 };
        foreach (ModelFacts facts in new[]
        {
            Facts with { ModelDigest = other }, Facts with { BaseDigest = other }, Facts with { WeightsDigest = other }, Facts with { BaseWeightsDigest = other },
            Facts with { HyperParametersDigest = other },
        })
        {
            Refused(release.ToAssignment().WithPublic(2, facts.ToElement()), ModelCommitment);
        }
    }

    [Fact]
    public void A_link_that_is_not_there_cannot_be_claimed()
    {
        ReleaseAssignment release = Release().ToAssignment(), claimed = release.WithPublic(4, release.PublicInputs[4] + Fr.One);
        Refused(claimed, "terms");
        Refused(claimed with { Cosigned = true }, "slot[0]/cosigned");
        ModelOpening opening = Release().Opening;
        Fr commitment = new ModelOpening(opening.Facts, TrainingLink.AuthorityCosigned, opening.Leaves, opening.Blinding).Commitment();
        Refused(claimed.WithPublic(1, commitment) with { Cosigned = true }, "slot[0]/cosigned");
        Refused(release.WithPublic(4, release.PublicInputs[4] + Fr.From((ulong)TrainingLink.Proved)), "terms");
        Refused(CosignedRelease().ToAssignment().WithPublic(4, release.PublicInputs[4]) with { Cosigned = false }, "slot[0]/no-salt-without-cosignature");
    }

    [Fact]
    public void Random_weights_are_refused_where_the_authority_must_vouch()
    {
        ModelFacts random = Facts with { WeightsDigest = Facts.WeightsDigest with { Low = 12345 } };
        ReleaseAssignment release = CosignedRelease().ToAssignment().WithPublic(2, random.ToElement());
        Refused(release, "slot[0]/cosigned");
        ModelOpening opening = CosignedRelease().Opening;
        Refused(release.WithPublic(1, new ModelOpening(random, opening.Link, opening.Leaves, opening.Blinding).Commitment()), "slot[0]/cosigned");
    }

    [Fact]
    public void A_swapped_base_is_refused_where_the_authority_must_vouch()
    {
        ModelFacts swapped = Facts with { BaseWeightsDigest = Facts.BaseDigest };
        ModelOpening opening = CosignedRelease().Opening;
        Refused(
            CosignedRelease().ToAssignment().WithPublic(2, swapped.ToElement()).WithPublic(1, new ModelOpening(swapped, opening.Link, opening.Leaves, opening.Blinding).Commitment()),
            "slot[0]/cosigned");
    }

    [Fact]
    public void The_word_on_one_dataset_does_not_vouch_for_another()
    {
        ReleaseAssignment release = CosignedRelease(Dataset(0), Dataset(1)).ToAssignment();
        DatasetAssignment first = release.Slots[0];
        Refused(release.WithSlot(1, slot => slot with { CosignatureSalt = first.CosignatureSalt, CosignaturePath = first.CosignaturePath }), "slot[1]/cosigned");
        Refused(release.WithSlot(0, slot => slot with { CosignatureSalt = slot.CosignatureSalt + Fr.One }), "slot[0]/cosigned");
        Refused(release.WithSlot(0, slot => slot with { CosignaturePath = slot.Path, CosignatureSalt = Fr.Zero }), "slot[0]/cosigned");
    }

    [Fact]
    public void A_date_cannot_carry_into_the_one_beside_it()
    {
        // The same hashed element, read as one day less of the upper date and 2^32 days more of the lower.
        Fr carry = Fr.From(1UL << ReleaseFormat.DateBits);
        ReleaseAssignment release = Release(Dataset(expiresOn: Today + 1)).ToAssignment();
        Refused(
            release.WithSlot(0, slot => slot with { CertifiedOn = slot.CertifiedOn + carry, ExpiresOn = slot.ExpiresOn - Fr.One }),
            "slot[0]/certified-on/range");
        PolicyAssignment policy = release.Policy;
        Refused(
            release with { Policy = policy with { CertifiedNotBefore = policy.CertifiedNotBefore + carry, ValidOn = policy.ValidOn - Fr.One } },
            "policy/certified-not-before/range");
    }

    [Fact]
    public void A_commitment_to_other_datasets_or_with_another_blinding_is_refused()
    {
        ReleaseAssignment release = Release().ToAssignment();
        Refused(release.WithPublic(1, Release(Dataset(5)).Opening.Commitment()), ModelCommitment);
        Refused(release with { Blinding = Fr.One }, ModelCommitment);
    }

    [Fact]
    public void A_used_dataset_cannot_be_left_out_nor_an_unused_one_slipped_in()
    {
        Release two = Release(Dataset(0), Dataset(1));
        Refused(two.ToAssignment() with { Used = [true, false, false, false] }, ModelCommitment);
        Refused(two.ToAssignment() with { Used = [true, true, true, false] }, ModelCommitment);
        ModelOpening three = new(two.Opening.Facts, two.Opening.Link, [.. two.Opening.Leaves, two.Opening.Leaves[0]], two.Opening.Blinding);
        Refused(two.ToAssignment().WithPublic(1, three.Commitment()), ModelCommitment);
    }

    [Fact]
    public void The_first_slot_is_used() => Refused(Release().ToAssignment() with { Used = [false] }, "used-slots/slot[0]/first-is-used");

    [Fact]
    public void No_slot_is_used_after_an_unused_one() =>
        Refused(Release(Dataset(0), Dataset(1)).ToAssignment() with { Used = [true, false, true, false] }, "used-slots/slot[2]/not-after-unused");

    [Fact]
    public void A_false_dataset_hides_in_no_slot_used_or_not()
    {
        Release two = Release(Dataset(0), Dataset(1));
        for (int i = 0; i < 4; i++)
        {
            Refused(two.ToAssignment().WithSlot(i, slot => slot with { Root = Fr.One }), $"slot[{i}]/certified");
            Refused(two.ToAssignment().WithSlot(i, slot => slot with { ExpiresOn = Fr.Zero }), $"slot[{i}]/not-expired/range");
        }
    }

    [Fact]
    public void Every_number_of_slots_has_a_circuit_of_its_own() => Checks.Values.Select(check => check.System.Digest).Should().OnlyHaveUniqueItems();

    [Fact]
    public void A_context_changed_after_proving_breaks_the_proof()
    {
        Fr[] values = Witness.Generate(new ReleaseCircuit(1), Release().ToAssignment()).Values.ToArray();
        values[StatementInputs.Count] += Fr.One;
        Checks[1].System.FirstUnsatisfied(new Witness(values, StatementInputs.Count))!.Name.Should().Be("context-is-bound");
    }

    private static void Refused(Release release, string constraint) => Refused(release.ToAssignment(), constraint);

    private static void Refused(ReleaseAssignment release, string constraint) =>
        Checks[release.Slots.Length].Refuses(release, constraint);
}
