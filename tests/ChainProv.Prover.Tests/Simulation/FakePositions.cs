using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Registries;
using ChainProv.Prover.Attesting;

namespace ChainProv.Prover.Tests.Simulation;

/// <summary>A registry of one authority that holds whatever root is asked for, unless it is told otherwise.</summary>
public sealed class FakePositions : IRegistryPositions
{
    private int _calls;

    public int Calls => _calls;

    /// <summary>Instead of an answer; null for an answer.</summary>
    public Exception? Failure { get; set; }

    public Task<RegistryPosition> FindAsync(AuthorityId authority, Fr authorityRoot, RegistryPosition? kept, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return Failure is { } failure ? Task.FromException<RegistryPosition>(failure) : Task.FromResult(RegistryPosition.Alone(authorityRoot));
    }

    public Task<bool> AcceptsAsync(Fr registryRoot, CancellationToken cancellationToken) =>
        Failure is { } failure ? Task.FromException<bool>(failure) : Task.FromResult(AcceptsRoots);

    public bool AcceptsRoots { get; set; } = true;
}
