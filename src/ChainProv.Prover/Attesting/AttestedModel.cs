using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Registries;

namespace ChainProv.Prover.Attesting;

/// <summary>A model whose responses are attested: its secret part in memory, its nonces, and where its authority stood last.</summary>
internal sealed class AttestedModel
{
    private readonly string _secretPath;
    private readonly Lock _gate = new();
    private readonly NonceLedger _nonces;
    private (SecretModel Secret, DateTime Written) _read;
    private (RegistryPosition Position, DateTimeOffset At)? _last;

    /// <exception cref="InputException">A file is missing or malformed, or the two are of different models.</exception>
    public AttestedModel(string path)
    {
        Public = PublicModel.Read(path);
        _secretPath = SecretModel.PathFor(path);
        _nonces = NonceLedger.For(path);
        _read = Load();
    }

    public PublicModel Public { get; }

    /// <summary>The secret part as the file has it now.</summary>
    /// <exception cref="InputException">It has become malformed, or another model's.</exception>
    public SecretModel Secret()
    {
        lock (_gate)
        {
            if (File.GetLastWriteTimeUtc(_secretPath) != _read.Written) _read = Load();
            return _read.Secret;
        }
    }

    /// <summary>Asked before a proof is made, so that a nonce which is sent again and again costs no proofs.</summary>
    /// <exception cref="NonceUsedException">It was answered before.</exception>
    public void RequireUnused(Ethereum.Hash32 nonce)
    {
        if (_nonces.IsSpent(Public.ModelCommitment, nonce)) throw new NonceUsedException(nonce);
    }

    /// <exception cref="NonceUsedException">It was answered before.</exception>
    public void Spend(Ethereum.Hash32 nonce) => _nonces.Spend(Public.ModelCommitment, nonce);

    /// <summary>Where the authority stands, looked up at most once in <paramref name="lifetime"/> while nothing changes; the last position known while the registry cannot be asked.</summary>
    /// <exception cref="CertificationException">The certificates do not fit together, or not to the registry.</exception>
    /// <exception cref="RegistryUnavailableException">The registry cannot be asked, and no position is known.</exception>
    public async Task<RegistryPosition> PositionAsync(
        SecretModel secret, ReleasePolicy policy, IRegistryPositions registry, TimeSpan lifetime, TimeProvider time, CancellationToken cancellationToken)
    {
        Fr root = ResponseRequest.Answering(secret, policy).Head.Root();
        RegistryPosition? kept = Kept(root, time.GetUtcNow() - lifetime, out bool isFresh);
        if (isFresh) return kept!;
        RegistryPosition found;
        try
        {
            found = await registry.FindAsync(secret.Datasets[0].AuthorityId, root, kept, cancellationToken).ConfigureAwait(false);
        }
        catch (RegistryUnavailableException) when (kept is not null)
        {
            return kept;
        }

        lock (_gate) _last = (found, time.GetUtcNow());
        return found;
    }

    private RegistryPosition? Kept(Fr root, DateTimeOffset since, out bool isFresh)
    {
        lock (_gate)
        {
            isFresh = _last is { } last && last.Position.AuthorityRoot == root && last.At >= since;
            return _last is { } known && known.Position.AuthorityRoot == root ? known.Position : null;
        }
    }

    private (SecretModel Secret, DateTime Written) Load()
    {
        // The time first: what is written while the file is read is read again.
        DateTime written = File.GetLastWriteTimeUtc(_secretPath);
        SecretModel secret = SecretModel.Read(_secretPath);
        return secret.ModelCommitment == Public.ModelCommitment ? (secret, written) : throw new InputException(_secretPath, "$.modelCommitment", "is not that of the model beside it");
    }
}
