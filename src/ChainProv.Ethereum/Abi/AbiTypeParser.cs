using System.Globalization;

namespace ChainProv.Ethereum.Abi;

/// <summary>Recursive descent over <c>type := (name | '(' type (',' type)* ')') ('[' count? ']')*</c>.</summary>
internal ref struct AbiTypeParser
{
    private const int MaxDepth = 16;
    private readonly string _text;
    private int _position;

    private AbiTypeParser(string text) => _text = text;

    public static AbiType Parse(string text)
    {
        AbiTypeParser parser = new(text);
        AbiType type = parser.ReadType(MaxDepth);
        return parser._position == text.Length ? type : throw parser.Refuse();
    }

    /// <summary>Appends the array suffixes of a JSON description's <c>tuple[3][]</c> to the tuple's type.</summary>
    public static AbiType ParseSuffixes(AbiType type, string suffixes)
    {
        AbiTypeParser parser = new(suffixes);
        AbiType result = parser.ReadSuffixes(type, MaxDepth);
        return parser._position == suffixes.Length ? result : throw parser.Refuse();
    }

    private AbiType ReadType(int depth)
    {
        AbiType type = TryTake('(') ? ReadTuple(depth - 1) : ReadElementary();
        return ReadSuffixes(type, depth);
    }

    private AbiType ReadSuffixes(AbiType type, int depth)
    {
        for (; TryTake('['); depth--)
        {
            if (depth <= 0)
                throw new AbiException($"a type nests deeper than {MaxDepth}");
            if (TryTake(']'))
            {
                type = AbiType.ArrayOf(type);
                continue;
            }
            type = AbiType.ArrayOf(type, ReadNumber());
            if (!TryTake(']'))
                throw Refuse();
        }
        return type;
    }

    private AbiType ReadTuple(int depth)
    {
        if (depth <= 0)
            throw new AbiException($"a type nests deeper than {MaxDepth}");
        List<AbiType> members = [];
        do
            members.Add(ReadType(depth));
        while (TryTake(','));
        return TryTake(')') ? AbiType.TupleOf([.. members]) : throw Refuse();
    }

    private AbiType ReadElementary()
    {
        int start = _position;
        while (_position < _text.Length && char.IsAsciiLetterLower(_text[_position]))
            _position++;
        string name = _text[start.._position];
        bool sized = _position < _text.Length && char.IsAsciiDigit(_text[_position]);
        return (name, sized) switch
        {
            ("address", false) => AbiType.Address,
            ("bool", false) => AbiType.Boolean,
            ("bytes", false) => AbiType.Bytes,
            ("string", false) => AbiType.Text,
            ("bytes", true) => AbiType.FixedBytes(ReadNumber()),
            ("uint", _) => AbiType.UnsignedInteger(sized ? ReadNumber() : 256),
            ("int", _) => AbiType.SignedInteger(sized ? ReadNumber() : 256),
            _ => throw Refuse(),
        };
    }

    private int ReadNumber()
    {
        int start = _position;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
            _position++;
        ReadOnlySpan<char> digits = _text.AsSpan(start.._position);
        bool canonical = digits.Length is >= 1 and <= 9 && digits[0] != '0';
        return canonical ? int.Parse(digits, CultureInfo.InvariantCulture) : throw Refuse();
    }

    private bool TryTake(char expected)
    {
        bool found = _position < _text.Length && _text[_position] == expected;
        _position += found ? 1 : 0;
        return found;
    }

    private readonly AbiException Refuse() => new($"\"{_text}\" is no ABI type: stopped at character {_position + 1}");
}
