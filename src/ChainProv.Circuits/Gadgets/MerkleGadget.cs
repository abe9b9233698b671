using ChainProv.Cryptography.Hashing;

namespace ChainProv.Circuits.Gadgets;

/// <summary>Membership in a Merkle tree of fixed depth, at a hidden index.</summary>
public static class MerkleGadget
{
    /// <summary>The root of the tree that holds the leaf at the hidden path. 218 constraints a level; the depth is part of the
    /// circuit.</summary>
    /// <exception cref="ArgumentException">The path has another depth.</exception>
    public static Wire MerkleRoot(this ICircuitBuilder circuit, string name, Wire leaf, MerklePath path, int depth)
    {
        if (path.Depth != depth) throw new ArgumentException($"The path has depth {path.Depth}, the tree {depth}.", nameof(path));
        using CircuitScope scope = circuit.Scope(name);
        Wire node = leaf;
        for (int height = 0; height < depth; height++)
        {
            using CircuitScope level = circuit.Scope("level", height);
            Wire sibling = circuit.Private("sibling", path.Siblings[height]);
            Bit isRight = circuit.PrivateBit("is-right", (path.Index >> height & 1) == 1);
            Wire left = circuit.Select("left", isRight, sibling, node);
            node = circuit.Compress("node", left, node + sibling - left);
        }

        return node;
    }

    /// <summary>The root of a tree of fixed depth over leaves that are padded with zeros on the right. A compression for each node that is not of padding alone.</summary>
    /// <exception cref="ArgumentException">There are no leaves, or more than the tree holds.</exception>
    public static Wire PaddedMerkleRoot(this ICircuitBuilder circuit, string name, ReadOnlySpan<Wire> leaves, int depth)
    {
        if (leaves.IsEmpty || leaves.Length > 1L << depth) throw new ArgumentException($"There are {leaves.Length} leaves for a tree of depth {depth}.", nameof(leaves));
        using CircuitScope scope = circuit.Scope(name);
        Wire[] nodes = leaves.ToArray();
        Fr padding = Fr.Zero;
        for (int height = 0; height < depth; height++)
        {
            using CircuitScope level = circuit.Scope("level", height);
            Wire[] parents = new Wire[(nodes.Length + 1) / 2];
            for (int i = 0; i < parents.Length; i++)
                parents[i] = circuit.Compress($"node[{i}]", nodes[2 * i], (2 * i) + 1 < nodes.Length ? nodes[(2 * i) + 1] : Wire.Constant(padding));
            (nodes, padding) = (parents, Poseidon2.Compress(padding, padding));
        }

        return nodes[0];
    }
}
