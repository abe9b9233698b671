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
}
