using ChainProv.Circuits;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests;

public sealed class KeyStoreTests : IDisposable
{
    private readonly KeyStore _store = new(Directory.CreateTempSubdirectory("chainprov-keys-").FullName);

    private string ProvingKeyPath => Path.Combine(_store.FolderOf(Samples.System.Digest), "proving.zkey");

    private string VerifyingKeyPath => Path.Combine(_store.FolderOf(Samples.System.Digest), "verifying-key.json");

    public void Dispose() => Directory.Delete(_store.Folder, recursive: true);

    [Fact]
    public void A_kept_key_proves_what_its_verifying_key_accepts()
    {
        _store.CreateDevelopmentKey(Samples.System);

        ProvingKey key = _store.LoadProvingKey(Samples.System);
        VerifyingKey verifying = _store.LoadVerifyingKey(Samples.System.Digest);
        Proof proof = Groth16Prover.Prove(key, Samples.System, Samples.Witness);

        Groth16Verifier.Verify(verifying, proof, Samples.PublicInputs).Should().BeTrue();
        verifying.Setup.Should().Be(SetupKind.Development);
        VerifyingKeyEncoding.Digest(verifying).Should().Equal(VerifyingKeyEncoding.Digest(key.VerifyingKey));
    }

    [Fact]
    public void Two_keys_of_one_circuit_are_different()
    {
        byte[] first = VerifyingKeyEncoding.Digest(_store.CreateDevelopmentKey(Samples.System).VerifyingKey);
        VerifyingKeyEncoding.Digest(Samples.VerifyingKey).Should().NotEqual(first);
    }

    [Fact]
    public void A_key_that_is_there_is_not_overwritten()
    {
        _store.CreateDevelopmentKey(Samples.System);
        FluentActions.Invoking(() => _store.CreateDevelopmentKey(Samples.System)).Should().Throw<KeyFileException>();
    }

    [Fact]
    public void A_missing_key_is_said_to_be_missing() =>
        FluentActions.Invoking(() => _store.LoadProvingKey(Samples.System)).Should().Throw<KeyFileException>().WithMessage("*does not exist*chainprov setup dev*");

    [Fact]
    public void Every_truncation_of_a_proving_key_is_refused()
    {
        _store.CreateDevelopmentKey(Samples.System);
        byte[] bytes = File.ReadAllBytes(ProvingKeyPath);
        for (int length = 0; length < bytes.Length; length += 37)
        {
            File.WriteAllBytes(ProvingKeyPath, bytes[..length]);
            FluentActions.Invoking(() => _store.LoadProvingKey(Samples.System)).Should().Throw<KeyFileException>();
        }
    }

    [Fact]
    public void Every_changed_point_of_a_proving_key_is_refused()
    {
        _store.CreateDevelopmentKey(Samples.System);
        byte[] bytes = File.ReadAllBytes(ProvingKeyPath);
        int refused = 0, tried = 0;
        for (int position = 40; position < bytes.Length; position += 61)
        {
            byte[] altered = [.. bytes];
            altered[position] ^= 1;
            File.WriteAllBytes(ProvingKeyPath, altered);
            tried++;
            try
            {
                _store.LoadProvingKey(Samples.System);
            }
            catch (KeyFileException)
            {
                refused++;
            }
        }

        // Only the matrices, which are read from the circuit and not from the key, can change unnoticed.
        int matrixBytes = 44 * (Samples.System.A.EntryCount + Samples.System.B.EntryCount + 3);
        (tried - refused).Should().BeLessThanOrEqualTo((matrixBytes / 61) + 2);
    }

    [Fact]
    public void A_key_of_another_circuit_is_refused()
    {
        _store.CreateDevelopmentKey(Samples.System);
        ConstraintSystem other = new(2, Samples.System.B, Samples.System.A, Samples.System.C);
        FluentActions.Invoking(() => ZkeyFile.Read(ProvingKeyPath, other)).Should().Throw<KeyFileException>().WithMessage("*circuit*");
    }

    [Fact]
    public void A_verifying_key_that_was_altered_is_refused()
    {
        _store.CreateDevelopmentKey(Samples.System);
        string json = File.ReadAllText(VerifyingKeyPath);
        foreach (string altered in (ReadOnlySpan<string>)["", "{}", "[]", json[..^3], json.Replace("v1", "v2", StringComparison.Ordinal), json.Replace("\"0x0", "\"0x1", StringComparison.Ordinal), json.Replace("setup\"", "Setup\"", StringComparison.Ordinal)])
        {
            File.WriteAllText(VerifyingKeyPath, altered);
            FluentActions.Invoking(() => _store.LoadVerifyingKey(Samples.System.Digest)).Should().Throw<KeyFileException>();
        }
    }
}
