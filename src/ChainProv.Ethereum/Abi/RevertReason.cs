using System.Collections;
using System.Globalization;
using System.Text;

namespace ChainProv.Ethereum.Abi;

/// <summary>Why a contract reverted: the error it named, with its arguments.</summary>
/// <param name="Name">The error's name; null when the data fits no known error.</param>
/// <param name="Arguments">The names and values of its arguments, in order.</param>
/// <param name="Data">The bytes that the contract reverted with.</param>
public sealed record RevertReason(string? Name, IReadOnlyList<KeyValuePair<string, object>> Arguments, ReadOnlyMemory<byte> Data)
{
    private const int LongestShownBytes = 64;

    /// <summary>Finds the error that <paramref name="data"/> encodes among <paramref name="errors"/> and Solidity's two built-in ones.</summary>
    /// <remarks>Never throws: data that fits none gives a reason without a name.</remarks>
    public static RevertReason Decode(ReadOnlyMemory<byte> data, IEnumerable<AbiError> errors)
    {
        Selector? selector = Selector.At(data.Span);
        foreach (AbiError error in errors.Append(AbiError.Reason).Append(AbiError.Panic).Where(error => error.Selector == selector))
        {
            try
            {
                object[] values = error.Decode(data.Span);
                return new RevertReason(error.Name, [.. error.Inputs.Zip(values, (input, value) => KeyValuePair.Create(input.Name, value))], data);
            }
            catch (AbiException)
            {
                // Four bytes can coincide, and a contract may revert with anything: then the data stays undecoded.
            }
        }
        return new RevertReason(null, [], data);
    }

    /// <summary><c>PolicyDatePassed(validOn: 20500)</c>; for a plain <c>revert("…")</c> its text.</summary>
    public override string ToString()
    {
        if (Name is null)
            return Data.IsEmpty ? "no reason was given" : $"an error that is not in the contract's interface: {Format(Data.ToArray())}";
        if (Name == AbiError.Reason.Name && Arguments is [{ Value: string text }])
            return Escape(text);
        if (Name == AbiError.Panic.Name && Arguments is [{ Value: System.Numerics.BigInteger code }])
            return $"Panic({PanicMeaning((int)System.Numerics.BigInteger.Min(code, int.MaxValue))})";
        return $"{Name}({string.Join(", ", Arguments.Select(argument => $"{argument.Key}{(argument.Key.Length > 0 ? ": " : "")}{Format(argument.Value)}"))})";
    }

    /// <summary>One value as a person reads it.</summary>
    internal static string Format(object value) => value switch
    {
        byte[] { Length: > LongestShownBytes } bytes => $"{Hex.Encode(bytes.AsSpan(0, LongestShownBytes))}… ({bytes.Length} bytes)",
        byte[] bytes => Hex.Encode(bytes),
        string text => $"\"{Escape(text)}\"",
        bool flag => flag ? "true" : "false",
        IList list => $"[{string.Join(", ", list.Cast<object>().Select(Format))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>A contract's text goes to terminals and logs: control characters do not.</summary>
    private static string Escape(string text)
    {
        StringBuilder shown = new();
        foreach (Rune rune in text.EnumerateRunes())
            shown.Append(Rune.IsControl(rune) ? "\uFFFD" : rune.ToString());
        return shown.ToString();
    }

    /// <summary>The codes of the Solidity documentation, "Panic via assert and Error via require".</summary>
    private static string PanicMeaning(int code) => code switch
    {
        0x01 => "an assertion failed",
        0x11 => "arithmetic overflow",
        0x12 => "division by zero",
        0x21 => "not a value of the enum",
        0x22 => "badly encoded storage bytes",
        0x31 => "pop of an empty array",
        0x32 => "index out of range",
        0x41 => "too much memory",
        0x51 => "call of an uninitialised function",
        _ => $"code 0x{code:x}",
    };
}
