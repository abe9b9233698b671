using System.Globalization;
using System.Text;

namespace ChainProv.Gpu.Fields;

/// <summary>The arithmetic of a prime field as text for NVIDIA's assembler: carries stay in the carry flag, and nothing leaves the registers.</summary>
/// <remarks>
/// A procedure works on the registers a, b and r, numbered from zero: of 64 bits for sums, of 32 for the product. The product keeps two accumulators, of the
/// words at even and at odd positions, so that the low and the high half of a·bᵢ always land in neighbouring words: the assembler makes one wide
/// multiply-add of the two (as Supranational's sppark does). Each prime leaves its top bit clear, so nothing overflows the top word.
/// </remarks>
internal sealed class FieldPtx(IReadOnlyList<ulong> modulus, uint negativeInverse)
{
    private readonly StringBuilder _text = new();

    private int Limbs => modulus.Count;

    private int Words => 2 * modulus.Count;

    /// <summary>r = a + b, less p if that is not below it.</summary>
    public string Addition()
    {
        Declare("u64", "s", Limbs);
        for (int i = 0; i < Limbs; i++) Line($"{Chain("add", i, Limbs)}.u64 s{i}, a{i}, b{i};");
        ReduceOnce("u64", "s", Limbs, i => Hex(modulus[i]));
        return Take();
    }

    /// <summary>r = a − b, plus p if that is negative.</summary>
    public string Subtraction()
    {
        Declare("u64", "d", Limbs);
        Line(".reg .u64 m, p;");
        for (int i = 0; i < Limbs; i++) Line($"{(i == 0 ? "sub.cc" : "subc.cc")}.u64 d{i}, a{i}, b{i};");
        Line("subc.u64 m, 0, 0;");
        for (int i = 0; i < Limbs; i++)
        {
            // The logical instruction leaves the carry alone.
            Line($"and.b64 p, m, {Hex(modulus[i])};");
            Line($"{Chain("add", i, Limbs)}.u64 r{i}, d{i}, p;");
        }

        return Take();
    }

    /// <summary>r = a·b/2^(64·limbs) modulo p.</summary>
    public string Product()
    {
        Declare("u32", "e", Words);
        Declare("u32", "o", Words);
        Line(".reg .u32 m;");
        for (int i = 0; i < Words; i += 2)
        {
            Row("e", "o", i);
            Row("o", "e", i + 1);
        }

        // The odd words belong one place higher; the lowest of them was shifted out.
        for (int j = 0; j < Words - 1; j++) Line($"{(j == 0 ? "add.cc" : "addc.cc")}.u32 e{j}, e{j}, o{j + 1};");
        Line($"addc.u32 e{Words - 1}, e{Words - 1}, 0;");
        ReduceOnce("u32", "e", Words, Word);
        return Take();
    }

    /// <summary>Adds a·bᵢ and the multiple of p that clears the lowest word, which the next row shifts out.</summary>
    private void Row(string even, string odd, int i)
    {
        if (i == 0)
        {
            for (int j = 0; j < Words; j += 2) MultiplyPair(odd, j, $"a{j + 1}");
            for (int j = 0; j < Words; j += 2) MultiplyPair(even, j, $"a{j}");
        }
        else
        {
            Line($"add.cc.u32 {even}0, {even}0, {odd}1;");
            for (int j = 0; j < Words - 2; j += 2)
            {
                Line($"madc.lo.cc.u32 {odd}{j}, a{j + 1}, b{i}, {odd}{j + 2};");
                Line($"madc.hi.cc.u32 {odd}{j + 1}, a{j + 1}, b{i}, {odd}{j + 3};");
            }

            Line($"madc.lo.cc.u32 {odd}{Words - 2}, a{Words - 1}, b{i}, 0;");
            Line($"madc.hi.u32 {odd}{Words - 1}, a{Words - 1}, b{i}, 0;");
            AddMultiple(even, j => $"a{j}", $"b{i}");
            Line($"addc.u32 {odd}{Words - 1}, {odd}{Words - 1}, 0;");
        }

        Line($"mul.lo.u32 m, {even}0, 0x{negativeInverse:x8};");
        AddMultiple(odd, j => Word(j + 1), "m");
        AddMultiple(even, Word, "m");
        Line($"addc.u32 {odd}{Words - 1}, {odd}{Words - 1}, 0;");

        void MultiplyPair(string target, int j, string factor)
        {
            Line($"mul.lo.u32 {target}{j}, {factor}, b{i};");
            Line($"mul.hi.u32 {target}{j + 1}, {factor}, b{i};");
        }
    }

    /// <summary>Adds every second word of a vector, times a word; the last carry stays in the flag.</summary>
    private void AddMultiple(string target, Func<int, string> vector, string word)
    {
        for (int j = 0; j < Words; j += 2)
        {
            Line($"{(j == 0 ? "mad" : "madc")}.lo.cc.u32 {target}{j}, {word}, {vector(j)}, {target}{j};");
            Line($"madc.hi.cc.u32 {target}{j + 1}, {word}, {vector(j)}, {target}{j + 1};");
        }
    }

    private void ReduceOnce(string type, string value, int count, Func<int, string> prime)
    {
        Declare(type, "x", count);
        Line($".reg .{type} borrow;");
        Line(".reg .pred below;");
        for (int i = 0; i < count; i++) Line($"{(i == 0 ? "sub.cc" : "subc.cc")}.{type} x{i}, {value}{i}, {prime(i)};");
        Line($"subc.{type} borrow, 0, 0;");
        Line($"setp.ne.{type} below, borrow, 0;");
        for (int i = 0; i < count; i++) Line($"selp.{type} r{i}, {value}{i}, x{i}, below;");
    }

    private string Word(int i) => string.Create(CultureInfo.InvariantCulture, $"0x{(uint)(modulus[i / 2] >> (32 * (i % 2))):x8}");

    private static string Hex(ulong value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x16}");

    private static string Chain(string operation, int i, int count) => i == 0 ? $"{operation}.cc" : i < count - 1 ? $"{operation}c.cc" : $"{operation}c";

    private void Declare(string type, string name, int count) => Line($".reg .{type} {string.Join(", ", Enumerable.Range(0, count).Select(i => $"{name}{i}"))};");

    private void Line(FormattableString line) => _text.Append("  ").Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private void Line(string line) => _text.Append("  ").Append(line).Append('\n');

    private string Take()
    {
        string text = _text.ToString();
        _text.Clear();
        return text;
    }
}
