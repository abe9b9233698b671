using System.Collections.Immutable;
using ChainProv.Circuits;
using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Statements;
using static ChainProv.Provenance.Tests.Statements.Samples;

namespace ChainProv.Provenance.Tests.Statements;

/// <summary>True responses are accepted, no cell of their witness is free, and false ones are refused by the constraint that is there for it.</summary>
public sealed class ResponseCircuitTests
{
    private const string RegistryRoot = "registry-root", Certified = "certified", Cosigned = "cosigned", ModelCommitment = "model-commitment";

    [Theory]
    [InlineData(1, TrainingLink.None)]
    [InlineData(2, TrainingLink.None)]
    [InlineData(16, TrainingLink.None)]
    [InlineData(1, TrainingLink.AuthorityCosigned)]
    [InlineData(16, TrainingLink.AuthorityCosigned)]
    public void A_response_with_any_declared_dataset_is_accepted(int datasets, TrainingLink link) =>
        ResponseCheck.Accepts(Response(AskedPolicy, link, [.. Enumerable.Range(0, datasets).Select(i => Dataset(i))]).ToAssignment());

    [Fact]
    public void A_dataset_beside_ones_that_do_not_satisfy_the_policy_is_enough() => ResponseCheck.Accepts(Response(Dataset(0, tags: []), Dataset(1)).ToAssignment());

    [Fact]
    public void No_cell_of_the_witness_can_be_changed_alone() => ResponseCheck.PerturbEveryCell(Response(Dataset(0), Dataset(1)).ToAssignment());

    [Fact]
    public void No_cell_of_a_cosigned_witness_can_be_changed_alone() => ResponseCheck.PerturbEveryCell(CosignedResponse().ToAssignment());

    [Fact]
    public void No_public_input_can_be_changed_alone() => ResponseCheck.BindsEveryPublicInput(CosignedResponse().ToAssignment());

    [Fact]
    public void No_hint_can_be_overridden() => ResponseCheck.OverrideEveryHint(Response().ToAssignment());

    [Fact]
    [Trait("Category", "Slow")]
    public void No_hint_of_a_cosigned_response_can_be_overridden() => ResponseCheck.OverrideEveryHint(CosignedResponse().ToAssignment());

    [Fact]
    public void The_circuit_fits_the_least_transform_of_its_size()
    {
        ConstraintSystem system = ResponseCheck.System;
        (system.ConstraintCount + system.PublicInputCount + 1).Should().BeInRange((1 << 14) + 1, 1 << 15, "the prover transforms a row for each constraint, public input and the constant");
    }

    [Fact]
    public void A_dataset_that_the_model_does_not_declare_is_refused()
    {
        ResponseAssignment response = Response(Dataset(0)).ToAssignment(), other = Response(Dataset(1)).ToAssignment();
        Refused(other.WithPublic(1, response.PublicInputs[1]), ModelCommitment);
        CertifiedDataset undeclared = new(Dataset(1), response.Dataset.Path);
        ((Action)(() => _ = new Response(new AuthorityHead(Fr.One, 1), response.RegistryPath, undeclared, Release(Dataset(0)).Opening, AskedPolicy, Fr.One)))
            .Should().Throw<ArgumentException>();
    }

    [Fact]
    public void An_unregistered_dataset_is_refused()
    {
        DatasetMetadata dataset = Dataset();
        MerklePath somebodyElses = Tree(dataset).PathOf(0);
        ResponseAssignment response = Response(dataset).ToAssignment();
        Refused(response with { Dataset = response.Dataset with { Path = somebodyElses } }, Certified);
    }

    [Fact]
    public void A_revoked_dataset_is_refused_under_every_newer_root()
    {
        MerkleTree tree = Tree(Dataset());
        tree.Replace(1, Fr.Zero);
        AuthorityHead newest = new(tree.Root, 8);
        MerkleTree registry = Registry(newest);
        ResponseAssignment response = Response().ToAssignment().WithPublic(0, registry.Root);
        Refused(response, RegistryRoot);
        ResponseAssignment under = response with { MerkleRoot = newest.MerkleRoot, Revision = Fr.From(8), RegistryPath = registry.PathOf(1) };
        Refused(under, Certified);
        Refused(under with { Dataset = under.Dataset with { Path = tree.PathOf(1) } }, Certified);
    }

