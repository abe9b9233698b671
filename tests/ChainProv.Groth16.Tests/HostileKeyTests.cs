using ChainProv.Circuits;
using ChainProv.Cryptography.Compute;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Solidity;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests;

/// <summary>Proving keys that somebody made to learn of witnesses, or that broke.</summary>
public sealed class HostileKeyTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"chainprov-{Guid.NewGuid():N}.zkey");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_key_that_leaves_A_unblinded_while_its_proofs_hold_is_refused()
    {
        // Without δ, and without all that r would multiply in C: the proofs hold, and A is a function of the witness alone.
        ProvingKey hostile = With(delta: G1Affine.Infinity, beta: G1Affine.Infinity, b1: new G1Affine[Samples.Key.B1.Length]);
        Proof first = Compute(hostile), second = Compute(hostile);
        Groth16Verifier.Verify(hostile.VerifyingKey, first, Samples.PublicInputs).Should().BeTrue();
        first.A.Should().Be(second.A, "that is the leak");

        Reading(hostile).Should().Throw<KeyFileException>().WithMessage("*β in G1*");
        Reading(With(delta: G1Affine.Infinity)).Should().Throw<KeyFileException>().WithMessage("*would not be blinded*");
        Reading(With(delta: G1Affine.Generator)).Should().Throw<KeyFileException>().WithMessage("*would not be blinded*");
        Reading(Samples.Key).Should().NotThrow();
    }

    [Fact]
    public void A_proof_that_does_not_hold_is_not_given_away()
    {
        G1Affine[] altered = Samples.Key.A.ToArray();
        altered[^1] = (altered[^1] + G1Affine.Generator).ToAffine();
        FluentActions.Invoking(() => Groth16Prover.Prove(With(a: altered), Samples.System, Samples.Witness)).Should().Throw<DamagedKeyException>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("Verifier { } contract Other")]
    [InlineData("Verifier\n")]
    public void A_contract_is_named_by_an_identifier_only(string name) =>
        FluentActions.Invoking(() => SolidityVerifier.Write(name, Samples.VerifyingKey)).Should().Throw<ArgumentException>();

    private static Proof Compute(ProvingKey key) =>
        Groth16Prover.Compute(key, Samples.System, Samples.Witness, CpuDevice.Default, progress: null, CancellationToken.None);

    private static ProvingKey With(G1Affine? delta = null, G1Affine? beta = null, G1Affine[]? a = null, G1Affine[]? b1 = null) => new()
    {
        VerifyingKey = Samples.VerifyingKey,
        Beta = beta ?? Samples.Key.Beta,
        Delta = delta ?? Samples.Key.Delta,
        A = a ?? Samples.Key.A,
        B1 = b1 ?? Samples.Key.B1,
        B2 = Samples.Key.B2,
        C = Samples.Key.C,
        H = Samples.Key.H,
    };

    private Action Reading(ProvingKey key) => () =>
    {
        using (FileStream stream = File.Create(_path)) ZkeyFile.Write(stream, key, Samples.System);
        ZkeyFile.Read(_path, Samples.System);
    };
}
