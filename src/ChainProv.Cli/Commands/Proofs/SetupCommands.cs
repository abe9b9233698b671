using System.CommandLine;
using System.Globalization;
using ChainProv.Circuits;
using ChainProv.Cli.Framework;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;

namespace ChainProv.Cli.Commands.Proofs;

/// <summary>Keys of our own circuits.</summary>
internal static class SetupCommands
{
    public static Command Create() => new("setup", "Make keys for ChainProv's circuits.") { new DevelopmentVerb() };

    private sealed class DevelopmentVerb : Verb
    {
        private readonly Option<string> _circuit = new("--circuit") { Description = "release-1, release-4, release-16 or response.", Required = true, HelpName = "name" };
        private readonly Keys _keys;

        public DevelopmentVerb()
            : base("dev", "Make a development key from fresh randomness. Whoever makes it could forge proofs.", "chainprov setup dev --circuit release-1")
        {
            Options.Add(_circuit);
            _keys = new Keys(this);
        }

        protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            string name = arguments.GetRequiredValue(_circuit);
            if (!StatementCircuit.TryFind(name, out StatementCircuit? circuit)) throw new UsageException($"there is no circuit {name}: there are {string.Join(", ", StatementCircuit.All)}");
            ConstraintSystem system = circuit.System;
            KeyStore store = _keys.Store(arguments);
            ProvingKey key = store.CreateDevelopmentKey(system, cancellationToken: cancellationToken);
            return Task.FromResult(new Report()
                .Add("circuitDigest", system.Digest.ToString())
                .Add("setup", SetupName.Of(key.VerifyingKey.Setup))
                .Add("keyDigest", "0x" + Convert.ToHexStringLower(VerifyingKeyEncoding.Digest(key.VerifyingKey)))
                .Add("constraints", system.ConstraintCount)
                .Add("folder", store.FolderOf(system.Digest)));
        }
    }
}
