using System.Collections.Immutable;

namespace ChainProv.Provenance.Statements;

/// <summary>A release as its publisher knows it. Whether it is true is for the circuit to say.</summary>
public sealed class Release
{
    /// <param name="authority">The authority's tree as last published.</param>
    /// <param name="datasets">1 to 16, in the order of the commitment.</param>
    /// <param name="facts">What everyone may know of the model.</param>
    /// <param name="link">What ties the weights to the datasets.</param>
    /// <param name="policy">What the datasets satisfy.</param>
    /// <param name="blinding">Of the model commitment: uniform in the field.</param>
    /// <param name="context">Chain, registry and publisher; 248 bits.</param>
    /// <exception cref="ArgumentException">There is no dataset, or more than 16.</exception>
    public Release(
        AuthorityHead authority,
        IEnumerable<CertifiedDataset> datasets,
        ModelFacts facts,
        TrainingLink link,
        Policy policy,
        Fr blinding,
        Fr context)
    {
        Authority = authority;
        Datasets = [.. datasets];
        Policy = policy;
        Opening = new ModelOpening(facts, link, Datasets.Select(dataset => dataset.Metadata.Leaf()), blinding);
        PublicInputs = new StatementInputs(
            authority.Root(), Opening.Commitment(), facts.ToElement(), policy.Digest(), link, policy.ValidOn, context);
    }

    public AuthorityHead Authority { get; }

    public ImmutableArray<CertifiedDataset> Datasets { get; }

    public Policy Policy { get; }

    public ModelOpening Opening { get; }

    public StatementInputs PublicInputs { get; }

    /// <summary>The circuit that proves this release.</summary>
    public ReleaseCircuit Circuit() => new(Opening.Slots);

    /// <summary>What the circuit reads. Unused slots repeat the first dataset: nothing distinguishes them but the used bit.</summary>
    public ReleaseAssignment ToAssignment() => new(
        [.. PublicInputs.ToElements()],
        Authority.MerkleRoot,
        Fr.From(Authority.Revision),
        PolicyAssignment.Of(Policy),
        Opening.Link == TrainingLink.AuthorityCosigned,
        Opening.Blinding,
        [.. Enumerable.Range(0, Opening.Slots).Select(i => i < Datasets.Length)],
        [.. Enumerable.Range(0, Opening.Slots).Select(i => DatasetAssignment.Of(Datasets[i < Datasets.Length ? i : 0]))]);
}
