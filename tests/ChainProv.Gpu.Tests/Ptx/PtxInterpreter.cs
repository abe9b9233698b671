using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ChainProv.Gpu.Tests.Ptx;

/// <summary>Runs a kernel's PTX, one thread at a time: as much of the instruction set as the fields' operations need, the carry flag included.</summary>
/// <remarks>PTX ISA 8.0, sections 9.7.1 and 9.7.2. An instruction that is not known is an error. Memory is one array, in which pointers are offsets.</remarks>
internal sealed partial class PtxInterpreter
{
    private readonly List<Instruction> _program = [];
    private readonly List<string> _parameters = [];
    private readonly Dictionary<string, int> _labels = [];
    private readonly Dictionary<string, ulong> _registers = [];
    private ulong _carry;

    public PtxInterpreter(string ptx)
    {
        string text = Comment().Replace(ptx, "");
        text = text[text.IndexOf(".entry", StringComparison.Ordinal)..];
        int body = text.IndexOf('{', StringComparison.Ordinal);
        _parameters.AddRange(Parameter().Matches(text[..body]).Select(match => match.Groups[1].Value));
        Parse(text[body..]);
    }

    /// <summary>Runs thread 0 of group 0 of size 1.</summary>
    /// <param name="memory">What pointers point to.</param>
    /// <param name="parameters">The bytes of each parameter.</param>
    public void Run(byte[] memory, params ReadOnlySpan<byte[]> parameters)
    {
        parameters.Length.Should().Be(_parameters.Count);
        Dictionary<string, byte[]> spaces = [];
        for (int i = 0; i < parameters.Length; i++) spaces[_parameters[i]] = parameters[i];
        _registers.Clear();
        for (int position = 0; position < _program.Count; position++)
        {
            Instruction instruction = _program[position];
            if (instruction.Guard is { } guard && (_registers[guard] == 0) != instruction.IsNegated) continue;
            if (instruction.Name == "ret") return;
            if (instruction.Name == "bra") position = _labels[instruction.Operands[0]] - 1;
            else Execute(instruction, memory, spaces);
        }
    }

    private void Parse(string body)
    {
        // A register belongs to the block that declares it; its full name says which.
        Stack<Dictionary<string, string>> scopes = new();
        int blocks = 0;
        foreach (Match match in Statement().Matches(body))
        {
            string statement = match.Value.Trim().TrimEnd(';').Trim();
            if (statement.Length == 0) continue;
            if (statement == "{") scopes.Push([]);
            else if (statement == "}") scopes.Pop();
            else if (statement.EndsWith(':')) _labels[statement[..^1]] = _program.Count;
            else if (statement.StartsWith(".reg", StringComparison.Ordinal)) Declare(scopes.Peek(), statement, $"{blocks++}");
            else _program.Add(Decode(statement, name => scopes.Select(scope => scope.GetValueOrDefault(name)).FirstOrDefault(full => full is not null) ?? name));
        }
    }

