using System.Text;

namespace ChainProv.Provenance.Files;

/// <summary>Order, well-formedness and display of texts.</summary>
public static class Unicode
{
    private const int QuotedCharacters = 80;

    /// <summary>Orders texts by their UTF-8 bytes, which is the order of their code points.</summary>
    public static IComparer<string> Utf8Order { get; } = Comparer<string>.Create(CompareUtf8);

    /// <summary>Whether no surrogate stands alone.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int consumed) != System.Buffers.OperationStatus.Done) return false;
            text = text[consumed..];
        }

        return true;
    }

    /// <summary>A text in quotes for a message: one line, no control characters, of bearable length.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text.Length > QuotedCharacters ? text.AsSpan(0, QuotedCharacters) : text) quoted.Append(char.IsControl(c) ? '?' : c);
        return quoted.Append(text.Length > QuotedCharacters ? "…\"" : "\"").ToString();
    }

    private static int CompareUtf8(string? a, string? b)
    {
        int shared = a.AsSpan().CommonPrefixLength(b);
        if (shared == a?.Length || shared == b?.Length) return (a?.Length ?? 0).CompareTo(b?.Length ?? 0);

        // UTF-16 order differs from code point order only where one side is a surrogate and the other lies above them.
        char x = a![shared], y = b![shared];
        return char.IsSurrogate(x) == char.IsSurrogate(y) ? x.CompareTo(y) : char.IsSurrogate(x) ? 1 : -1;
    }
}
