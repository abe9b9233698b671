using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Contracts;

namespace ChainProv.Ethereum.Generator;

/// <summary>A record for each event, and the one call that tells them apart.</summary>
internal static class EventEmitter
{
    public static string Emit(ContractArtifact artifact)
    {
        SourceWriter source = SourceWriter.Begin($"contracts/artifacts/{artifact.Name}.json", "System.Numerics", "ChainProv.Ethereum.Abi", "ChainProv.Ethereum.Rpc");
        source.Open($"public sealed partial class {artifact.Name}");
        source.Line("/// <summary>The record of the event that a log holds; null if it is none of this contract's.</summary>");
        source.Line("/// <exception cref=\"AbiException\">The log has an event's topics but not its data.</exception>");
        source.Open("public static object? DecodeEvent(Log log)");
        foreach (AbiEvent entry in artifact.Abi.Events)
        {
            source.Line($"if ({entry.Name}Event.Description.Matches(log.Topics))");
            source.Line($"    return {entry.Name}Event.Decode(log);");
        }
        source.Line("return null;");
        source.Close();
        foreach (AbiEvent entry in artifact.Abi.Events)
            EmitEvent(source, entry);
        source.Close();
        return source.ToString();
    }

    private static void EmitEvent(SourceWriter source, AbiEvent entry)
    {
        string name = $"{Names.Pascal(entry.Name)}Event";
        IReadOnlyList<(string Name, AbiParameter Parameter)> inputs = Names.Of(entry.Inputs, "Item");
        string members = string.Join(", ", inputs.Select(p => $"{TypeMapping.OfEvent(p.Parameter, "").CSharp} {Names.Pascal(p.Name)}"));
        source.Blank();
        source.Line($"/// <summary>The event <c>{entry.Signature}</c>, topic 0 <c>{entry.Topic0}</c>.</summary>");
        source.Open($"public sealed record {name}({members}) : IContractEvent<{name}>");
        source.Line("/// <summary>Signature, parameters and topic 0.</summary>");
        source.Line($"public static AbiEvent Description {{ get; }} = Abi.Event(\"{entry.Signature}\");");
        source.Blank();
        source.Line("/// <summary>Reads a log of this event.</summary>");
        source.Line("/// <exception cref=\"AbiException\">The log is another event, or not in this one's form.</exception>");
        source.Open($"public static {name} Decode(Log log)");
        source.Line("object[] values = log.Decode(Description);");
        source.Line($"return new({string.Join(", ", entry.Inputs.Select((p, i) => TypeMapping.OfEvent(p, $"values[{i}]").FromAbi))});");
        source.Close();
        source.Close();
    }
}
