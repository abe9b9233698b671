using System.Text;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Policies;

/// <summary>Tags are compared byte for byte, so what looks the same must be the same: no spaces around, no control characters, and only characters that Unicode's form NFC leaves as they are (<see cref="ComposedText"/>).</summary>
public static class TagText
{
    public const int MaxBytes = 128;

    /// <summary>What is wrong with the tag, or null.</summary>
    public static string? Problem(string tag)
    {
        if (tag.Length == 0) return "a tag is empty";
        if (!Unicode.IsWellFormed(tag) || tag.Any(char.IsControl)) return $"the tag {Unicode.Quote(tag)} holds a control character or half of a surrogate pair";
        if (Encoding.UTF8.GetByteCount(tag) > MaxBytes) return $"the tag {Unicode.Quote(tag)} is longer than {MaxBytes} bytes";
        if (tag.Trim() != tag) return $"the tag {Unicode.Quote(tag)} has spaces around it";
        return ComposedText.Is(tag) ? null : $"the tag {Unicode.Quote(tag)} holds a character that combines with the one before, or that Unicode's form NFC replaces: write letters in one piece";
    }
}
