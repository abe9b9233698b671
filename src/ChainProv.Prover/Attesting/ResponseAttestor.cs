using System.Text;
using ChainProv.Circuits;
using ChainProv.Cryptography.Compute;
using ChainProv.Ethereum;
using ChainProv.Gpu;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Registries;
using ChainProv.Prover.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Attesting;

/// <summary>Attests responses of the models it is configured with. Key and secrets are read once and stay in memory.</summary>
/// <remarks>An asker is told that his policy is not satisfied, and not by which condition: that is a hidden dataset's. What a node or a file is like is for the log, which is the publisher's.</remarks>
public sealed partial class ResponseAttestor : IDisposable
{
    private readonly AttestingOptions _options;
    private readonly List<AttestedModel> _models = [];
    private readonly Dictionary<Hash32, ReleasePolicy> _policies = [];
    private readonly ProvingKey? _key;
    private readonly IComputeDevice _device = CpuDevice.Default;
    private readonly IRegistryPositions _registry;
    private readonly ProverIdentity _identity;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _turns;
    private int _waiting;

    /// <exception cref="ProverException">A model, a policy or the key of the response circuit is missing or cannot be used, or there is no such device.</exception>
    public ResponseAttestor(IOptions<ProverOptions> options, IRegistryPositions registry, ProverIdentity identity, TimeProvider time, ILogger<ResponseAttestor> log)
    {
        (_options, _registry, _identity, _time, _log) = (options.Value.Attesting, registry, identity, time, log);
        _turns = new SemaphoreSlim(options.Value.Proving.Concurrency);
        if (_options.Models.Count == 0) return;
        try
        {
            foreach (string path in _options.Models) _models.Add(new AttestedModel(path));
            foreach (ReleasePolicy policy in _options.Policies.Select(PolicyFile.Read)) _policies[ReleaseAnchor.ToHash(policy.ToStatement().Digest())] = policy;
            KeyStore store = new(options.Value.Proving.Keys);
            if (!store.HasProvingKey(StatementCircuit.Response.System))
                throw new ProverException($"{store.Folder} has no proving key for responses: make a development key with chainprov setup dev --circuit response, or name another folder", kind: ProverFailure.File);
            _key = store.LoadProvingKey(StatementCircuit.Response.System);
            _device = ComputeDevices.Open(options.Value.Proving.Device);
        }
        catch (Exception error) when (error is InputException or Groth16.KeyFileException)
        {
            throw new ProverException(error.Message, error, ProverFailure.File);
        }
        catch (GpuUnavailableException error)
        {
            throw new ProverException(error.Message, error);
        }
    }

    /// <summary>The models that are answered for.</summary>
    public IReadOnlyList<PublicModel> Models => [.. _models.Select(model => model.Public)];

    /// <summary>The policies that are answered, by their digests.</summary>
    public IReadOnlyDictionary<Hash32, ReleasePolicy> Policies => _policies;

