using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Registries;

/// <summary>
/// An authority's place in a registry's tree at one moment: all of it is on chain. A prover keeps the last one that fitted its certificates (<c>model.registry.json</c>), so that
/// it can answer on while authorities add datasets: the registry takes a root that additions alone have superseded for some days.
/// </summary>
/// <param name="AuthorityRoot">The leaf.</param>
/// <param name="RegistryRoot">Where the path leads.</param>
/// <param name="Siblings">From the leaf up; 10.</param>
public sealed record RegistryPosition(Fr AuthorityRoot, int Index, ImmutableArray<Fr> Siblings, Fr RegistryRoot) : IJsonFile
{
    public static string FormatName => "chainprov/registry-position/v1";

    public static int MaxBytes => 1 << 16;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    [JsonIgnore]
    public MerklePath Path => new(Index, Siblings);

    /// <summary>The position in a registry of this one authority: for responses that no registry is asked about.</summary>
    public static RegistryPosition Alone(Fr authorityRoot)
    {
        MerkleTree tree = new(ReleaseFormat.RegistryDepth, authorityRoot);
        return new(authorityRoot, 0, tree.PathOf(0).Siblings, tree.Root);
    }

    /// <exception cref="InputException">The file is missing, is no position, or does not lead to its root.</exception>
    public static RegistryPosition Read(string path)
    {
        RegistryPosition position = JsonFile.Read<RegistryPosition>(path);
        return position.Problem() is { } problem ? throw new InputException(path, null, problem) : position;
    }

    /// <summary>What is wrong, or null.</summary>
    public string? Problem()
    {
        if (Siblings.IsDefault || Siblings.Length != ReleaseFormat.RegistryDepth || Index is < 0 or >= 1 << ReleaseFormat.RegistryDepth)
            return $"a position in a registry's tree has an index below {1 << ReleaseFormat.RegistryDepth:N0} and {ReleaseFormat.RegistryDepth} siblings";
        return Path.Leads(AuthorityRoot, RegistryRoot) ? null : "the position does not lead to the registry's root";
    }
}
