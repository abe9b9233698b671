using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Snarkjs;
using ChainProv.Provenance.Certificates;

namespace ChainProv.Cli.Commands.Proofs;

/// <summary>Proofs for other tools, and many proofs at once.</summary>
internal static class ProofCommands
{
    private const string Snarkjs = "snarkjs", Solidity = "solidity";

    public static Command Create() => new("proof", "Proofs for other tools, and many proofs at once.") { new ExportVerb(), new ProofBatchVerb(), new ProofAggregateVerb(), new VerifyVerb("proof verify") };

    private sealed class ExportVerb : Verb
    {
        private readonly Argument<string> _file = new("file") { Description = "A release.json or a response.json." };
        private readonly Option<string> _format = new("--format") { Description = "snarkjs: its three JSON files. solidity: a verifier contract for EIP-2537, its call data, and the key for contracts/script/Deploy.s.sol.", Required = true };
        private readonly Option<string> _output = new("--output", "-o") { Description = "A folder for the files.", Required = true, HelpName = "folder" };
        private readonly Keys _keys;

        public ExportVerb()
            : base("export", "Write a certificate's proof for snarkjs or Solidity.", "chainprov proof export release.json --format snarkjs -o proof/")
        {
            Arguments.Add(_file);
            _format.AcceptOnlyFromAmong(Snarkjs, Solidity);
            Options.Add(_format);
            Options.Add(_output);
            _keys = new Keys(this);
        }

        protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            (StatementCircuit circuit, Proof proof, Fr[] inputs) = Read(arguments.GetRequiredValue(_file));
            VerifyingKey key = _keys.Store(arguments).LoadVerifyingKey(circuit.Digest);
            string folder = arguments.GetRequiredValue(_output);
            OutputFolder.Create(folder);
            List<string> files = [];
            string Add(string name)
            {
                files.Add(Path.Combine(folder, name));
                return files[^1];
            }

            if (arguments.GetRequiredValue(_format) == Snarkjs)
            {
                OutputFile.Write(Add("verification_key.json"), SnarkjsJson.Write(key));
                OutputFile.Write(Add("proof.json"), SnarkjsJson.Write(proof));
                OutputFile.Write(Add("public.json"), SnarkjsJson.Write(inputs));
            }
            else
            {
                string contract = circuit == StatementCircuit.Response ? "ResponseVerifier" : "ReleaseVerifier";
                OutputFile.Write(Add($"{contract}.sol"), Groth16.Solidity.SolidityVerifier.Write(contract, key));
                OutputFile.Write(Add("calldata.json"), Groth16.Solidity.SolidityVerifier.WriteCall(proof, inputs));
                OutputFile.Write(Add("verifying-key.json"), Groth16.Solidity.SolidityVerifier.WriteKey(key, circuit.Slots));
            }

            return Task.FromResult(new Report().Add("files", files));
        }

        private static (StatementCircuit Circuit, Proof Proof, Fr[] Inputs) Read(string path)
        {
            if (DatasetFile.FormatOf(path) == ResponseCertificate.FormatName)
            {
                ResponseCertificate response = ResponseCertificate.Read(path);
                return (StatementCircuit.Response, response.Proof, response.PublicInputs.ToElements());
            }

            ReleaseCertificate release = ReleaseCertificate.Read(path);
            return (StatementCircuit.Release(release.Slots), release.Proof, release.PublicInputs.ToElements());
        }
    }
}
