using System.CommandLine;
using System.Text.Json.Nodes;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;

namespace ChainProv.Cli.Commands.Registries;

/// <summary>Registries.</summary>
internal static class RegistryCommands
{
    public static Command Create() => new("registry", "Deploy a registry, look at one.") { new DeployVerb(), new AddVerb(), new ShowVerb() };

    private sealed class DeployVerb : Verb
    {
        private readonly Option<int[]> _slots = new("--slots") { Description = "The circuits it accepts, by number of slots: 1, 4, 16; may be repeated (default: 1 and 4, and 16 if you have its key).", HelpName = "k" };
        private readonly Option<bool> _allowDevelopment = new("--allow-development-keys") { Description = "Deploy development keys on a chain that is not local." };
        private readonly ChainOptions _chain = new();
        private readonly Keys _keys;

        public DeployVerb()
            : base("deploy", "Deploy a registry with a verifier for each release circuit, and the contract that checks responses; the sender owns the registry, nobody the other.", "chainprov registry deploy --rpc http://127.0.0.1:8545 --key-file sender.key")
        {
            _chain.AddSending(this, withRegistry: false);
            Options.Add(_slots);
            Options.Add(_allowDevelopment);
            _keys = new Keys(this);
        }

        protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            using EthereumClient client = _chain.Client(arguments);
            using EthereumKey account = _chain.Key(arguments);
            DevelopmentKeys.RequireAllowed(await client.ChainIdAsync(cancellationToken), arguments.GetValue(_allowDevelopment));
            Dictionary<int, VerifyingKey> keys = [];
            foreach (int slots in SlotsOf(arguments))
                keys[slots] = _keys.Proving(arguments, StatementCircuit.Release(slots), null, Terminal, cancellationToken).VerifyingKey;

            using TransactionSender sender = ChainOptions.Sender(client, account);
            VerifyingKey response = _keys.Proving(arguments, StatementCircuit.Response, null, Terminal, cancellationToken).VerifyingKey;
            RegistryDeployment deployment = await RegistryDeployment.DeployAsync(client, sender, keys, cancellationToken);
            Address attestations = await AttestationDeployment.DeployAsync(sender, deployment.Registry, response, cancellationToken);
            return new Report()
                .Add("registry", deployment.Registry.ToString())
                .Add("verifier", deployment.Verifiers.First().Value.ToString())
                .Add("verifiers", new JsonObject(deployment.Verifiers.Select(pair => KeyValuePair.Create($"{pair.Key}", (JsonNode?)pair.Value.ToString()))))
                .Add("attestationVerifier", attestations.ToString())
                .Add("block", deployment.Block)
                .Add("setup", SetupName.Development);
        }

        private int[] SlotsOf(ParseResult arguments)
        {
            int[] given = [.. (arguments.GetValue(_slots) ?? []).Distinct().Order()];
            if (given.Any(slots => !ReleaseFormat.SlotCounts.Contains(slots))) throw new UsageException("--slots is 1, 4 or 16");
            KeyStore store = _keys.Store(arguments);
            return given.Length > 0 ? given : [.. ReleaseFormat.SlotCounts.ToArray().Where(slots => slots <= 4 || store.HasProvingKey(StatementCircuit.Release(slots).System))];
        }
    }

    private sealed class AddVerb : Verb
    {
        private readonly Option<int> _slots = new("--slots") { Description = "1, 4 or 16.", Required = true, HelpName = "k" };
        private readonly Option<bool> _allowDevelopment = new("--allow-development-keys") { Description = "Deploy a development key on a chain that is not local." };
        private readonly ChainOptions _chain = new();
        private readonly Keys _keys;

        public AddVerb()
            : base("add", "Deploy the verifier of one more circuit and add it to a registry that you own.", "chainprov registry add --slots 16 --rpc $RPC --registry $REGISTRY --key-file owner.key")
        {
            _chain.AddSending(this);
            Options.Add(_slots);
            Options.Add(_allowDevelopment);
            _keys = new Keys(this);
        }

        protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            int slots = arguments.GetRequiredValue(_slots);
            if (!ReleaseFormat.SlotCounts.Contains(slots)) throw new UsageException("--slots is 1, 4 or 16");
            using EthereumClient client = _chain.Client(arguments);
            ProvenanceRegistry registry = new(client, _chain.Registry(arguments));
            using EthereumKey account = _chain.Key(arguments);
            await registry.RequireDeployedAsync(cancellationToken);
            DevelopmentKeys.RequireAllowed(await client.ChainIdAsync(cancellationToken), arguments.GetValue(_allowDevelopment));
            VerifyingKey key = _keys.Proving(arguments, StatementCircuit.Release(slots), null, Terminal, cancellationToken).VerifyingKey;
            using TransactionSender sender = ChainOptions.Sender(client, account);
            Address verifier = await RegistryDeployment.AddCircuitAsync(registry, sender, slots, key, cancellationToken);
            return new Report().Add("registry", registry.Address.ToString()).Add("verifier", verifier.ToString()).Add("slots", slots).Add("setup", SetupName.Development);
        }
    }

    private sealed class ShowVerb : Verb
    {
        private readonly ChainOptions _chain = new();

        public ShowVerb()
            : base("show", "Show a registry's owner and circuits.", "chainprov registry show --rpc $RPC --registry $REGISTRY") => _chain.AddReading(this);

        protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            using EthereumClient client = _chain.Client(arguments);
            ProvenanceRegistry registry = new(client, _chain.Registry(arguments));
            await registry.RequireDeployedAsync(cancellationToken);
            JsonObject circuits = [];
            foreach (int slots in ReleaseFormat.SlotCounts.ToArray())
            {
                Address verifier = await registry.CircuitAsync((byte)slots, cancellationToken: cancellationToken);
                if (verifier == Address.Zero) continue;
                Ethereum.Contracts.Groth16Verifier contract = new(client, verifier);
                circuits[$"{slots}"] = new JsonObject
                {
                    ["verifier"] = verifier.ToString(),
                    ["circuitDigest"] = (await contract.CircuitDigestAsync(cancellationToken: cancellationToken)).ToString(),
                    ["keyDigest"] = (await contract.KeyDigestAsync(cancellationToken: cancellationToken)).ToString(),
                    ["setup"] = SetupName.Development,
                };
            }

            return new Report()
                .Add("registry", registry.Address.ToString())
                .Add("chainId", await client.ChainIdAsync(cancellationToken))
                .Add("owner", (await registry.OwnerAsync(cancellationToken: cancellationToken)).ToString())
                .Add("circuits", circuits);
        }
    }
}
