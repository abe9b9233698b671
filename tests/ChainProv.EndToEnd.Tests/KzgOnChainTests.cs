using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.EndToEnd.Tests;

/// <summary>Our openings and the chain's point evaluation, and the openings that contracts/test/libraries/KzgOpening.t.sol checks (CHAINPROV_UPDATE_SNAPSHOTS=1 makes them anew).</summary>
public sealed class KzgOnChainTests
{
    private static readonly Address PointEvaluation = new([.. new byte[Address.Size - 1], 0x0a]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string FixturePath => Repository.PathOf("contracts", "test", "fixtures", "kzg-openings.json");

    /// <summary>A polynomial of every power, one of one power, a constant and zero; at zero, one, a root of unity and points without a meaning.</summary>
    private static IEnumerable<KzgClaim> Claims(KzgSrs srs)
    {
        Kzg kzg = new(srs);
        Fr[] points = [Fr.Zero, Fr.One, Fr.From(7).Pow((Fr.Modulus - 1) / 4096), Number("a point"), -Fr.One];
        Fr[][] polynomials = [[.. Enumerable.Range(0, srs.Size).Select(i => Number($"coefficient {i}"))], [Fr.Zero, Fr.From(2)], [-Fr.One], []];
        for (int i = 0; i < polynomials.Length; i++)
        {
            G1Affine commitment = kzg.Commit(polynomials[i]);
            foreach (Fr point in i == 0 ? points : points[3..])
            {
                KzgOpening opening = kzg.Open(polynomials[i], point);
                yield return new(commitment, point, opening.Value, opening.Proof);
            }
        }
    }

    [Fact]
    public void The_contracts_fixture_is_what_the_library_computes()
    {
        KzgSrs other = KnownTau.Srs(64, Number("tau"));
        JsonObject fixture = new()
        {
            ["ethereum"] = Openings(KzgSrs.Ethereum),
            ["ethereumNegatedTau"] = NegatedTau(KzgSrs.Ethereum),
            ["other"] = Openings(other),
            ["otherNegatedTau"] = NegatedTau(other),
        };
        string text = fixture.ToJsonString(new() { WriteIndented = true }) + "\n";
        if (Environment.GetEnvironmentVariable("CHAINPROV_UPDATE_SNAPSHOTS") == "1") File.WriteAllText(FixturePath, text);
        File.ReadAllText(FixturePath).Should().Be(text);
    }

    [Fact]
    public async Task The_point_evaluation_precompile_accepts_our_openings_and_refuses_all_others()
    {
        using AnvilProcess anvil = await AnvilProcess.StartAsync(new AnvilOptions { Hardfork = "prague" }, Stop);
        using EthereumClient client = anvil.Connect();
        byte[] accepted = [.. Word(4096), .. Word(Fr.Modulus)];
        Task<byte[]> Call(byte[] versionedHash, byte[] z, byte[] y, G1Affine commitment, G1Affine proof)
        {
            byte[] input = [.. versionedHash, .. z, .. y, .. commitment.ToBytes(PointFormat.Compressed), .. proof.ToBytes(PointFormat.Compressed)];
            return client.CallAsync(new CallRequest(PointEvaluation, input), cancellationToken: Stop);
        }

        foreach (KzgClaim claim in Claims(KzgSrs.Ethereum))
        {
            byte[] hash = BlobKzg.VersionedHash(claim.Commitment), z = Bytes(claim.Point), y = Bytes(claim.Value);
            (await Call(hash, z, y, claim.Commitment, claim.Proof)).Should().Equal(accepted);

            G1Affine otherProof = (claim.Proof + G1Affine.Generator).ToAffine(), otherCommitment = (claim.Commitment + G1Affine.Generator).ToAffine();
            foreach (Func<Task<byte[]>> bad in new Func<Task<byte[]>>[]
            {
                () => Call(hash, z, Bytes(claim.Value + Fr.One), claim.Commitment, claim.Proof),
                () => Call(hash, z, y, claim.Commitment, otherProof),
                () => Call(BlobKzg.VersionedHash(otherCommitment), z, y, otherCommitment, claim.Proof),
                () => Call(BlobKzg.VersionedHash(otherCommitment), z, y, claim.Commitment, claim.Proof),
                () => Call(SHA256.HashData(claim.Commitment.ToBytes(PointFormat.Compressed)), z, y, claim.Commitment, claim.Proof),
                () => Call(hash, z, Word(claim.Value.ToBigInteger() + Fr.Modulus), claim.Commitment, claim.Proof),
                () => Call(hash, Word(claim.Point.ToBigInteger() + Fr.Modulus), y, claim.Commitment, claim.Proof),
                () => Call(hash, z, y, claim.Commitment, SmallOrder.AddTo(claim.Proof)),
            })
                await bad.Should().ThrowAsync<RpcErrorException>();

            if (!claim.Proof.IsInfinity) await FluentActions.Invoking(() => Call(hash, Bytes(claim.Point + Fr.One), y, claim.Commitment, claim.Proof)).Should().ThrowAsync<RpcErrorException>();
        }
    }

    private static JsonArray Openings(KzgSrs srs) => [.. Claims(srs).Select(claim => new JsonObject
    {
        ["commitment"] = Hex(claim.Commitment.ToBytes(PointFormat.Eip2537)),
        ["versionedHash"] = Hex(BlobKzg.VersionedHash(claim.Commitment)),
        ["z"] = claim.Point.ToString(),
        ["y"] = claim.Value.ToString(),
        ["proof"] = Hex(claim.Proof.ToBytes(PointFormat.Eip2537)),
    })];

    private static string NegatedTau(KzgSrs srs) => Hex((-srs.G2Powers.Span[1]).ToBytes(PointFormat.Eip2537));

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexStringLower(bytes);

    private static Fr Number(string name) => Fr.Reduce(new BigInteger(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(name)), isUnsigned: true, isBigEndian: true));

    private static byte[] Bytes(Fr value) => Word(value.ToBigInteger());

    private static byte[] Word(BigInteger value)
    {
        byte[] bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
