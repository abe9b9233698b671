using System.Text.Json.Serialization;
using ChainProv.Circuits;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Certificates;

/// <summary>All that a prover needs to make a release's proof. It names the datasets and holds the blinding: whoever gets it must be trusted with both.</summary>
public sealed record ReleaseRequest(ReleaseContext Context, PublicModel Model, SecretModel Secret, ReleasePolicy Policy) : IJsonFile
{
    public static string FormatName => "chainprov/release-request/v2";

    public static int MaxBytes => 72 << 20;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    /// <summary>The release as the circuit takes it.</summary>
    /// <exception cref="CertificationException">The certificates are of states of the tree that do not fit together.</exception>
    public Release ToStatement()
    {
        AlignedCertificates aligned = Secret.Align(Secret.Datasets);
        return new Release(
            aligned.Head,
            aligned.Datasets,
            Secret.Facts,
            Secret.TrainingLink,
            Policy.ToStatement(),
            Secret.Blinding,
            Context.ToElement());
    }

    /// <summary>Reads a request that came from somewhere else: nothing of it is believed.</summary>
    /// <exception cref="InputException">It is no request, or its parts do not fit together; <paramref name="name"/> is what the message calls it.</exception>
    public static ReleaseRequest Parse(ReadOnlyMemory<byte> content, string name)
    {
        ReleaseRequest request = JsonFile.Parse<ReleaseRequest>(content, name);
        request.Model.Require(name, "$.model");
        request.Secret.Require(name, "$.secret");
        request.Require(name);
        return request.Policy.Problem() is { } wrong ? throw new InputException(name, "$.policy", wrong) : request;
    }

    /// <summary>Makes the witness and forgets it: finds out whether the release can be proved, without proving it.</summary>
    /// <exception cref="UnsatisfiedConstraintException">It is not true; the constraint says what does not hold.</exception>
    /// <exception cref="CertificationException">The certificates are of states of the tree that do not fit together.</exception>
    public void RequireTrue()
    {
        Release release = ToStatement();
        Witness.Generate(release.Circuit(), release.ToAssignment());
    }

    /// <summary>Checks that public and secret part belong together.</summary>
    /// <exception cref="InputException">They do not.</exception>
    public void Require(string name)
    {
        Secret.RequireOf(Model, name);
        if (Secret.Opening().Slots != Model.Slots) throw new InputException(name, null, $"the commitment is one of {Secret.Opening().Slots} slots, not of {Model.Slots}");
    }
}
