using System.Numerics;
using System.Text;

namespace ChainProv.Cryptography.Hashing;

/// <summary>
/// Text of a kernel that does the same to two times eight elements of Fr. What is done to the first is done to the second, a few statements later:
/// while one waits for its results, the other works.
/// </summary>
/// <remarks>Compiled into the tests alone, as are the generators that use it. In a statement, # stands for the stream: A or B.</remarks>
internal abstract class TwoStreams
{
    /// <summary>Of <see cref="Fields.FrLanes"/>.</summary>
    protected const int Limbs = 5, Width = 52;

    /// <summary>Statements of one stream before it is the other's turn: a few, so that both lie in what the processor sees at a time.</summary>
    private const int Turn = 12;

    private readonly List<string> _statements = [];
    private readonly StringBuilder _text = new();

    protected static BigInteger Radix { get; } = BigInteger.One << Width;

    protected static BigInteger Limb(BigInteger value, int i) => (value >> (Width * i)) & (Radix - 1);

    protected static string Hex(BigInteger value) => value.Sign < 0 ? $"-0x{(ulong)-value:x}L" : $"0x{(ulong)value:x}L";

    /// <summary>A line, or what stands between separators, for so many numbers.</summary>
    protected static string Each(int first, int count, Func<int, string> piece, string separator = "\n") =>
        string.Join(separator, Enumerable.Range(first, count).Select(piece));

    protected void Write(string text) => _text.Append(text).Append('\n');

    protected void Add(string statement) => _statements.Add(statement);

    /// <summary>Writes what was added, as a block.</summary>
    protected void Interleave()
    {
        Write("        {");
        foreach (string[] turn in _statements.Chunk(Turn))
            foreach (string stream in new[] { "A", "B" })
                foreach (string statement in turn) Write("            " + statement.Replace("#", stream, StringComparison.Ordinal));
        Write("        }");
        _statements.Clear();
    }

    /// <summary>All that was written.</summary>
    protected string Text() => _text.ToString();
}
