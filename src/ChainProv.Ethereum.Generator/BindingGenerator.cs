using ChainProv.Ethereum.Contracts;

namespace ChainProv.Ethereum.Generator;

/// <summary>Turns compiled contracts into typed C#: the same artifacts always give the same bytes.</summary>
internal static class BindingGenerator
{
    /// <summary>The files for every artifact of a folder, in the order of the contracts' names.</summary>
    public static IReadOnlyList<(string FileName, string Text)> GenerateAll(string artifactFolder)
    {
        ContractArtifact[] artifacts =
        [
            .. Directory.EnumerateFiles(artifactFolder, "*.json").Select(File.ReadAllText).Select(ContractArtifact.Parse)
                .OrderBy(artifact => artifact.Name, StringComparer.Ordinal),
        ];
        return [.. artifacts.SelectMany(Generate), ("ContractErrors.g.cs", GenerateErrorUnion(artifacts))];
    }

    /// <summary>The files for one contract: functions and code always, structs, events and errors where it has some.</summary>
    public static IEnumerable<(string FileName, string Text)> Generate(ContractArtifact artifact)
    {
        yield return ($"{artifact.Name}.g.cs", FunctionEmitter.Emit(artifact));
        yield return ($"{artifact.Name}.Code.g.cs", CodeEmitter.Emit(artifact));
        if (StructEmitter.Collect(artifact.Abi).Count > 0)
            yield return ($"{artifact.Name}.Structs.g.cs", StructEmitter.Emit(artifact));
        if (artifact.Abi.Events.Count > 0)
            yield return ($"{artifact.Name}.Events.g.cs", EventEmitter.Emit(artifact));
        if (artifact.Abi.Errors.Count > 0)
            yield return ($"{artifact.Name}.Errors.g.cs", ErrorEmitter.Emit(artifact));
    }

    private static string GenerateErrorUnion(IEnumerable<ContractArtifact> artifacts)
    {
        SourceWriter source = SourceWriter.Begin("contracts/artifacts", "ChainProv.Ethereum.Abi");
        source.Line("/// <summary>The errors of all contracts here: one contract's revert may carry the error of another that it called.</summary>");
        source.Open("public static class ContractErrors");
        source.Line("/// <summary>Each error once, by selector.</summary>");
        source.Line("public static IReadOnlyList<AbiError> All { get; } =");
        source.Open("new[]");
        foreach (ContractArtifact artifact in artifacts)
            source.Line($"{artifact.Name}.Abi.Errors,");
        source.Close(".SelectMany(errors => errors).DistinctBy(error => error.Selector).ToArray();");
        source.Close();
        return source.ToString();
    }
}
