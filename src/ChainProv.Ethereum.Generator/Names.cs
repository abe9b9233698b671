using System.Text;
using ChainProv.Ethereum.Abi;

namespace ChainProv.Ethereum.Generator;

/// <summary>Solidity's names as C# writes them.</summary>
internal static class Names
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort",
        "using", "virtual", "void", "volatile", "while",
    ];

    /// <summary>A type, method or property: <c>model_digest</c> and <c>modelDigest</c> become <c>ModelDigest</c>, <c>GRACE</c> becomes <c>Grace</c>.</summary>
    public static string Pascal(string name)
    {
        string text = name.Any(char.IsAsciiLetterLower) ? name : name.ToLowerInvariant();
        return string.Concat(text.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }

    /// <summary>A parameter.</summary>
    public static string Camel(string name)
    {
        string pascal = Pascal(name);
        string camel = char.ToLowerInvariant(pascal[0]) + pascal[1..];
        return Keywords.Contains(camel) ? "@" + camel : camel;
    }

    /// <summary>The names of parameters, unnamed ones by their place.</summary>
    public static IReadOnlyList<(string Name, AbiParameter Parameter)> Of(IReadOnlyList<AbiParameter> parameters, string unnamed) =>
        [.. parameters.Select((parameter, i) => (parameter.Name.Trim('_').Length > 0 ? parameter.Name : $"{unnamed}{i}", parameter))];

    /// <summary>The name of a struct: the last part of <c>struct IRegistry.Release[]</c>.</summary>
    public static string Struct(string? internalType)
    {
        string name = internalType?.Split('[')[0].Split(' ', '.')[^1] ?? "";
        return name.Length > 0 && internalType!.StartsWith("struct ", StringComparison.Ordinal)
            ? name : throw new AbiException("a tuple without the compiler's name of its struct cannot be bound");
    }

    /// <summary>A sentence: <c>PolicyDatePassed</c> becomes <c>Policy date passed</c>; runs of capitals (ERC20) stay.</summary>
    public static string Words(string pascal)
    {
        StringBuilder words = new();
        for (int i = 0; i < pascal.Length; i++)
        {
            bool starts = i > 0 && char.IsAsciiLetterUpper(pascal[i])
                && (!char.IsAsciiLetterUpper(pascal[i - 1]) || (i + 1 < pascal.Length && char.IsAsciiLetterLower(pascal[i + 1])));
            bool alone = i + 1 == pascal.Length || !char.IsAsciiLetterLower(pascal[i + 1]);
            words.Append(starts ? " " : "").Append(starts && !alone ? char.ToLowerInvariant(pascal[i]) : pascal[i]);
        }
        return words.ToString();
    }
}
