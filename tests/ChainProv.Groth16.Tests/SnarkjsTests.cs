using System.Text.Json.Nodes;
using ChainProv.Circuits;
using ChainProv.Groth16.Iden3;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Snarkjs;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests;

/// <summary>Ours against snarkjs 0.7.6 and circom on BLS12-381, in both directions.</summary>
public sealed class SnarkjsTests(SnarkjsTests.CircomProof circom) : IClassFixture<SnarkjsTests.CircomProof>
{
    /// <summary>A circom circuit, set up and proved with snarkjs alone.</summary>
    public sealed class CircomProof : IDisposable
    {
        public CircomProof()
        {
            (bool success, string output) = Peers.Run(Path.Combine(Peers.Folder, "prove-with-snarkjs.sh"), Folder);
            if (!success) throw new InvalidOperationException(output);
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("chainprov-snarkjs-").FullName;

        public string File(string name) => Path.Combine(Folder, name);

        public JsonNode Json(string name) => JsonNode.Parse(System.IO.File.ReadAllText(File(name)))!;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }

    private readonly ConstraintSystem _system = R1csFile.Read(circom.File("multiplier.r1cs"));

    private VerifyingKey VerifyingKey => SnarkjsJson.ReadVerifyingKey(circom.Json("verification_key.json"), _system.Digest);

    private Fr[] PublicInputs => SnarkjsJson.ReadPublicInputs(circom.Json("public.json"));

    [Fact]
    public void Our_verifier_accepts_a_proof_that_snarkjs_made()
    {
        Proof proof = SnarkjsJson.ReadProof(circom.Json("proof.json"));

        PublicInputs.Should().Equal(Fr.From(363), Fr.From(39), Fr.From(5));
        Groth16Verifier.Verify(VerifyingKey, proof, PublicInputs).Should().BeTrue();
    }

    [Fact]
    public void Our_verifier_refuses_that_proof_after_one_changed_bit()
    {
        JsonNode json = circom.Json("proof.json");
        string x = json["pi_a"]![0]!.GetValue<string>();
        json["pi_a"]![0] = (System.Numerics.BigInteger.Parse(x, System.Globalization.CultureInfo.InvariantCulture) ^ 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        FluentActions.Invoking(() => SnarkjsJson.ReadProof(json)).Should().Throw<FormatException>();

        Proof proof = SnarkjsJson.ReadProof(circom.Json("proof.json"));
        Fr[] inputs = PublicInputs;
        inputs[1] = Fr.From(39 ^ 1);
        Groth16Verifier.Verify(VerifyingKey, proof, inputs).Should().BeFalse();
    }

    [Fact]
    public void Our_prover_proves_a_circom_circuit_with_a_key_of_snarkjs()
    {
        ProvingKey key = ZkeyFile.Read(circom.File("final.zkey"), _system);
        Witness witness = new(WitnessFile.Read(circom.File("witness.wtns")), _system.PublicInputCount);

        Proof proof = Groth16Prover.Prove(key, _system, witness);

        Groth16Verifier.Verify(VerifyingKey, proof, PublicInputs).Should().BeTrue();
        SnarkjsVerifier.Accepts(key.VerifyingKey, proof, PublicInputs).Should().BeTrue();
    }

    [Fact]
    public void A_key_of_snarkjs_that_nobody_contributed_to_is_refused() =>
        FluentActions.Invoking(() => ZkeyFile.Read(circom.File("initial.zkey"), _system)).Should().Throw<KeyFileException>().WithMessage("*nobody contributed*");

    [Fact]
    public void Snarkjs_accepts_our_proof_and_refuses_it_after_one_changed_bit()
    {
        SnarkjsVerifier.Accepts(Samples.VerifyingKey, Samples.Proof, Samples.PublicInputs).Should().BeTrue();

        Fr[] inputs = [.. Samples.PublicInputs];
        inputs[0] = Fr.From((ulong)inputs[0].ToBigInteger() ^ 1);
        SnarkjsVerifier.Accepts(Samples.VerifyingKey, Samples.Proof, inputs).Should().BeFalse();
        SnarkjsVerifier.Accepts(Samples.VerifyingKey, Samples.Proof with { A = -Samples.Proof.A }, Samples.PublicInputs).Should().BeFalse();
    }

    [Fact]
    public void Snarkjs_proves_with_our_key()
    {
        string folder = Directory.CreateTempSubdirectory("chainprov-snarkjs-").FullName;
        string zkey = Path.Combine(folder, "key.zkey"), wtns = Path.Combine(folder, "witness.wtns");
        using (FileStream stream = File.Create(zkey)) ZkeyFile.Write(stream, Samples.Key, Samples.System);
        using (FileStream stream = File.Create(wtns)) WitnessFile.Write(stream, Samples.Witness.Values.Span);

        string proofPath = Path.Combine(folder, "proof.json"), publicPath = Path.Combine(folder, "public.json");
        (bool success, string output) = Peers.Run(Peers.SnarkjsProgram, "groth16", "prove", zkey, wtns, proofPath, publicPath);
        success.Should().BeTrue(output);

        Proof proof = SnarkjsJson.ReadProof(JsonNode.Parse(File.ReadAllText(proofPath)));
        Groth16Verifier.Verify(Samples.VerifyingKey, proof, Samples.PublicInputs).Should().BeTrue();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Exported_files_read_back()
    {
        SnarkjsJson.ReadProof(SnarkjsJson.Write(Samples.Proof)).Should().Be(Samples.Proof);
        SnarkjsJson.ReadPublicInputs(SnarkjsJson.Write(Samples.PublicInputs)).Should().Equal(Samples.PublicInputs);
        VerifyingKey key = SnarkjsJson.ReadVerifyingKey(SnarkjsJson.Write(Samples.VerifyingKey), Samples.System.Digest);
        VerifyingKeyEncoding.Encode(key).Should().Equal(VerifyingKeyEncoding.Encode(Samples.VerifyingKey));
    }

    [Fact]
    public void A_public_input_that_is_not_below_r_is_refused() =>
        FluentActions.Invoking(() => SnarkjsJson.ReadPublicInputs(new JsonArray(Fr.Modulus.ToString(System.Globalization.CultureInfo.InvariantCulture)))).Should().Throw<FormatException>();
}
