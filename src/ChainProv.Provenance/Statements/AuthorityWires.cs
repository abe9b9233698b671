using ChainProv.Circuits;
using ChainProv.Circuits.Gadgets;

namespace ChainProv.Provenance.Statements;

/// <summary>A state of an authority's tree, and the root that stands for it.</summary>
internal sealed record AuthorityWires(Wire MerkleRoot, Wire Root)
{
    public static AuthorityWires Declare(ICircuitBuilder circuit, Fr merkleRoot, Fr revision)
    {
        Wire tree = circuit.Private("merkle-root", merkleRoot);
        return new(tree, circuit.Hash("authority", ReleaseFormat.AuthorityTag, ReleaseFormat.Authority(tree, circuit.Private("revision", revision))));
    }
}