    /// <summary>Proves a response, and answers its nonce.</summary>
    /// <exception cref="AttestationRefusedException">It is not attested: why, and whether that may change.</exception>
    public async Task<ResponseCertificate> AttestAsync(AttestationRequest request, CancellationToken cancellationToken)
    {
        AttestedModel model = Find(request.Model);
        if (!_policies.TryGetValue(request.Policy, out ReleasePolicy? policy))
            throw new AttestationRefusedException(AttestationRefusal.NotAnswered, "$.policy", "this policy is not answered here: GET /v1/info lists those that are");
        if (Interlocked.Increment(ref _waiting) > _options.QueueCapacity + 1)
        {
            Interlocked.Decrement(ref _waiting);
            throw new AttestationRefusedException(AttestationRefusal.Busy, "$", "too many responses wait for a proof; try again later");
        }

        bool hasTurn = false;
        try
        {
            await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
            hasTurn = true;
            return await ProveAsync(model, policy, request, cancellationToken).ConfigureAwait(false);
        }
        catch (NonceUsedException used)
        {
            throw new AttestationRefusedException(AttestationRefusal.NonceUsed, "$.nonce", used.Message, used);
        }
        catch (RegistryUnavailableException error)
        {
            LogRegistryNotAsked(error.Message);
            throw new AttestationRefusedException(AttestationRefusal.Unavailable, "$", "the registry cannot be asked now; try again later", error);
        }
        catch (UnsatisfiedConstraintException error)
        {
            throw new AttestationRefusedException(AttestationRefusal.CannotBeShown, "$.policy", "no dataset of the model satisfies it", error);
        }
        catch (Exception error) when (error is CertificationException or InputException)
        {
            LogCertificatesDoNotServe(model.Public.ModelCommitment, error.Message);
            throw new AttestationRefusedException(AttestationRefusal.CannotBeShown, "$.model", "its certificates are not of the registry's state: the publisher must renew them", error);
        }
        finally
        {
            if (hasTurn) _turns.Release();
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Checks a response's certificate with the key of this service, and its root with the registry.</summary>
    /// <exception cref="AttestationRefusedException">Responses are not attested here, so that there is no key.</exception>
    public async Task<VerifiedResponse> VerifyAsync(ResponseCertificate certificate, CancellationToken cancellationToken)
    {
        if (_key is null) throw new AttestationRefusedException(AttestationRefusal.NotAnswered, "$", "responses are not attested here: there is no key to check one with");
        List<string> reasons = [.. ResponseVerifier.Problems(certificate, _key.VerifyingKey)];
        ResponseContext here = new(_identity.Context.ChainId, _identity.Context.Registry);
        if (certificate.Context != here) reasons.Add($"the response is for {certificate.Context?.ToString() ?? "no registry"}, not for {here}");
        if (certificate.Policy.ValidOn < DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime)) reasons.Add($"the policy's date, {certificate.Policy.ValidOn:yyyy-MM-dd}, has passed");
        try
        {
            if (!await _registry.AcceptsAsync(certificate.RegistryRoot, cancellationToken).ConfigureAwait(false)) reasons.Add("the registry does not accept the root that the response names, or not any more");
            return new(RegistryRootChecked: true, reasons);
        }
        catch (RegistryUnavailableException error)
        {
            LogRootNotChecked(error.Message);
            return new(RegistryRootChecked: false, reasons);
        }
    }

    /// <summary>Gives a graphics processor back.</summary>
    public void Dispose()
    {
        (_device as IDisposable)?.Dispose();
        _turns.Dispose();
    }

    private async Task<ResponseCertificate> ProveAsync(AttestedModel model, ReleasePolicy policy, AttestationRequest request, CancellationToken cancellationToken)
    {
        model.RequireUnused(request.Nonce);
        SecretModel secret = model.Secret();
        RegistryPosition position = await model.PositionAsync(secret, policy, _registry, _options.RootLifetime, _time, cancellationToken).ConfigureAwait(false);
        ResponseContext context = new(_identity.Context.ChainId, _identity.Context.Registry);
        Hash32 salt = ResponseTranscript.NewSalt();
        ResponseTranscript transcript = ResponseTranscript.Of(context, request.Nonce, salt, Encoding.UTF8.GetBytes(request.Prompt), Encoding.UTF8.GetBytes(request.Response));
        ResponseCertificate certificate = await Task.Run(
            () => ResponseProver.Prove(new ResponseRequest(secret, position, policy, transcript), salt, _key!, _device, cancellationToken: cancellationToken), cancellationToken).ConfigureAwait(false);
        model.Spend(request.Nonce);
        return certificate;
    }

    private AttestedModel Find(Hash32? named)
    {
        AttestedModel? model = named is { } digest
            ? _models.Find(known => ReleaseAnchor.ToHash(known.Public.ModelCommitment) == digest || ReleaseAnchor.ToHash(known.Public.ModelDigest) == digest)
            : _models.Count == 1 ? _models[0] : null;
        return model ?? throw new AttestationRefusedException(
            AttestationRefusal.NotAnswered, "$.model", named is null ? "name one of the models, by its commitment: GET /v1/info lists them" : "responses of this model are not attested here");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A response is not attested, as the registry cannot be asked: {Problem}")]
    private partial void LogRegistryNotAsked(string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A response is checked without the registry, which cannot be asked: {Problem}")]
    private partial void LogRootNotChecked(string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Responses of model {ModelCommitment} are not attested: {Problem}")]
    private partial void LogCertificatesDoNotServe(Fr modelCommitment, string problem);
}
