using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Transactions;

namespace ChainProv.Cli.Commands.Registries;

internal sealed class ReleaseRevokeVerb() : ReleaseVerb(
    "revoke",
    "Take a release back, for good. For its publisher; other releases of the model that hold answer on.",
    "chainprov release revoke release.json --rpc $RPC --registry $REGISTRY --key-file publisher.key")
{
    protected override TransactionRequest Request(ProvenanceRegistry registry, Hash32 release) => registry.RevokeRelease(release);
}