    [Fact]
    public void An_authority_outside_the_registry_s_tree_is_refused()
    {
        ResponseAssignment response = Response().ToAssignment();
        Refused(response with { RegistryPath = Registry(new AuthorityHead(response.MerkleRoot, 7)).PathOf(0) }, RegistryRoot);
        Refused(response with { Revision = Fr.From(8) }, RegistryRoot);
        Refused(response.WithPublic(0, new AuthorityHead(response.MerkleRoot, 7).Root()), RegistryRoot);
    }

    [Fact]
    public void A_policy_that_the_dataset_does_not_satisfy_is_refused()
    {
        Refused(Response(Dataset(tags: [Tag("text")])), "required-tag[0]/present/member");
        Refused(Response(Dataset(licences: [Licence("Proprietary")])), "licence[0]/allowed/member");
        Refused(Response(Dataset(expiresOn: Today - 1)), "not-expired/range");
        Refused(Response(Dataset(certifiedOn: 18_999)), "certified-late-enough/range");
        ResponseAssignment response = Response().ToAssignment();
        Refused(response.WithPublic(3, response.PublicInputs[3] + Fr.One), "policy-digest");
        Refused(response with { Policy = response.Policy with { Tags = [.. new Fr[ReleaseFormat.PolicyTags]] } }, "policy-digest");
        Refused(response.WithPublic(4, response.PublicInputs[4] + Fr.From(1UL << ReleaseFormat.LinkBits)), "terms");
    }

    [Fact]
    public void Random_weights_and_a_swapped_base_are_refused_where_the_authority_must_vouch()
    {
        Response cosigned = CosignedResponse();
        ModelOpening opening = CosignedRelease().Opening;
        foreach (ModelFacts facts in new[] { Facts with { WeightsDigest = Facts.ModelDigest }, Facts with { BaseWeightsDigest = Facts.ModelDigest } })
        {
            ResponseAssignment forged = cosigned.ToAssignment().WithPublic(2, facts.ToElement());
            Refused(forged, Cosigned);
            Refused(forged.WithPublic(1, new ModelOpening(facts, opening.Link, opening.Leaves, opening.Blinding).Commitment()), Cosigned);
        }
    }

    [Fact]
    public void A_revoked_cosignature_is_refused_under_every_newer_root()
    {
        MerkleTree tree = Tree(Dataset(0), Dataset(1));
        tree.Replace(4, Fr.Zero);
        AuthorityHead newest = new(tree.Root, 8);
        MerkleTree registry = Registry(newest);
        ResponseAssignment response = CosignedResponse().ToAssignment().WithPublic(0, registry.Root);
        Refused(
            response with
            {
                MerkleRoot = newest.MerkleRoot,
                Revision = Fr.From(8),
                RegistryPath = registry.PathOf(1),
                Dataset = response.Dataset with { Path = tree.PathOf(2), CosignaturePath = tree.PathOf(4) },
            },
            Cosigned);
    }

    [Fact]
    public void A_link_that_is_not_there_cannot_be_claimed()
    {
        ResponseAssignment response = Response().ToAssignment(), claimed = response.WithPublic(4, response.PublicInputs[4] + Fr.One);
        Refused(claimed, "terms");
        Refused(claimed with { Cosigned = true }, Cosigned);
        Refused(CosignedResponse().ToAssignment().WithPublic(4, response.PublicInputs[4]) with { Cosigned = false }, "no-salt-without-cosignature");
    }

    [Fact]
    public void Another_model_s_commitment_or_blinding_is_refused()
    {
        ResponseAssignment response = Response().ToAssignment();
        Refused(response.WithPublic(1, response.PublicInputs[1] + Fr.One), ModelCommitment);
        Refused(response with { Blinding = Fr.One }, ModelCommitment);
        Refused(response with { DeclaredPath = new MerklePath(1, response.DeclaredPath.Siblings) }, ModelCommitment);
        Refused(response.WithPublic(2, (Facts with { ModelDigest = default }).ToElement()), ModelCommitment);
    }

    [Fact]
    public void A_transcript_changed_after_proving_breaks_the_proof()
    {
        Fr[] values = Witness.Generate(new ResponseCircuit(), Response().ToAssignment()).Values.ToArray();
        values[StatementInputs.Count] += Fr.One;
        ResponseCheck.System.FirstUnsatisfied(new Witness(values, StatementInputs.Count))!.Name.Should().Be("context-is-bound");
    }

    private static Response CosignedResponse() => Response(AskedPolicy, TrainingLink.AuthorityCosigned, Dataset(0), Dataset(1));

    private static void Refused(Response response, string constraint) => Refused(response.ToAssignment(), constraint);

    private static void Refused(ResponseAssignment response, string constraint) => ResponseCheck.Refuses(response, constraint);
}
