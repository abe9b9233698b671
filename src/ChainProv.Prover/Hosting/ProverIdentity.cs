using ChainProv.Provenance.Certificates;

namespace ChainProv.Prover.Hosting;

/// <summary>Chain, registry and publisher of this service, known once it has started.</summary>
public sealed class ProverIdentity
{
    private ReleaseContext? _context;

    /// <summary>The context that every release here is proved and anchored for.</summary>
    public ReleaseContext Context
    {
        get => _context ?? throw new InvalidOperationException("the service has not started");
        internal set => _context = value;
    }
}
