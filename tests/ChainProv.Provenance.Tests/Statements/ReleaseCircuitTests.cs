using System.Runtime.CompilerServices;
using ChainProv.Circuits;
using ChainProv.Circuits.Testing;
using ChainProv.Provenance.Statements;
using static ChainProv.Provenance.Tests.Statements.Samples;

namespace ChainProv.Provenance.Tests.Statements;

/// <summary>True releases are accepted, and no cell of their witness is free.</summary>
public sealed class ReleaseCircuitTests
{
    [Fact]
    public void A_release_of_one_dataset_is_accepted() => Accepted(Release());

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_release_of_a_few_datasets_is_accepted(int datasets) => Accepted(Release(Several(datasets)));

    [Fact]
    public void A_release_of_one_dataset_is_accepted_in_four_slots()
    {
        // The commitment says which datasets, not of how many slots the circuit is.
        ReleaseAssignment one = Release().ToAssignment();
        Checks[4].Accepts(one with { Used = [true, false, false, false], Slots = [.. Enumerable.Repeat(one.Slots[0], 4)] });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    public void A_release_that_the_authority_vouches_for_is_accepted(int datasets) => Accepted(CosignedRelease(Several(datasets)));

    [Theory]
    [InlineData(0, 1, 0, 1)]
    [InlineData(8, 8, 4, 16)]
    [InlineData(4, 1, 4, 1)]
    [InlineData(8, 8, 0, 8)]
    public void Any_number_of_tags_and_licences_fits_its_slots(int tags, int licences, int required, int allowed)
    {
        DatasetMetadata dataset = Dataset(tags: Names(Tag, tags), licences: Names(Licence, licences));
        Accepted(Release(new Policy(Names(Tag, required), Names(Licence, allowed), new Day(0), new Day(Today)), dataset));
    }

    [Theory]
    [InlineData(19_000, Today)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    public void The_first_and_the_last_day_count(uint certifiedOn, uint expiresOn) =>
        Accepted(Release(Dataset(certifiedOn: certifiedOn, expiresOn: expiresOn)));

    [Fact]
    public void The_range_of_dates_is_whole() =>
        Accepted(Release(new Policy([], [Licence("MIT")], new Day(0), Day.Never), Dataset(licences: [Licence("MIT")], certifiedOn: 0)));

    [Fact]
    public void No_cell_of_the_witness_can_be_changed_alone() => Checks[1].PerturbEveryCell(Release().ToAssignment());

    [Fact]
    public void No_cell_of_a_cosigned_witness_can_be_changed_alone() => Checks[1].PerturbEveryCell(CosignedRelease().ToAssignment());

    [Fact]
    public void No_public_input_can_be_changed_alone() => Checks[1].BindsEveryPublicInput(Release().ToAssignment());

    [Theory]
    [InlineData(4, 2)]
    [InlineData(16, 5)]
    public void No_cell_of_a_used_or_unused_slot_can_be_changed_alone(int slots, int datasets) =>
        Checks[slots].PerturbEveryCell(Release(Several(datasets)).ToAssignment());

    [Fact]
    public void No_hint_can_be_overridden() => Checks[1].OverrideEveryHint(Release().ToAssignment());

    [Fact]
    [Trait("Category", "Slow")]
    public void No_hint_of_a_cosigned_release_can_be_overridden() => Checks[1].OverrideEveryHint(CosignedRelease().ToAssignment());

    [Fact]
    [Trait("Category", "Slow")]
    public void No_hint_of_a_used_or_unused_slot_can_be_overridden() => Checks[4].OverrideEveryHint(Release(Several(2)).ToAssignment());

    [Fact]
    public void The_circuits_have_the_sizes_of_the_snapshot()
    {
        Dictionary<string, ConstraintSystem> systems = Checks.ToDictionary(check => $"release of {check.Key}", check => check.Value.System);
        systems["response"] = ResponseCheck.System;
        ConstraintCounts.Verify(Snapshot(), systems);
    }

    [Theory]
    [InlineData(1, 14)]
    [InlineData(4, 16)]
    [InlineData(16, 18)]
    public void A_circuit_fits_the_least_transform_of_its_size(int slots, int logarithm)
    {
        ConstraintSystem system = Checks[slots].System;
        int rows = system.ConstraintCount + system.PublicInputCount + 1;
        rows.Should().BeInRange((1 << (logarithm - 1)) + 1, 1 << logarithm, "the prover transforms a row for each constraint, public input and the constant");
    }

    private static void Accepted(Release release) => Checks[release.Opening.Slots].Accepts(release.ToAssignment());

    private static DatasetMetadata[] Several(int count) => [.. Enumerable.Range(0, count).Select(i => Dataset(i))];

    private static IEnumerable<Fr> Names(Func<string, Fr> kind, int count) => Enumerable.Range(0, count).Select(i => kind($"name-{i}"));

    private static string Snapshot([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "snapshots", "release-circuits.json");
}
