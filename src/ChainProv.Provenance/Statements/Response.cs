using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>A model's response as its publisher knows it. Whether what it claims is true is for the circuit to say.</summary>
public sealed class Response
{
    private readonly AuthorityHead _authority;
    private readonly MerklePath _registryPath, _declaredPath;
    private readonly CertifiedDataset _dataset;
    private readonly ModelOpening _opening;
    private readonly Policy _policy;

    /// <param name="authority">The state of the authority's tree that the registry's root stands on.</param>
    /// <param name="registryPath">The authority's place in the registry's tree.</param>
    /// <param name="dataset">One that the model declares.</param>
    /// <param name="opening">Of the model's commitment.</param>
    /// <param name="policy">What the dataset satisfies.</param>
    /// <param name="transcript">What the proof is bound to; 248 bits.</param>
    /// <exception cref="ArgumentException">The model does not declare the dataset.</exception>
    public Response(AuthorityHead authority, MerklePath registryPath, CertifiedDataset dataset, ModelOpening opening, Policy policy, Fr transcript)
    {
        (_authority, _registryPath, _dataset, _opening, _policy) = (authority, registryPath, dataset, opening, policy);
        _declaredPath = opening.PathOf(dataset.Metadata.Leaf()) ?? throw new ArgumentException("The model does not declare this dataset.", nameof(dataset));
        PublicInputs = new StatementInputs(
            registryPath.RootFrom(authority.Root()), opening.Commitment(), opening.Facts.ToElement(), policy.Digest(), opening.Link, policy.ValidOn, transcript);
    }

    public StatementInputs PublicInputs { get; }

    /// <summary>What the circuit reads.</summary>
    public ResponseAssignment ToAssignment() => new(
        [.. PublicInputs.ToElements()],
        _authority.MerkleRoot,
        Fr.From(_authority.Revision),
        _registryPath,
        PolicyAssignment.Of(_policy),
        _opening.Link == TrainingLink.AuthorityCosigned,
        _opening.Blinding,
        DatasetAssignment.Of(_dataset),
        _declaredPath);
}
