using ChainProv.Circuits;
using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum;
using ChainProv.Groth16;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Verification;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Statements;

namespace ChainProv.EndToEnd.Tests;

/// <summary>What responses of one model have in common is what they say; the dataset behind them leaves no trace.</summary>
public sealed class ResponseUnlinkabilityTests(ResponseSample sample) : IClassFixture<ResponseSample>
{
    private const int Transcript = 5;

    [Fact]
    [Trait("Category", "Slow")]
    public void Of_two_hundred_attestations_no_public_value_repeats_but_those_that_the_statement_makes_public()
    {
        (Proof Proof, Fr[] Inputs, ResponseTranscript Transcript, Hash32 Salt)[] shown = [.. Enumerable.Range(0, 200).Select(_ => Attest(0))];

        foreach ((Proof proof, Fr[] inputs, _, _) in shown) Groth16Verifier.Verify(sample.Key.VerifyingKey, proof, inputs).Should().BeTrue();

        // What the statement says of the model, the policy and the registry is the same in all; of the question and the proof nothing is in two.
        for (int input = 0; input < StatementInputs.Count; input++)
            shown.Select(response => response.Inputs[input]).Distinct().Should().HaveCount(input == Transcript ? shown.Length : 1, "public input {0}", input);
        byte[][] fresh = [.. shown.SelectMany(response => Values(response.Proof, response.Transcript, response.Salt))];
        fresh.Select(Convert.ToHexString).Should().OnlyHaveUniqueItems();

        // A repetition could hide in a part of a value: no eight aligned bytes stand in two of them either.
        fresh.SelectMany(Words).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void What_repeats_does_not_depend_on_the_dataset()
    {
        (_, Fr[] one, _, _) = Attest(0);
        (_, Fr[] other, _, _) = Attest(1);
        one[..Transcript].Should().Equal(other[..Transcript]);
        one[Transcript].Should().NotBe(other[Transcript]);
    }

    private static byte[][] Values(Proof proof, ResponseTranscript transcript, Hash32 salt) =>
    [
        proof.A.ToBytes(PointFormat.Compressed), proof.B.ToBytes(PointFormat.Compressed), proof.C.ToBytes(PointFormat.Compressed), transcript.Nonce.ToArray(), salt.ToArray(),
        transcript.PromptDigest.ToArray(), transcript.ResponseDigest.ToArray(),
    ];

    private static IEnumerable<ulong> Words(byte[] value) => Enumerable.Range(0, value.Length / sizeof(ulong)).Select(i => BitConverter.ToUInt64(value, i * sizeof(ulong)));

    private (Proof Proof, Fr[] Inputs, ResponseTranscript Transcript, Hash32 Salt) Attest(int dataset)
    {
        (Response response, ResponseTranscript transcript, Hash32 salt) = sample.Answer(dataset);
        Witness witness = Witness.Generate(new ResponseCircuit(), response.ToAssignment());
        return (Groth16Prover.Prove(sample.Key, StatementCircuit.Response.System, witness), witness.PublicInputs.ToArray(), transcript, salt);
    }
}
