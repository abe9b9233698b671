using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Snarkjs;
using ChainProv.Provenance.Registries;

namespace ChainProv.Cli.Demo;

/// <summary>Proofs and inputs that are not what they should be, and a chain that cannot check them.</summary>
internal static class ProofForgeries
{
    private const string Refused = "the verifier answers false";

    public static IReadOnlyList<Forgery> All { get; } =
    [
        new("public-input-plus-r", "a public input is written with the group order added", Refused, InputPlusOrderAsync),
        new("point-off-curve", "a point of the proof is not on the curve", Refused, (story, stop) => WithPointAsync(story, OffCurve(), stop)),
        new("point-outside-subgroup", "a point of the proof is on the curve, but outside the subgroup", Refused, (story, stop) => WithPointAsync(story, OutsideSubgroup(), stop)),
        new("no-precompiles", "the chain lacks the precompiles of EIP-2537", "PrecompilesMissing", WithoutPrecompilesAsync),
    ];

    private static async Task<Refusal> InputPlusOrderAsync(Story story, CancellationToken cancellationToken)
    {
        BigInteger[] inputs = Inputs(story);
        inputs[0] += Fr.Modulus;
        JsonArray json = [.. inputs.Select(input => (JsonNode)input.ToString(CultureInfo.InvariantCulture))];
        bool accepted = await story.Verifier.VerifyAsync(story.Release.Proof.Encode(PointFormat.Eip2537), inputs, cancellationToken: cancellationToken);
        return new(Attempts.ToRead(() => SnarkjsJson.ReadPublicInputs(json)), accepted ? null : Refused);
    }

    private static async Task<Refusal> WithPointAsync(Story story, G1Affine point, CancellationToken cancellationToken)
    {
        byte[] proof = (story.Release.Proof with { A = point }).Encode(PointFormat.Eip2537);
        bool accepted = await story.Verifier.VerifyAsync(proof, Inputs(story), cancellationToken: cancellationToken);
        return new(Attempts.ToRead(() => Proof.Decode(proof, PointFormat.Eip2537)), accepted ? null : Refused);
    }

    private static async Task<Refusal> WithoutPrecompilesAsync(Story story, CancellationToken cancellationToken)
    {
        using AnvilProcess old = await AnvilProcess.StartAsync(new AnvilOptions { Hardfork = "cancun" }, cancellationToken);
        using EthereumClient client = old.Connect();
        using Ethereum.Keys.EthereumKey account = DevAccounts.Key(0);
        using TransactionSender sender = new(client, account);
        try
        {
            await RegistryDeployment.DeployAsync(client, sender, new Dictionary<int, VerifyingKey> { [1] = story.Key.VerifyingKey }, cancellationToken);
            return new(Refusal.NothingToCheck, null);
        }
        catch (ContractRevertedException reverted)
        {
            return new(Refusal.NothingToCheck, reverted.Reason.ToString());
        }
    }

    private static BigInteger[] Inputs(Story story) => [.. story.Release.PublicInputs.ToElements().Select(input => input.ToBigInteger())];

    private static G1Affine OffCurve() => G1Affine.FromTrusted(Fp.One, Fp.One);

    /// <summary>Of the points of the curve hardly one in 2¹²⁵ is in the subgroup: the first that is found is not.</summary>
    private static G1Affine OutsideSubgroup()
    {
        for (Fp x = Fp.One; ; x += Fp.One)
        {
            if (((x.Square() * x) + Cryptography.Bls12381.G1.B).TrySquareRoot(out Fp y)) return G1Affine.FromTrusted(x, y);
        }
    }
}
