using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Anchoring;

/// <summary>Development keys anchor on local chains only, unless the operator says otherwise: their maker can forge proofs.</summary>
public sealed class DevelopmentKeyRule(IOptions<ProverOptions> options)
{
    /// <summary>Why a proof by such a key is not anchored; null if it may be.</summary>
    public string? Refuse(SetupKind setup, ReleaseContext context) =>
        setup == SetupKind.Ceremony || LocalChains.Contains(context.ChainId) || options.Value.Anchoring.AllowDevelopmentKeys ? null
            : $"the proving key is a development key, whose maker can forge proofs: it is not used on chain {context.ChainId} (AllowDevelopmentKeys overrides this)";
}
