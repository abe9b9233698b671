using System.Collections.Immutable;
using System.Numerics;
using ChainProv.Circuits;
using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Statements;
using static ChainProv.Provenance.Tests.Statements.Samples;

namespace ChainProv.Provenance.Tests.Statements;

/// <summary>False releases, each refused by the constraint that is there for it.</summary>
public sealed class ReleaseRefusalTests
{
    private const string CertifiedAtSlot0 = "slot[0]/certified", ModelCommitment = "model-commitment", AuthorityRoot = "authority-root";

    private static readonly Fr TooLong = Fr.From(BigInteger.One << 128);

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
        ReleasePublicInputs later = release.PublicInputs with { ValidOn = new Day(Today + 1) };
        Refused(release.ToAssignment() with { PublicInputs = [.. later.ToElements()] }, "base-digest-high-and-valid-on");
    }

    [Fact]
    public void Another_model_or_another_base_does_not_open_the_commitment()
    {
        Release release = Release();
        ReleasePublicInputs inputs = release.PublicInputs;
        foreach (DigestLimbs other in new[] { inputs.Model with { High = 7 }, inputs.Model with { Low = 7 } })
            Refused(release.ToAssignment() with { PublicInputs = [.. (inputs with { Model = other }).ToElements()] }, ModelCommitment);
        Refused(release.ToAssignment() with { PublicInputs = [.. (inputs with { BaseModel = inputs.BaseModel with { Low = 7 } }).ToElements()] }, ModelCommitment);
        ReleasePublicInputs otherBase = inputs with { BaseModel = inputs.BaseModel with { High = 7 } };
        Refused(release.ToAssignment() with { PublicInputs = [.. otherBase.ToElements()] }, "base-digest-high-and-valid-on");
        Refused(release.ToAssignment() with { PublicInputs = [.. otherBase.ToElements()], BaseDigestHigh = Fr.From(7) }, ModelCommitment);
    }

    [Fact]
    public void Limbs_have_128_bits()
    {
        ReleaseAssignment release = Release().ToAssignment();
        Refused(release.WithPublic(2, TooLong), "model-digest-high/range");
        Refused(release.WithPublic(3, TooLong), "model-digest-low/range");
        Refused(release.WithPublic(5, TooLong), "base-digest-low/range");
        Refused(release with { BaseDigestHigh = TooLong }, "base-digest-high/range");
    }

    [Fact]
    public void The_day_cannot_carry_into_the_base_digest()
    {
        // The same packed input, read as one day less and a limb of 2^128 more.
        ReleaseAssignment release = Release().ToAssignment();
        Refused(release with { BaseDigestHigh = release.BaseDigestHigh + TooLong }, "base-digest-high/range");
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
        ModelOpening three = new(two.Opening.Model, two.Opening.BaseModel, [.. two.Opening.Leaves, two.Opening.Leaves[0]], two.Opening.Blinding);
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
    public void What_is_true_of_one_slot_is_not_shown_with_four()
    {
        // The same dataset in every slot, and only the first used: the commitment says of how many slots it is.
        ReleaseAssignment one = Release().ToAssignment();
        ReleaseAssignment inFour = one with { Used = [true, false, false, false], Slots = [.. Enumerable.Repeat(one.Slots[0], 4)] };
        Refused(inFour, ModelCommitment);
        Checks.Values.Select(check => check.System.Digest).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_context_changed_after_proving_breaks_the_proof()
    {
        Fr[] values = Witness.Generate(new ReleaseCircuit(1), Release().ToAssignment()).Values.ToArray();
        values[ReleasePublicInputs.Count] += Fr.One;
        Checks[1].System.FirstUnsatisfied(new Witness(values, ReleasePublicInputs.Count))!.Name.Should().Be("context-is-bound");
    }

    private static void Refused(Release release, string constraint) => Refused(release.ToAssignment(), constraint);

    private static void Refused(ReleaseAssignment release, string constraint) =>
        Checks[release.Slots.Length].Refuses(release, constraint);
}
