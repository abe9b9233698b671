using ChainProv.Cryptography.Signatures;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;

namespace ChainProv.Prover.Tests.Simulation;

/// <summary>A key for responses, a model with a certified dataset, and two policies: one that the dataset satisfies and one that it does not.</summary>
public sealed class AttestationWorkshop : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Keys => _folder.File("keys");

    public string ModelFile => _folder.File("model.json");

    public VerifyingKey Key { get; private set; } = null!;

    public PublicModel Model { get; private set; } = null!;

    public Fr Policy { get; private set; }

    public Fr UnmetPolicy { get; private set; }

    public string[] Arguments =>
    [
        $"--Prover:Proving:Keys={Keys}", $"--Prover:Attesting:Models:0={ModelFile}", $"--Prover:Attesting:Policies:0={_folder.File("policy.json")}",
        $"--Prover:Attesting:Policies:1={_folder.File("unmet.json")}",
    ];

    public async ValueTask InitializeAsync()
    {
        Key = new KeyStore(Keys).CreateDevelopmentKey(StatementCircuit.Response.System).VerifyingKey;
        await File.WriteAllTextAsync(_folder.File("data.jsonl"), """{"id": "a", "text": "one", "license": "MIT"}""");
        await DatasetCommitter.CommitAsync(_folder.File("data.jsonl"), _folder.File("dataset.json"), new DatasetOptions());
        using BlsSecretKey authority = BlsSecretKey.Generate();
        (AuthorityTree tree, int index) = AuthorityTree.Empty(authority.PublicKey).Certify(DatasetAudit.Verify(_folder.File("dataset.json")), ["demo"], null, TimeProvider.System);
        await File.WriteAllTextAsync(_folder.File("model.bin"), "W");
        CommittedModel model = CommittedModel.Commit(ModelFiles.Read([_folder.File("model.bin")]), ModelFacts.None, hyperParameters: null, TrainingLink.None, [tree.Certificate(index)]);
        model.Write(ModelFile);
        Model = model.Public;
        Policy = await WritePolicyAsync("policy.json", "demo");
        UnmetPolicy = await WritePolicyAsync("unmet.json", "medical");
    }

    /// <summary>A store like a new one.</summary>
    public void ForgetNonces()
    {
        string nonces = Path.ChangeExtension(ModelFile, ".nonces");
        if (Directory.Exists(nonces)) Directory.Delete(nonces, recursive: true);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    private async Task<Fr> WritePolicyAsync(string name, string tag)
    {
        ReleasePolicy policy = new([tag], ["MIT"], new(2020, 1, 1), new(2100, 1, 1));
        await File.WriteAllBytesAsync(_folder.File(name), PolicyFile.Canonical(policy));
        return policy.ToStatement().Digest();
    }
}
