using CsCheck;

namespace Gongshu.Transparency.Tests;

public sealed class MerkleTreeTests
{
    // The leaves, and the roots over the first 1 to 8 of them, of the reference implementation of RFC 6962, whose hashes RFC 9162 keeps.
    private static readonly string[] Leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_roots_are_those_of_the_reference_vectors()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(MerkleTree.EmptyRoot));
        var tree = new GrownTree();
        for (var size = 1; size <= Leaves.Length; size++)
        {
            tree.Append(MerkleTree.HashLeaf(Convert.FromHexString(Leaves[size - 1])));
            Assert.Equal(Roots[size - 1], Convert.ToHexStringLower(tree.Growth.Root()));
        }
    }

    /// <summary>The tree of RFC 9162 §2.1.5: seven leaves, whose nodes it names a to l.</summary>
    [Fact]
    public void The_proofs_are_those_of_the_example_of_RFC_9162()
    {
        var nodes = new Dictionary<MerkleRange, string>
        {
            [new(0, 1)] = "a",
            [new(1, 2)] = "b",
            [new(2, 3)] = "c",
            [new(3, 4)] = "d",
            [new(4, 5)] = "e",
            [new(5, 6)] = "f",
            [new(6, 7)] = "j",
            [new(0, 2)] = "g",
            [new(2, 4)] = "h",
            [new(4, 6)] = "i",
            [new(0, 4)] = "k",
            [new(4, 7)] = "l",
        };
        string Named(IEnumerable<MerkleRange> ranges) => string.Join(' ', ranges.Select(range => nodes[range]));
        Assert.Equal("b h l", Named(MerkleRange.Inclusion(0, 7)));
        Assert.Equal("c g l", Named(MerkleRange.Inclusion(3, 7)));
        Assert.Equal("f j k", Named(MerkleRange.Inclusion(4, 7)));
        Assert.Equal("i k", Named(MerkleRange.Inclusion(6, 7)));
        Assert.Equal("c d g l", Named(MerkleRange.Consistency(3, 7)));
        Assert.Equal("l", Named(MerkleRange.Consistency(4, 7)));
        Assert.Equal("i j k", Named(MerkleRange.Consistency(6, 7)));
    }

    [Fact]
    public void Each_leaf_of_each_tree_is_proved_and_no_other_is()
    {
        for (var size = 1; size <= 70; size++)
        {
            var tree = GrownTree.Of(size);
            var root = tree.Growth.Root();
            for (var index = 0L; index < size; index++)
            {
                var path = tree.Prove(MerkleRange.Inclusion(index, size));
                Assert.True(MerkleTree.Includes(size, root, index, GrownTree.Leaf(index), path), $"{index} of {size}");
                Assert.False(MerkleTree.Includes(size, root, index, GrownTree.Leaf(index + 1), path), $"another leaf at {index} of {size}");
                Assert.False(MerkleTree.Includes(size, root, (index + 1) % size, GrownTree.Leaf(index), path) && size > 1, $"{index} elsewhere in {size}");
                Assert.False(MerkleTree.Includes(size, root, index, GrownTree.Leaf(index), [.. path, root]), $"a longer path for {index} of {size}");
                if (path.Count > 0) Assert.False(MerkleTree.Includes(size, root, index, GrownTree.Leaf(index), [.. path.Take(path.Count - 1)]), $"a shorter path for {index} of {size}");
            }

            Assert.False(MerkleTree.Includes(size, root, size, GrownTree.Leaf(0), []));
            Assert.False(MerkleTree.Includes(size, root, -1, GrownTree.Leaf(0), []));
        }
    }

    [Fact]
    public void Each_tree_is_proved_to_begin_with_each_smaller_one_and_with_no_other()
    {
        for (var second = 0; second <= 70; second++)
        {
            var tree = GrownTree.Of(second);
            var newer = tree.Growth.Root();
            for (var first = 0L; first <= second; first++)
            {
                var older = GrownTree.Of(first).Growth.Root();
                var proof = tree.Prove(MerkleRange.Consistency(first, second));
                Assert.True(MerkleTree.Continues(first, older, second, newer, proof), $"{first} to {second}");
                if (first == 0) continue;
                var forged = GrownTree.Of(first, changed: first / 2).Growth.Root();
                Assert.False(MerkleTree.Continues(first, forged, second, newer, proof), $"a forged beginning of {first} to {second}");
                if (first == second) continue;
                Assert.False(MerkleTree.Continues(first, older, second, older, proof), $"a forged end of {first} to {second}");
                Assert.False(MerkleTree.Continues(first, older, second, newer, [.. proof, newer]), $"a longer proof of {first} to {second}");
                Assert.False(MerkleTree.Continues(first, older, second, newer, [.. proof.Take(proof.Count - 1)]), $"a shorter proof of {first} to {second}");
            }
        }

        Assert.False(MerkleTree.Continues(8, MerkleTree.EmptyRoot, 7, MerkleTree.EmptyRoot, []));
    }

    [Fact]
    public void A_tree_of_several_levels_of_tiles_proves_what_a_small_one_does()
    {
        const int size = MerkleTiles.Width * MerkleTiles.Width + 700;
        var tree = GrownTree.Of(size);
        var root = tree.Growth.Root();
        Gen.Long[0, size - 1].Sample(
            index => Assert.True(MerkleTree.Includes(size, root, index, GrownTree.Leaf(index), tree.Prove(MerkleRange.Inclusion(index, size)))), iter: 300);
        long[] beginnings = [1, 255, 256, 257, 65_535, 65_536, 65_537, size - 1];
        Assert.All(beginnings, first => Assert.True(
            MerkleTree.Continues(first, GrownTree.Of(first).Growth.Root(), size, root, tree.Prove(MerkleRange.Consistency(first, size)))));
        Assert.True(MerkleTiles.Of(MerkleRange.Inclusion(1234, size)).Count <= 6);
    }

    [Fact]
    public void A_tree_grows_alike_in_one_go_and_in_pieces_from_its_edge_alone() =>
        Gen.Int[1, 300].Array[1, 8].Sample(pieces =>
        {
            var whole = GrownTree.Of(pieces.Sum());
            var store = new Dictionary<TileAddress, byte[]>();
            var size = 0L;
            foreach (var piece in pieces)
            {
                var growth = new TreeGrowth(size, MerkleTiles.Edge(size).ToDictionary(address => address, address => store[address]));
                for (var i = 0; i < piece; i++) growth.Append(GrownTree.Leaf(size + i));
                foreach (var (address, tile) in growth.Changed) store[address] = tile;
                size += piece;
                Assert.Equal(size, growth.Size);
            }

            Assert.Equal(whole.Growth.Root(), new MerkleTiles(store).Hash(new MerkleRange(0, size)));
        }, iter: 60);

    [Fact]
    public void A_missing_or_shortened_tile_is_told_and_not_computed_over()
    {
        var tree = GrownTree.Of(300);
        var address = new TileAddress(0, 1);
        Assert.Throws<InvalidDataException>(() => new TreeGrowth(300, new Dictionary<TileAddress, byte[]>()));
        Assert.Throws<InvalidDataException>(() => new TreeGrowth(300, new Dictionary<TileAddress, byte[]> { [address] = tree.Tiles[address][..^1] }));
        Assert.Throws<InvalidDataException>(() => new MerkleTiles(new Dictionary<TileAddress, byte[]>()).Hash(new MerkleRange(0, 1)));
    }
}
