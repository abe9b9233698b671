using ChainProv.Provenance.Certificates;

namespace ChainProv.Prover.Proving;

/// <summary>The seam to circuits and keys: turns a release request into a certificate.</summary>
public interface IReleaseProver
{
    /// <summary>The circuits that it has keys for.</summary>
    IReadOnlyList<CircuitInfo> Circuits { get; }

    /// <summary>Reads a request and checks what can be checked at once; nothing is proved.</summary>
    /// <returns>The circuit that would prove it.</returns>
    /// <exception cref="ReleaseRequestException">It is malformed, for another context, or for a circuit without a key.</exception>
    CircuitInfo Check(ReadOnlyMemory<byte> request, ReleaseContext context);

    /// <summary>Proves a request that <see cref="Check"/> accepted.</summary>
    /// <param name="request">The request; it is the caller's to zero.</param>
    /// <param name="context">Where the release is to count.</param>
    /// <param name="progress">Told the share done, from 0 to 1.</param>
    /// <param name="cancellationToken">Stops the proof.</param>
    /// <exception cref="ReleaseRequestException">What it claims is not so.</exception>
    Task<ProvedRelease> ProveAsync(
        ReadOnlyMemory<byte> request, ReleaseContext context, IProgress<double> progress, CancellationToken cancellationToken);
}
