using System.Diagnostics;
using System.Text.RegularExpressions;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Registries;

namespace ChainProv.EndToEnd.Tests;

/// <summary>What the README tells its readers to type, typed.</summary>
[Trait("Category", "Slow")]
public sealed partial class ReadmeTests : IAsyncLifetime
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];
    private AnvilProcess? _chain;
    private string _publisher = "";

    public async ValueTask InitializeAsync()
    {
        foreach (string name in (string[])["records.jsonl", "manifest.json"]) File.Copy(Repository.PathOf("samples", "first-aid", name), _folder.At(name));
        _folder.Write("model.safetensors", [62, 0, 0, 0, 0, 0, 0, 0, .. """{"weight":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}    """u8, 1, 2, 3]);
        string policy = Policy().Match(Readme).Value;
        _folder.Write("policy.json", ValidOn().Replace(policy, $"\"validOn\": \"{TimeProvider.System.GetUtcNow().AddDays(30):yyyy-MM-dd}\""));
        using EthereumKey owner = DevAccounts.Key(0), publisher = DevAccounts.Key(1);
        KeyFile.Create(_folder.At("sender.key"), owner);
        KeyFile.Create(_folder.At("publisher.key"), publisher);
        _publisher = publisher.Address.ToString();
        Directory.CreateSymbolicLink(_folder.At("node_modules"), Path.Combine(Peers.Folder, "node_modules"));

        _chain = await AnvilProcess.StartAsync();
        _environment["PATH"] = $"{AppContext.BaseDirectory}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        _environment["CHAINPROV_RPC"] = _chain.Url.ToString();
        _environment["CHAINPROV_KEYS"] = _folder.At("keys");
        Type("chainprov authority keygen -o authority.key");
        string deployed = Type("chainprov registry deploy --slots 1 --key-file sender.key --json");
        _environment["CHAINPROV_REGISTRY"] = Registry().Match(deployed).Groups[1].Value;
        _environment["CHAINPROV_ATTESTATION_VERIFIER"] = AttestationVerifier().Match(deployed).Groups[1].Value;
        _environment["NONCE"] = "0x1234";
        _folder.Write("prompt.txt", "What is it?");
        _folder.Write("answer.txt", "It is this.");
    }

    public ValueTask DisposeAsync()
    {
        _chain?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_publishers_auditors_and_contract_writers_are_told_works()
    {
        string[] publishing = CommandsUnder("I publish"), answering = CommandsUnder("I answer"), auditing = CommandsUnder("I audit");
        publishing.Should().HaveCountLessThanOrEqualTo(6).And.Contain(command => command.StartsWith("chainprov anchor", StringComparison.Ordinal));
        auditing.Should().HaveCountLessThanOrEqualTo(6).And.Contain(command => command.StartsWith("npx snarkjs", StringComparison.Ordinal));

        answering.Should().Contain(command => command.StartsWith("chainprov attest response", StringComparison.Ordinal));

        foreach (string command in publishing) Type(command);
        foreach (string command in answering) Type(command);
        Type("chainprov attest disclose model.json --to disclosure.json");
        foreach (string command in auditing) Type(command);

        using EthereumClient client = _chain!.Connect();
        ProvenanceRegistry registry = new(client, Address.Parse(_environment["CHAINPROV_REGISTRY"]));
        ReleaseCertificate release = ReleaseCertificate.Read(_folder.At("release.json"));
        (await registry.IsProvenAsync(new Hash32(release.ModelDigest.ToArray()), ReleaseAnchor.ToHash(release.PolicyDigest))).Should().BeTrue();
        string[] shown = [.. Solidity().Match(Readme).Groups[1].Value.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        string[] example = [.. File.ReadLines(Repository.PathOf("contracts", "src", "examples", "ModelGatedVault.sol")).Select(line => line.Trim())];
        shown.Should().BeSubsetOf(example, "what contract writers are shown stands in a contract that compiles and is tested").And.Contain(line => line.Contains("isProven("));
    }

    /// <summary>The commands of a section's listing, without their comments; an address is the publisher's.</summary>
    private string[] CommandsUnder(string section)
    {
        string text = Readme[Readme.IndexOf($"## {section}\n", StringComparison.Ordinal)..];
        string listing = text[..text.IndexOf("\n```\n", StringComparison.Ordinal)];
        return [.. listing.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal))
            .Select(line => line[2..].Split(" #")[0].Trim().Replace("0x…", _publisher, StringComparison.Ordinal))];
    }

    /// <summary>What the command printed; it must have succeeded.</summary>
    private string Type(string command)
    {
        ProcessStartInfo start = new("bash", ["-c", command]) { WorkingDirectory = _folder.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in _environment) start.Environment[name] = value;
        using Process shell = Process.Start(start)!;
        Task<string> errors = shell.StandardError.ReadToEndAsync();
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        shell.ExitCode.Should().Be(0, $"{command}\n{output}{errors.Result}");
        return output;
    }

    [GeneratedRegex("""\{"requiredTags".*?\}""")]
    private static partial Regex Policy();

    [GeneratedRegex("""
        "validOn": "[^"]*"
        """)]
    private static partial Regex ValidOn();

    [GeneratedRegex("""
        "registry": "(0x[0-9a-fA-F]{40})"
        """)]
    private static partial Regex Registry();

    [GeneratedRegex("""
        "attestationVerifier": "(0x[0-9a-fA-F]{40})"
        """)]
    private static partial Regex AttestationVerifier();

    [GeneratedRegex("```solidity\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Solidity();
}
