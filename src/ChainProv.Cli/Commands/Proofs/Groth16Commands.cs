using System.CommandLine;
using ChainProv.Circuits;
using ChainProv.Cli.Framework;
using ChainProv.Groth16;
using ChainProv.Groth16.Iden3;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Snarkjs;
using ChainProv.Groth16.Verification;

namespace ChainProv.Cli.Commands.Proofs;

/// <summary>Circuits, keys and proofs in the formats of circom and snarkjs.</summary>
internal static class Groth16Commands
{
    public static Command Create() => new("groth16", "Set up, prove and verify on circom's and snarkjs's files (.r1cs, .wtns, .zkey, JSON).")
    {
        new SetupVerb(),
        new ProveVerb(),
        new VerifyVerb(),
    };

    private sealed class SetupVerb : Verb
    {
        private readonly Argument<string> _circuit = new("circuit") { Description = "A circuit over BLS12-381, .r1cs." };
        private readonly Option<string> _output = new("--output", "-o") { Description = "Where the proving key goes, .zkey.", Required = true, HelpName = "file" };
        private readonly Option<string?> _verificationKey = new("--verification-key") { Description = "Where the verification key goes, JSON.", HelpName = "file" };

        public SetupVerb()
            : base("setup", "Make a development key for a circuit from fresh randomness.", "chainprov groth16 setup circuit.r1cs -o key.zkey --verification-key verification_key.json")
        {
            Arguments.Add(_circuit);
            Options.Add(_output);
            Options.Add(_verificationKey);
        }

        protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            ConstraintSystem system = R1csFile.Read(arguments.GetRequiredValue(_circuit));
            ProvingKey key = DevelopmentSetup.Run(system, cancellationToken: cancellationToken);
            OutputFile.Write(arguments.GetRequiredValue(_output), stream => ZkeyFile.Write(stream, key, system));
            if (arguments.GetValue(_verificationKey) is { } path) OutputFile.Write(path, SnarkjsJson.Write(key.VerifyingKey));
            return Task.FromResult(new Report()
                .Add("circuitDigest", system.Digest.ToString())
                .Add("constraints", system.ConstraintCount)
                .Add("publicInputs", system.PublicInputCount)
                .Add("setup", "development"));
        }
    }

    private sealed class ProveVerb : Verb
    {
        private readonly Argument<string> _key = new("key") { Description = "The proving key, .zkey." };
        private readonly Argument<string> _witness = new("witness") { Description = "The witness, .wtns." };
        private readonly Option<string> _circuit = new("--circuit") { Description = "The circuit, .r1cs.", Required = true, HelpName = "file" };
        private readonly Option<string> _output = new("--output", "-o") { Description = "A folder for proof.json and public.json.", Required = true, HelpName = "folder" };
        private readonly DeviceOption _device;

        public ProveVerb()
            : base("prove", "Prove a witness of a circuit.", "chainprov groth16 prove key.zkey witness.wtns --circuit circuit.r1cs -o proof/")
        {
            Arguments.Add(_key);
            Arguments.Add(_witness);
            Options.Add(_circuit);
            Options.Add(_output);
            _device = new DeviceOption(this);
        }

        protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            ConstraintSystem system = R1csFile.Read(arguments.GetRequiredValue(_circuit));
            string witnessPath = arguments.GetRequiredValue(_witness);
            Fr[] values = WitnessFile.Read(witnessPath);
            if (values.Length != system.WireCount || values[0] != Fr.One) throw new Groth16.KeyFileException(witnessPath, $"it is not a witness of this circuit ({values.Length} values; the circuit has {system.WireCount} wires)");

            ProvingKey key = ZkeyFile.Read(arguments.GetRequiredValue(_key), system);
            Witness witness = new(values, system.PublicInputCount);
            Proof proof = _device.Use(arguments, device => Groth16Prover.Prove(key, system, witness, device, Terminal.Progress("Proving"), cancellationToken));

            string folder = arguments.GetRequiredValue(_output);
            OutputFolder.Create(folder);
            string proofPath = Path.Combine(folder, "proof.json"), publicPath = Path.Combine(folder, "public.json");
            OutputFile.Write(proofPath, SnarkjsJson.Write(proof));
            OutputFile.Write(publicPath, SnarkjsJson.Write(witness.PublicInputs.Span));
            return Task.FromResult(new Report().Add("files", [proofPath, publicPath]));
        }
    }

    private sealed class VerifyVerb : Verb
    {
        private readonly Argument<string> _key = new("verification-key") { Description = "verification_key.json" };
        private readonly Argument<string> _inputs = new("public") { Description = "public.json" };
        private readonly Argument<string> _proof = new("proof") { Description = "proof.json" };

        public VerifyVerb()
            : base("verify", "Verify a proof.", "chainprov groth16 verify verification_key.json public.json proof.json")
        {
            Arguments.Add(_key);
            Arguments.Add(_inputs);
            Arguments.Add(_proof);
        }

        protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            // snarkjs does not record the circuit's digest, and nothing below reads it.
            VerifyingKey key = SnarkjsInput.Read(arguments.GetRequiredValue(_key), json => SnarkjsJson.ReadVerifyingKey(json, default));
            Fr[] inputs = SnarkjsInput.Read(arguments.GetRequiredValue(_inputs), SnarkjsJson.ReadPublicInputs);
            Proof proof = SnarkjsInput.Read(arguments.GetRequiredValue(_proof), SnarkjsJson.ReadProof);
            bool valid = Groth16Verifier.Verify(key, proof, inputs);
            return Task.FromResult(new Report { Holds = valid }.Add("valid", valid));
        }
    }
}