    private static void Declare(Dictionary<string, string> scope, string statement, string block)
    {
        foreach (string name in Declaration().Replace(statement, "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (Range().Match(name) is { Success: true } range)
            {
                for (int i = 0; i < int.Parse(range.Groups[2].Value, CultureInfo.InvariantCulture); i++) scope[range.Groups[1].Value + i] = $"{range.Groups[1].Value}{i}@{block}";
            }
            else
            {
                scope[name] = $"{name}@{block}";
            }
        }
    }

    private static Instruction Decode(string statement, Func<string, string> resolve)
    {
        Match match = Operation().Match(statement);
        string[] operands = [.. Operand().Matches(match.Groups[4].Value).Select(operand => Name().Replace(operand.Value, name => resolve(name.Value)))];
        string[] parts = match.Groups[3].Value.Split('.');
        return new(parts[0], parts[1..], operands, match.Groups[2].Success ? resolve(match.Groups[2].Value) : null, match.Groups[1].Value == "!");
    }

    private void Execute(Instruction instruction, byte[] memory, Dictionary<string, byte[]> parameters)
    {
        string[] o = instruction.Operands;
        string type = instruction.Modifiers[^1];
        int width = type == "pred" ? 1 : int.Parse(type[1..], CultureInfo.InvariantCulture);
        ulong mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        switch (instruction.Name)
        {
            case "ld":
                Load(instruction, width / 8, memory, parameters);
                return;
            case "st":
                Store(instruction, width / 8, memory);
                return;
            case "cvta":
                _registers[o[0]] = Value(o[1]);
                return;
            case "mov" when o[0].StartsWith('{'):
                string[] halves = Elements(o[0]);
                _registers[halves[0]] = (uint)Value(o[1]);
                _registers[halves[1]] = Value(o[1]) >> 32;
                return;
            case "mov" when o[1].StartsWith('{'):
                _registers[o[0]] = (uint)Value(Elements(o[1])[0]) | (Value(Elements(o[1])[1]) << 32);
                return;
            case "mov":
                _registers[o[0]] = Value(o[1]) & mask;
                return;
            case "setp":
                _registers[o[0]] = Compare(instruction.Modifiers[0], Signed(Value(o[1]) & mask, type, width), Signed(Value(o[2]) & mask, type, width)) ? 1UL : 0;
                return;
            case "selp":
                _registers[o[0]] = _registers[o[3]] != 0 ? Value(o[1]) : Value(o[2]);
                return;
            case "and":
                _registers[o[0]] = Value(o[1]) & Value(o[2]) & mask;
                return;
            default:
                _registers[o[0]] = Arithmetic(instruction, o, mask, width);
                return;
        }
    }

    private ulong Arithmetic(Instruction instruction, string[] o, ulong mask, int width)
    {
        UInt128 a = Value(o[1]) & mask, b = Value(o[2]) & mask, result;
        bool setsCarry = instruction.Modifiers.Contains("cc");
        switch (instruction.Name)
        {
            case "mul" when instruction.Modifiers[0] == "wide":
                return (ulong)(a * b);
            case "mul":
                return (ulong)Half(instruction, a * b, width) & mask;
            case "mad" or "madc":
                result = (Half(instruction, a * b, width) & mask) + (Value(o[3]) & mask) + (instruction.Name == "madc" ? _carry : 0);
                break;
            case "add" or "addc":
                result = a + b + (instruction.Name == "addc" ? _carry : 0);
                break;
            case "sub" or "subc":
                // The flag is the borrow.
                result = a - b - (instruction.Name == "subc" ? _carry : 0);
                break;
            default:
                throw new NotSupportedException($"{instruction.Name}.{string.Join('.', instruction.Modifiers)}");
        }

        if (setsCarry) _carry = (ulong)(result >> width) & 1;
        return (ulong)result & mask;
    }

    private void Load(Instruction instruction, int bytes, byte[] memory, Dictionary<string, byte[]> parameters)
    {
        (string place, int offset) = Address(instruction.Operands[1]);
        bool isParameter = instruction.Modifiers[0] == "param";
        byte[] space = isParameter ? parameters[place] : memory;
        int start = offset + (isParameter ? 0 : (int)_registers[place]);
        foreach (string register in Elements(instruction.Operands[0]))
        {
            _registers[register] = bytes == 8 ? BinaryPrimitives.ReadUInt64LittleEndian(space.AsSpan(start)) : BinaryPrimitives.ReadUInt32LittleEndian(space.AsSpan(start));
            start += bytes;
        }
    }

    private void Store(Instruction instruction, int bytes, byte[] memory)
    {
        bytes.Should().Be(8);
        (string place, int offset) = Address(instruction.Operands[0]);
        int start = offset + (int)_registers[place];
        foreach (string register in Elements(instruction.Operands[1]))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(memory.AsSpan(start), _registers[register]);
            start += bytes;
        }
    }

    private ulong Value(string operand) => operand switch
    {
        "%tid.x" or "%ctaid.x" => 0,
        "%ntid.x" => 1,
        _ when operand.StartsWith("0x", StringComparison.Ordinal) => ulong.Parse(operand.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        _ when char.IsDigit(operand[0]) || operand[0] == '-' => unchecked((ulong)long.Parse(operand, CultureInfo.InvariantCulture)),
        _ => _registers[operand],
    };

    private static UInt128 Half(Instruction instruction, UInt128 product, int width) => instruction.Modifiers[0] == "hi" ? product >> width : product;

    private static Int128 Signed(ulong value, string type, int width) => type[0] == 's' && value >> (width - 1) == 1 ? value - (Int128.One << width) : value;

    private static bool Compare(string comparison, Int128 a, Int128 b) => comparison switch
    {
        "ne" => a != b,
        "eq" => a == b,
        "ge" or "hs" => a >= b,
        "lt" or "lo" => a < b,
        _ => throw new NotSupportedException(comparison),
    };

    private static (string Place, int Offset) Address(string operand)
    {
        string[] parts = operand.Trim('[', ']').Split('+');
        return (parts[0], parts.Length == 1 ? 0 : int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static string[] Elements(string operand) => operand.Trim('{', '}').Split(',', StringSplitOptions.TrimEntries);

    private sealed record Instruction(string Name, string[] Modifiers, string[] Operands, string? Guard, bool IsNegated);

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\.param[^,)]*?(\w+)(?:\[\d+\])?\s*(?:,|$|\))")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\w+:|[{}](?=\s*(?:\n|$))|[^;{}\n:]*(?:\{[^{};\n]*\}[^;{}\n]*)*;")]
    private static partial Regex Statement();

    [GeneratedRegex(@"^\.reg\s+\.\w+\s+")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^(.+)<(\d+)>$")]
    private static partial Regex Range();

    [GeneratedRegex(@"^(?:@(!?)(%\w+)\s+)?([\w.]+)\s*(.*)$", RegexOptions.Singleline)]
    private static partial Regex Operation();

    [GeneratedRegex(@"\{[^}]*\}|[^,\s{}][^,{}]*")]
    private static partial Regex Operand();

    [GeneratedRegex(@"%?[A-Za-z_][\w.]*")]
    private static partial Regex Name();
}
