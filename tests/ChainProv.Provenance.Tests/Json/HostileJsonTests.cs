using System.Text.Json.Nodes;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Tests.Authorities;
using ChainProv.Provenance.Tests.Certificates;
using ChainProv.Provenance.Tests.Models;

namespace ChainProv.Provenance.Tests.Json;

/// <summary>Whatever stands in place of a value of one of our files, it reads or it is a bad file: nothing else is thrown.</summary>
public sealed class HostileJsonTests : IDisposable
{
    private static readonly string[] Replacements =
    [
        "null", "true", "0", "1", "-1", "1.5", "1e400", "18446744073709551616", "\"\"", "\"0x\"", "\"0xzz\"", "\"none\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"2026-02-30\"",
        "\"\\u0000\"", "\"\\u202e\"", "\"ceremony\"", "[]", "[null]", "[[]]", "[\"\"]", "[\"a\",\"a\"]", "{}", "{\"a\":1}",
        "\"0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\"", "\"0x0000000000000000000000000000000000000000000000000000000000000000\"",
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_release() => Survives(JsonFile.Bytes(ReleaseCertificateTests.Sample()), path => ReleaseCertificate.Read(path));

    [Fact]
    public void A_dataset_certificate() => Survives(JsonFile.Bytes(Authority.Certificate(1)), path => DatasetCertificate.Read(path));

    [Fact]
    public void An_authority_s_tree() =>
        Survives(JsonFile.Bytes(AuthorityTree.Empty(Authority.Key).With(1, "a").With(2).Revoke(Fr.From(1), Authority.Clock)), path => AuthorityTreeFile.Read(path));

    [Fact]
    public void A_model_and_its_secret_and_its_disclosure()
    {
        CommittedModel model = TestModels.Commit(_folder.Write("w", "W"), Authority.Certificate(1));
        Survives(JsonFile.Bytes(model.Public), path => PublicModel.Read(path));
        Survives(JsonFile.Bytes(model.Secret), path => SecretModel.Read(path));
        Survives(JsonFile.Bytes(new ReleaseDisclosure(model.Public.ModelDigest, model.Secret)), path => ReleaseDisclosure.Read(path));
    }

    [Fact]
    public void A_request_to_a_prover()
    {
        CommittedModel model = TestModels.Commit(_folder.Write("w", "W"), Authority.Certificate(1));
        ReleaseRequest request = new(ReleaseContext.Unbound, model.Public, model.Secret, new(["a"], ["MIT"], new(2026, 1, 1), new(2026, 12, 31)));
        Survives(JsonFile.Bytes(request), path => ReleaseRequest.Parse(File.ReadAllBytes(path), path));
        Authority.Refused(() => (request with { Model = model.Public with { Slots = 4 } }).Require("it"), "it: the commitment is one of 1 slots, not of 4*");
    }

    private void Survives(byte[] good, Action<string> read)
    {
        string path = _folder.Write("good.json", System.Text.Encoding.UTF8.GetString(good));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        read(path);
        foreach (string place in Places(JsonNode.Parse(good)!))
        {
            foreach (string replacement in Replacements)
            {
                JsonNode json = JsonNode.Parse(good)!;
                At(json, place).ReplaceWith(JsonNode.Parse(replacement));
                File.WriteAllText(path, json.ToJsonString());
                try
                {
                    read(path);
                }
                catch (InputException)
                {
                    // A bad file, and said to be one.
                }
                catch (Exception other)
                {
                    Assert.Fail($"{place} as {replacement}: {other}");
                }
            }
        }
    }

    /// <summary>Every value but the whole; of a list, the first two.</summary>
    private static IEnumerable<string> Places(JsonNode root)
    {
        if (root.Parent is not null) yield return root.GetPath();
        IEnumerable<JsonNode?> children = root switch
        {
            JsonObject fields => fields.Select(field => field.Value),
            JsonArray items => items.Take(2),
            _ => [],
        };
        foreach (JsonNode? child in children)
            if (child is not null)
                foreach (string place in Places(child)) yield return place;
    }

    private static JsonNode At(JsonNode root, string place)
    {
        foreach (string part in place.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries).Skip(1))
            root = part.EndsWith(']') ? root[int.Parse(part[..^1], System.Globalization.CultureInfo.InvariantCulture)]! : root[part]!;
        return root;
    }
}
