using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Transactions;

namespace ChainProv.Cli.Commands.Registries;

internal sealed class ReleasePromoteVerb() : ReleaseVerb(
    "promote",
    "Let a release that holds answer for its model where what answers now does not hold. Anybody may.",
    "chainprov release promote release.json --rpc $RPC --registry $REGISTRY --key-file sender.key")
{
    protected override TransactionRequest Request(ProvenanceRegistry registry, Hash32 release) => registry.Promote(release);
}
