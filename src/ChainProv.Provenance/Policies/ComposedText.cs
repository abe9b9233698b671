using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ChainProv.Provenance.Policies;

/// <summary>Texts whose characters stay as they are in Unicode's form NFC, whatever stands around them.</summary>
/// <remarks>
/// Stricter than NFC, which orders marks and composes them with letters by tables that the runtime has only with ICU, and which not all versions of Unicode share: here no character is a mark (categories Mn, Mc and
/// Me) or unassigned, none is changed by NFC, and none of those that are no marks composes with the one before. What is left is in NFC: only marks have a combining class, and nothing composes. Scripts that write vowels
/// as marks are not for tags.
/// </remarks>
internal static class ComposedText
{
    /// <summary>No marks, and yet changed by NFC; and Hangul vowels and final consonants and Kirat Rai's vowel sign E, which compose (UnicodeData.txt 17.0; what is assigned keeps its normal form for ever).</summary>
    internal static ImmutableArray<(int First, int Last)> Changed { get; } =
    [
        (0x0374, 0x0374), (0x037e, 0x037e), (0x0387, 0x0387), (0x0958, 0x095f), (0x09dc, 0x09dd), (0x09df, 0x09df), (0x0a33, 0x0a33), (0x0a36, 0x0a36),
        (0x0a59, 0x0a5b), (0x0a5e, 0x0a5e), (0x0b5c, 0x0b5d), (0x0f43, 0x0f43), (0x0f4d, 0x0f4d), (0x0f52, 0x0f52), (0x0f57, 0x0f57), (0x0f5c, 0x0f5c),
        (0x0f69, 0x0f69), (0x1161, 0x1175), (0x11a8, 0x11c2), (0x1f71, 0x1f71), (0x1f73, 0x1f73), (0x1f75, 0x1f75), (0x1f77, 0x1f77), (0x1f79, 0x1f79),
        (0x1f7b, 0x1f7b), (0x1f7d, 0x1f7d), (0x1fbb, 0x1fbb), (0x1fbe, 0x1fbe), (0x1fc9, 0x1fc9), (0x1fcb, 0x1fcb), (0x1fd3, 0x1fd3), (0x1fdb, 0x1fdb),
        (0x1fe3, 0x1fe3), (0x1feb, 0x1feb), (0x1fee, 0x1fef), (0x1ff9, 0x1ff9), (0x1ffb, 0x1ffb), (0x1ffd, 0x1ffd), (0x2000, 0x2001), (0x2126, 0x2126),
        (0x212a, 0x212b), (0x2329, 0x232a), (0x2adc, 0x2adc), (0xf900, 0xfa0d), (0xfa10, 0xfa10), (0xfa12, 0xfa12), (0xfa15, 0xfa1e), (0xfa20, 0xfa20),
        (0xfa22, 0xfa22), (0xfa25, 0xfa26), (0xfa2a, 0xfa6d), (0xfa70, 0xfad9), (0xfb1d, 0xfb1d), (0xfb1f, 0xfb1f), (0xfb2a, 0xfb36), (0xfb38, 0xfb3c),
        (0xfb3e, 0xfb3e), (0xfb40, 0xfb41), (0xfb43, 0xfb44), (0xfb46, 0xfb4e), (0x16d67, 0x16d67), (0x1d15e, 0x1d164), (0x1d1bb, 0x1d1c0), (0x2f800, 0x2fa1d),
    ];

    /// <param name="text">Well-formed.</param>
    public static bool Is(string text) => text.EnumerateRunes().All(Stays);

    private static bool Stays(Rune character) =>
        Rune.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned)
        && !Changed.Any(range => range.First <= character.Value && character.Value <= range.Last);
}
