using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Registries;

namespace ChainProv.Prover.Attesting;

/// <summary>The seam to the registry's tree.</summary>
public interface IRegistryPositions
{
    /// <summary>Where an authority stands, as <see cref="RegistryPositionReader.FindAsync"/> says.</summary>
    /// <exception cref="CertificationException">Neither today's position nor the one kept fits.</exception>
    /// <exception cref="RegistryUnavailableException">The node does not answer as it should; it may later.</exception>
    Task<RegistryPosition> FindAsync(AuthorityId authority, Fr authorityRoot, RegistryPosition? kept, CancellationToken cancellationToken);

    /// <summary>Whether the registry accepts a root of its tree now, which additions alone may have superseded.</summary>
    /// <exception cref="RegistryUnavailableException">The node does not answer as it should; it may later.</exception>
    Task<bool> AcceptsAsync(Fr registryRoot, CancellationToken cancellationToken);
}
