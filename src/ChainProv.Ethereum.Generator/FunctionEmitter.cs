using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Contracts;

namespace ChainProv.Ethereum.Generator;

/// <summary>The class itself: deployment, a call for each view, calldata for each other function.</summary>
internal static class FunctionEmitter
{
    public static string Emit(ContractArtifact artifact)
    {
        SourceWriter source = SourceWriter.Begin($"contracts/artifacts/{artifact.Name}.json",
            "System.Numerics", "ChainProv.Ethereum.Abi", "ChainProv.Ethereum.Rpc", "ChainProv.Ethereum.Transactions");
        source.Line($"/// <summary>The contract {artifact.Name} at an address.</summary>");
        source.Open($"public sealed partial class {artifact.Name} : Contract");
        source.Line("/// <summary>The contract at <paramref name=\"address\"/>; nothing is asked of the node yet.</summary>");
        source.Line($"public {artifact.Name}(EthereumClient client, Address address)");
        source.Open("    : base(client, address, Abi, ContractErrors.All)");
        source.Close();
        EmitDeployment(source, artifact);
        foreach (AbiFunction function in artifact.Abi.Functions)
        {
            source.Blank();
            source.Line($"/// <summary><c>{function.Signature}</c></summary>");
            if (function.IsView)
                EmitCall(source, function);
            else
                EmitTransaction(source, function);
        }
        foreach (AbiFunction function in artifact.Abi.Functions.Where(function => function is { IsView: true, Outputs.Count: > 1 }))
        {
            source.Blank();
            source.Line($"/// <summary>What <c>{function.Signature}</c> returns.</summary>");
            source.Line($"public sealed record {Names.Pascal(function.Name)}Result({TypeMapping.RecordMembers(function.Outputs)});");
        }
        source.Close();
        return source.ToString();
    }

    private static void EmitDeployment(SourceWriter source, ContractArtifact artifact)
    {
        IReadOnlyList<AbiParameter> inputs = artifact.Abi.Constructor;
        source.Blank();
        source.Line("/// <summary>The transaction that deploys the contract.</summary>");
        source.Line($"public static TransactionRequest Deploy({Parameters(inputs)}) =>");
        source.Line($"    Deployment(Bytecode, Abi, ContractErrors.All{string.Concat(Arguments(inputs).Select(argument => ", " + argument))});");
    }

    private static void EmitCall(SourceWriter source, AbiFunction function)
    {
        string result = function.Outputs.Count switch
        {
            0 => "Task",
            1 => $"Task<{TypeMapping.CSharp(function.Outputs[0].Type, function.Outputs[0].InternalType)}>",
            _ => $"Task<{Names.Pascal(function.Name)}Result>",
        };
        string inputs = string.Concat(Names.Of(function.Inputs, "arg").Select(p => $"{Parameter(p.Name, p.Parameter)}, "));
        source.Open($"public async {result} {Names.Pascal(function.Name)}Async({inputs}BlockTag block = default, CancellationToken cancellationToken = default)");
        string call = $"await CallAsync(\"{function.Signature}\", [{string.Join(", ", Arguments(function.Inputs))}], block, cancellationToken).ConfigureAwait(false)";
        if (function.Outputs.Count == 0)
        {
            source.Line($"{call};");
        }
        else
        {
            source.Line($"object[] values = {call};");
            string made = string.Join(", ", TypeMapping.RecordArguments(function.Outputs));
            source.Line(function.Outputs.Count == 1 ? $"return {made};" : $"return new {Names.Pascal(function.Name)}Result({made});");
        }
        source.Close();
    }

    private static void EmitTransaction(SourceWriter source, AbiFunction function)
    {
        string value = function.IsPayable ? "value" : "Wei.Zero";
        string parameters = Parameters(function.Inputs) + (function.IsPayable ? (function.Inputs.Count > 0 ? ", " : "") + "Wei value" : "");
        source.Line($"public TransactionRequest {Names.Pascal(function.Name)}({parameters}) =>");
        source.Line($"    Call(\"{function.Signature}\", {value}{string.Concat(Arguments(function.Inputs).Select(argument => ", " + argument))});");
    }

    private static string Parameters(IReadOnlyList<AbiParameter> inputs) =>
        string.Join(", ", Names.Of(inputs, "arg").Select(p => Parameter(p.Name, p.Parameter)));

    private static string Parameter(string name, AbiParameter parameter) =>
        $"{TypeMapping.CSharp(parameter.Type, parameter.InternalType)} {Names.Camel(name)}";

    private static IEnumerable<string> Arguments(IReadOnlyList<AbiParameter> inputs) =>
        Names.Of(inputs, "arg").Select(p => TypeMapping.ToAbi(p.Parameter.Type, Names.Camel(p.Name)));
}
