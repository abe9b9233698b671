using ChainProv.Cryptography.Hashing;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Hashing;

public sealed class MerkleTests
{
    [Fact]
    public void Roots_equal_those_of_a_second_implementation()
    {
        foreach (var v in Vectors.Read("hashing.json").Items("trees"))
        {
            Fr[] leaves = v.Elements("leaves");
            int depth = v.GetProperty("depth").GetInt32();
            new MerkleTree(depth, leaves).Root.Should().Be(v.Element("root"));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(1025, 11)]
    public void A_fitting_tree_has_the_least_depth(int leaves, int depth) =>
        MerkleTree.Fitting(Leaves(leaves)).Depth.Should().Be(depth);

    [Fact]
    public void However_leaves_arrive_the_tree_is_the_same() =>
        Gen.Int[1, 70].SelectMany(count => Gen.Select(Gen.Const(count), Gen.Int[0, count - 1], Gen.Int[1, 5], Gen.Int[1, 20])).Sample(
            (count, opened, chunkDepth, batch) =>
            {
                Fr[] leaves = Leaves(count);
                MerkleTree bulk = MerkleTree.Fitting(leaves), appended = new(bulk.Depth);
                MerkleAccumulator streamed = new(opened, chunkDepth);
                foreach (Fr leaf in leaves) appended.Append(leaf);
                foreach (Fr[] some in leaves.Chunk(batch))
                {
                    streamed.Append(some);
                    streamed.Root();
                }

                appended.Root.Should().Be(bulk.Root);
                streamed.Root().Should().Be(bulk.Root);
                streamed.Count.Should().Be(count);
                streamed.Path().Siblings.Should().Equal(bulk.PathOf(opened).Siblings);
                appended.PathOf(opened).Leads(leaves[opened], bulk.Root).Should().BeTrue();
            },
            iter: 30,
            threads: 1);

    [Fact]
    public void Layers_wide_enough_for_many_threads_give_the_same_root()
    {
        Fr[] leaves = Leaves(5001);
        Fr[] layer = leaves;
        for (int height = 0; height < 13; height++)
        {
            Fr empty = new MerkleTree(Math.Max(height, 1)).Root;
            if (height == 0) empty = Fr.Zero;
            layer = [.. layer.Chunk(2).Select(pair => Poseidon2.Compress(pair[0], pair.Length == 2 ? pair[1] : empty))];
        }

        MerkleTree.Fitting(leaves).Root.Should().Be(layer.Single());
    }

    [Fact]
    public void Replacing_a_leaf_ends_its_old_path_and_keeps_the_others_valid()
    {
        Fr[] leaves = Leaves(5);
        MerkleTree tree = new(20, leaves);
        MerklePath path = tree.PathOf(3);
        Fr before = tree.Root;

        tree.Replace(3, Fr.Zero);

        path.Leads(leaves[3], before).Should().BeTrue();
        path.Leads(leaves[3], tree.Root).Should().BeFalse();
        path.Leads(Fr.Zero, tree.Root).Should().BeTrue();
        tree.PathOf(2).Leads(leaves[2], tree.Root).Should().BeTrue();
        tree.Root.Should().Be(new MerkleTree(20, leaves[0], leaves[1], leaves[2], Fr.Zero, leaves[4]).Root);
    }

    [Fact]
    public void A_path_leads_nowhere_for_another_leaf_index_or_depth()
    {
        Fr[] leaves = Leaves(8);
        MerkleTree tree = new(3, leaves);
        MerklePath path = tree.PathOf(5);
        path.Leads(leaves[4], tree.Root).Should().BeFalse();
        new MerklePath(4, path.Siblings).Leads(leaves[5], tree.Root).Should().BeFalse();
        new MerklePath(2, [.. path.Siblings[1..]]).Leads(Poseidon2.Compress(leaves[4], leaves[5]), tree.Root)
            .Should().BeTrue("an inner node passes as a leaf of a shallower tree, so whoever verifies a path must fix its depth");
    }

    [Fact]
    public void Trees_refuse_what_they_cannot_hold()
    {
        ((Action)(() => MerkleTree.Fitting([]))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => _ = new MerkleTree(0))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => _ = new MerkleTree(1, Leaves(3)))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new MerkleTree(1, Leaves(2)).Append(Fr.One))).Should().Throw<InvalidOperationException>();
        ((Action)(() => new MerkleTree(1, Leaves(1)).PathOf(1))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new MerkleTree(1, Leaves(1)).Replace(1, Fr.One))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new MerkleAccumulator().Root())).Should().Throw<InvalidOperationException>();
        ((Action)(() => new MerkleAccumulator(opened: 7).Path())).Should().Throw<InvalidOperationException>();
        ((Action)(() => _ = new MerklePath(2, [Fr.One]))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => _ = new MerklePath(0, []))).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static Fr[] Leaves(int count) => [.. Enumerable.Range(1, count).Select(i => Fr.From((ulong)i))];
}
