using System.Numerics;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Hashing;

/// <summary>Writes <c>Poseidon2Layers.g.cs</c>: the linear layers of Poseidon2, which contract what they make.</summary>
/// <remarks>
/// Of a value v from −4·2^256 to 4·2^256, which is more than 8r, k = ⌊v/2^256⌋ is seen in the top limb. What is subtracted is the multiple of r that is nearest to
/// (k + 1/2)·2^256: less than 8r/5 is left. There are eight such multiples, and the limbs of the one in question are chosen from vectors of eight.
/// </remarks>
internal sealed class Poseidon2LayerGenerator : TwoStreams
{
    public const string FileName = "Poseidon2Layers.g.cs";

    /// <summary>Vectors of an element, of both streams.</summary>
    private const int Pair = 2 * Limbs;

    /// <summary>By the low three bits of k, between −4 and 3: how many r are nearest to (k + 1/2)·2^256, which is (k + 1/2) · 2.209r.</summary>
    private static readonly int[] Nearest = [1, 3, 6, 8, -8, -6, -3, -1];

    private static readonly BigInteger R = PrimeFieldParameters<Bls12381.ScalarFieldModulus>.Modulus;

    public static string Generate() => new Poseidon2LayerGenerator().Kernels();

    private static void CheckMultiples()
    {
        for (int k = -4; k < 4; k++)
            foreach (int end in new[] { k, k + 1 })
                if (5 * BigInteger.Abs(((BigInteger)end << 256) - (Nearest[k & 7] * R)) >= 8 * R) throw new InvalidOperationException("Too much is left.");
    }

    private string Kernels()
    {
        CheckMultiples();
        Write($$"""
            // Written by Poseidon2LayerGenerator.cs; change that, not this.
            #nullable enable

            using System.Runtime.CompilerServices;
            using System.Runtime.Intrinsics;
            using System.Runtime.Intrinsics.X86;
            using ChainProv.Cryptography.Fields;
            using Integers = System.Runtime.Intrinsics.Vector512<long>;

            namespace ChainProv.Cryptography.Hashing;

            /// <summary>The linear layers of sixteen permutations.</summary>
            internal static unsafe class Poseidon2Layers
            {
                private struct ConstantTable
                {
                    public Integers Mask, {{Each(0, 5, i => $"Multiple{i}", ", ")}};
                }

                private static readonly ConstantTable* Table = CreateTable();

                private static ConstantTable* CreateTable()
                {
                    ConstantTable* table = Lanes.Allocate<ConstantTable>(1);
                    table->Mask = Vector512.Create({{Hex(Radix - 1)}});
            {{Each(0, 5, i => $"        table->Multiple{i} = Vector512.Create({Multiple(i)});")}}
                    return table;
                }

                /// <summary>The layer of a full round, and the constants of the next: with σ the sum of the elements, σ + sᵢ + cᵢ.</summary>
                /// <param name="state">Pairs: values of magnitude at most 7r/4, limbs as a product's. What becomes of them is within 8r/5, and 2^52 + 2^6 in its limbs.</param>
                /// <param name="constants">Reduced, one for every element.</param>
                /// <param name="width">2 or 3 elements.</param>
                public static void MixExternal(FrLanes* state, FrLanes* constants, int width)
                {
                    if (width == 2) MixExternal2((Integers*)state, (Integers*)(state + 1), (Integers*)constants, Table);
                    else MixExternal3((Integers*)state, (Integers*)(state + 1), (Integers*)constants, Table);
                }

                /// <summary>The layer of a partial round: with σ the sum of the elements and the constant, σ + s₀, σ + s₁ (if there are three), σ + 2s.</summary>
                /// <param name="state">Pairs. Element 0 is a fifth power, the others are within 8r/5, and 2^57 in their limbs.</param>
                /// <param name="constant">Reduced.</param>
                /// <param name="width">2 or 3 elements.</param>
                public static void MixInternal(FrLanes* state, FrLanes* constant, int width)
                {
                    if (width == 2) MixInternal2((Integers*)state, (Integers*)(state + 1), (Integers*)constant, Table);
                    else MixInternal3((Integers*)state, (Integers*)(state + 1), (Integers*)constant, Table);
                }
            """);
        for (int width = 2; width <= 3; width++)
        {
            MixExternal(width);
            MixInternal(width);
        }

        Write("}");
        return Text();
    }

    private void MixExternal(int width)
    {
        Layer("MixExternal", width);
        for (int i = 0; i < Limbs; i++)
            Add($"Integers sum{i}# = {string.Join(" + ", Enumerable.Range(0, width).Select(element => $"x#[{(Pair * element) + i}]"))};");
        for (int element = 0; element < width; element++)
        {
            string name = $"e{element}_";
            for (int i = 0; i < Limbs; i++) Add($"Integers {name}{i}# = x#[{(Pair * element) + i}] + constants[{(Limbs * element) + i}] + sum{i}#;");
            Subtract(name);
            for (int i = 0; i < Limbs; i++) Add($"x#[{(Pair * element) + i}] = {Carried(name, i)};");
        }

        EndLayer();
    }

    private void MixInternal(int width)
    {
        Layer("MixInternal", width);
        int last = (width - 1) * Pair;
        for (int i = 0; i < Limbs; i++)
            Add($"Integers sum{i}# = x#[{i}] + constants[{i}] + x#[{last + i}]{(width == 3 ? $" + x#[{Pair + i}]" : "")};");
        Subtract("sum");
        for (int i = 0; i < Limbs; i++)
        {
            Add($"Integers carried{i}# = {Carried("sum", i)};");
            Add($"x#[{i}] += carried{i}#;");
        }

        if (width == 3) Finish("middle", Pair, i => $"x#[{Pair + i}] + carried{i}#");
        Finish("last", last, i => $"x#[{last + i}] + x#[{last + i}] + carried{i}#");
        EndLayer();

        void Finish(string name, int place, Func<int, string> limb)
        {
            for (int i = 0; i < Limbs; i++) Add($"Integers {name}{i}# = {limb(i)};");
            Subtract(name);
            for (int i = 0; i < Limbs; i++) Add($"x#[{place + i}] = {name}{i}#;");
        }
    }

    private void Layer(string name, int width) => Write($$"""

            [MethodImpl(MethodImplOptions.AggressiveOptimization)]
            private static void {{name}}{{width}}(Integers* xA, Integers* xB, Integers* constants, ConstantTable* table)
            {
                Integers mask = table->Mask;
        """);

    private void EndLayer()
    {
        Interleave();
        Write("    }");
    }

    /// <summary>Of the values k·2^256 to (k + 1)·2^256, takes so many r that less than 8r/5 remains, in limbs that are not carried.</summary>
    private void Subtract(string value)
    {
        Add($"Integers {value}Multiple# = {value}4# >> {256 - (Width * (Limbs - 1))};");
        for (int i = 0; i < Limbs; i++) Add($"{value}{i}# -= Avx512F.PermuteVar8x64(table->Multiple{i}, {value}Multiple#);");
    }

    private static string Carried(string value, int i) =>
        (i < Limbs - 1 ? $"({value}{i}# & mask)" : $"{value}{i}#") + (i == 0 ? "" : $" + ({value}{i - 1}# >> {Width})");

    private static string Multiple(int i) => string.Join(", ", Nearest.Select(multiple => Hex(Math.Sign(multiple) * Limb(Math.Abs(multiple) * R, i))));
}
