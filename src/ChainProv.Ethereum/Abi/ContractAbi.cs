using System.Text.Json;

namespace ChainProv.Ethereum.Abi;

/// <summary>The description of a contract's interface that compilers write as JSON.</summary>
public sealed class ContractAbi
{
    private readonly Dictionary<string, AbiFunction> _functions;

    private ContractAbi(
        IReadOnlyList<AbiParameter> constructor, IReadOnlyList<AbiFunction> functions, IReadOnlyList<AbiEvent> events, IReadOnlyList<AbiError> errors)
    {
        (Constructor, Functions, Events, Errors) = (constructor, functions, events, errors);
        _functions = functions.ToDictionary(function => function.Signature, StringComparer.Ordinal);
    }

    /// <summary>The parameters of the constructor.</summary>
    public IReadOnlyList<AbiParameter> Constructor { get; }

    /// <summary>The functions, in the order of the description.</summary>
    public IReadOnlyList<AbiFunction> Functions { get; }

    /// <summary>The events, in the order of the description.</summary>
    public IReadOnlyList<AbiEvent> Events { get; }

    /// <summary>The errors, in the order of the description.</summary>
    public IReadOnlyList<AbiError> Errors { get; }

    /// <summary>Reads a JSON description.</summary>
    /// <exception cref="AbiException">The text is no ABI description, or describes one thing twice.</exception>
    public static ContractAbi Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new AbiException($"the ABI description is not what a compiler writes: {error.Message}", error);
        }
    }

    /// <summary>The function of a canonical signature such as <c>transfer(address,uint256)</c>.</summary>
    /// <exception cref="AbiException">There is none.</exception>
    public AbiFunction Function(string signature) =>
        _functions.TryGetValue(signature, out AbiFunction? function) ? function : throw new AbiException($"the contract has no function {signature}");

    /// <summary>The event of a canonical signature.</summary>
    /// <exception cref="AbiException">There is none.</exception>
    public AbiEvent Event(string signature) =>
        Events.FirstOrDefault(entry => entry.Signature == signature) ?? throw new AbiException($"the contract has no event {signature}");

    /// <summary>The error of a canonical signature.</summary>
    /// <exception cref="AbiException">There is none.</exception>
    public AbiError Error(string signature) =>
        Errors.FirstOrDefault(entry => entry.Signature == signature) ?? throw new AbiException($"the contract has no error {signature}");

    private static ContractAbi Read(JsonElement root)
    {
        IReadOnlyList<AbiParameter> constructor = [];
        List<AbiFunction> functions = [];
        List<AbiEvent> events = [];
        List<AbiError> errors = [];
        foreach (JsonElement entry in root.EnumerateArray())
        {
            switch (Text(entry, "type"))
            {
                case "constructor":
                    constructor = ReadParameters(entry, "inputs");
                    break;
                case "function":
                    string mutability = Text(entry, "stateMutability");
                    functions.Add(new AbiFunction(Text(entry, "name"), ReadParameters(entry, "inputs"), ReadParameters(entry, "outputs"),
                        mutability is "view" or "pure", mutability == "payable"));
                    break;
                case "event":
                    events.Add(new AbiEvent(Text(entry, "name"), ReadParameters(entry, "inputs"), IsTrue(entry, "anonymous")));
                    break;
                case "error":
                    errors.Add(new AbiError(Text(entry, "name"), ReadParameters(entry, "inputs")));
                    break;
                case "receive" or "fallback":
                    break;
                case string other:
                    throw new AbiException($"an ABI description has no entries of type \"{other}\"");
            }
        }
        return new ContractAbi(constructor, functions, events, errors);
    }

    private static IReadOnlyList<AbiParameter> ReadParameters(JsonElement entry, string name) =>
        [.. entry.GetProperty(name).EnumerateArray().Select(ReadParameter)];

    private static AbiParameter ReadParameter(JsonElement parameter)
    {
        string type = Text(parameter, "type");
        string? internalType = parameter.TryGetProperty("internalType", out JsonElement value) ? value.GetString() : null;
        return new AbiParameter(Text(parameter, "name"), ReadType(parameter, type), IsTrue(parameter, "indexed"), internalType);
    }

    private static AbiType ReadType(JsonElement parameter, string type)
    {
        const string Tuple = "tuple";
        return type.StartsWith(Tuple, StringComparison.Ordinal)
            ? AbiTypeParser.ParseSuffixes(AbiType.TupleOf(ReadParameters(parameter, "components")), type[Tuple.Length..])
            : AbiType.Parse(type);
    }

    private static string Text(JsonElement entry, string name) =>
        entry.GetProperty(name).GetString() ?? throw new AbiException($"\"{name}\" of an ABI entry is null");

    private static bool IsTrue(JsonElement entry, string name) => entry.TryGetProperty(name, out JsonElement flag) && flag.GetBoolean();
}
