using ChainProv.Provenance.Files;
using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Tests.Weights;

public sealed class ChunkTreeTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(7), InlineData(8), InlineData(9), InlineData(33), InlineData(64), InlineData(100)]
    public void Root_and_paths_are_those_of_the_RFC(int count)
    {
        byte[][] leaves = [.. Enumerable.Range(0, count).Select(i => Enumerable.Repeat((byte)i, 48).ToArray())];
        ChunkTree tree = new([.. leaves.SelectMany(leaf => leaf)]);
        tree.Root.ToArray().Should().Equal(PlainWeights.MerkleTreeHash(leaves));
        for (int i = 0; i < count; i++)
        {
            Sha256Digest[] path = [.. tree.Path(i)];
            path.Select(node => Convert.ToHexString(node.ToArray())).Should().Equal(PlainWeights.MerklePath(i, leaves).Select(Convert.ToHexString));
            ChunkTree.RootFrom(ChunkTree.Leaf(leaves[i]), i, count, path).Should().Be(tree.Root);
        }
    }

    [Fact]
    public void A_path_leads_to_the_root_from_its_own_place_alone()
    {
        const int Count = 11;
        byte[][] leaves = [.. Enumerable.Range(0, Count).Select(i => Enumerable.Repeat((byte)i, 48).ToArray())];
        ChunkTree tree = new([.. leaves.SelectMany(leaf => leaf)]);
        for (int i = 0; i < Count; i++)
        {
            Sha256Digest leaf = ChunkTree.Leaf(leaves[i]);
            Sha256Digest[] path = [.. tree.Path(i)];
            for (int j = -1; j <= Count; j++)
                if (j != i) ChunkTree.RootFrom(leaf, j, Count, path).Should().NotBe(tree.Root, $"{i} at {j}");
            ChunkTree.RootFrom(leaf, i, Count, path[..^1]).Should().BeNull();
            ChunkTree.RootFrom(leaf, i, Count, [.. path, leaf]).Should().BeNull();
            for (int j = 0; j < path.Length; j++) ChunkTree.RootFrom(leaf, i, Count, [.. path[..j], leaf, .. path[(j + 1)..]]).Should().NotBe(tree.Root);
        }
    }

    [Fact]
    public void A_node_is_no_leaf()
    {
        byte[] two = [.. Enumerable.Repeat((byte)1, 96)];
        ChunkTree tree = new(two);
        Sha256Digest left = ChunkTree.Leaf(two.AsSpan(0, 48));
        ChunkTree.Leaf([.. left.ToArray(), .. left.ToArray()]).Should().NotBe(tree.Root);
    }
}
