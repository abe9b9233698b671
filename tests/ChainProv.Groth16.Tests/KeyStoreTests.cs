using System.Collections.Concurrent;
using System.Security.Cryptography;
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

        refused.Should().Be(tried);
    }

    [Fact]
    public void A_key_of_another_circuit_of_the_same_shape_is_refused_whether_it_names_its_circuit_or_not()
    {
        (SparseMatrix a, SparseMatrix b, SparseMatrix c) = (Samples.System.A, Samples.System.B, Samples.System.C);
        _store.CreateDevelopmentKey(Samples.System);
        Reading(Samples.System).Should().NotThrow();
        foreach (ConstraintSystem other in new ConstraintSystem[] { new(2, b, a, c), new(2, a, b, Doubled(c)) })
            Reading(other).Should().Throw<KeyFileException>().WithMessage($"*it is a key for circuit {Samples.System.Digest}, not for {other.Digest}.");

        LeaveOurSectionOut();
        Reading(Samples.System).Should().NotThrow();
        foreach (ConstraintSystem other in new ConstraintSystem[] { new(2, b, a, c), new(2, Doubled(a), b, c), new(2, a, Doubled(b), c) })
            Reading(other).Should().Throw<KeyFileException>().WithMessage("*it is a key for another circuit: its matrices are not the circuit's.");

        Action Reading(ConstraintSystem system) => () => ZkeyFile.Read(ProvingKeyPath, system);

        static SparseMatrix Doubled(SparseMatrix matrix) => new(
            matrix.Columns, matrix.RowOffsets.ToArray(), matrix.ColumnIndices.ToArray(), [.. matrix.Coefficients.ToArray().Select(value => value.Double())]);
    }

    [Fact]
    public void Nothing_that_lies_beside_a_key_vouches_for_it()
    {
        ProvingKey hostile = new()
        {
            VerifyingKey = Samples.VerifyingKey,
            Beta = G1Affine.Infinity,
            Delta = G1Affine.Infinity,
            A = Samples.Key.A,
            B1 = new G1Affine[Samples.Key.B1.Length],
            B2 = Samples.Key.B2,
            C = Samples.Key.C,
            H = Samples.Key.H,
        };
        Plant(hostile);
        File.WriteAllBytes(ProvingKeyPath + ".sha256", SHA256.HashData(File.ReadAllBytes(ProvingKeyPath)));
        FluentActions.Invoking(() => _store.LoadProvingKey(Samples.System)).Should().Throw<KeyFileException>().WithMessage("*β in G1*");
    }

    [Fact]
    public void Of_many_that_make_a_key_at_once_one_does_and_its_two_files_fit()
    {
        int made = 0;
        AtOnce(() =>
        {
            try
            {
                _store.CreateDevelopmentKey(Samples.System, threads: 1);
                Interlocked.Increment(ref made);
            }
            catch (KeyFileException refusal) when (refusal.Message.Contains("already", StringComparison.Ordinal))
            {
                // Another one was first.
            }
        });

        made.Should().Be(1);
        VerifyingKeyEncoding.Digest(_store.LoadVerifyingKey(Samples.System.Digest))
            .Should().Equal(VerifyingKeyEncoding.Digest(ZkeyFile.Read(ProvingKeyPath, Samples.System).VerifyingKey));
    }

    [Fact]
    public void All_that_want_a_key_at_once_get_the_same_one()
    {
        ConcurrentBag<string> digests = [];
        AtOnce(() => digests.Add(Convert.ToHexString(VerifyingKeyEncoding.Digest(_store.LoadOrCreateDevelopmentKey(Samples.System, threads: 1).VerifyingKey))));
        digests.Should().HaveCount(4).And.OnlyContain(digest => digest == digests.First());
    }

    [Fact]
    public void A_proving_key_beside_anothers_verifying_key_is_refused()
    {
        _store.CreateDevelopmentKey(Samples.System);
        Plant(Samples.Key);
        FluentActions.Invoking(() => _store.LoadProvingKey(Samples.System)).Should().Throw<KeyFileException>().WithMessage("*another key's*");
        File.Delete(VerifyingKeyPath);
        _store.LoadProvingKey(Samples.System).VerifyingKey.Alpha.Should().Be(Samples.VerifyingKey.Alpha);
    }

    [Fact]
    public void A_verifying_key_without_its_proving_key_is_not_overwritten()
    {
        _store.CreateDevelopmentKey(Samples.System);
        File.Delete(ProvingKeyPath);
        byte[] before = File.ReadAllBytes(VerifyingKeyPath);
        FluentActions.Invoking(() => _store.CreateDevelopmentKey(Samples.System)).Should().Throw<KeyFileException>().WithMessage("*without its proving key*");
        File.ReadAllBytes(VerifyingKeyPath).Should().Equal(before);
        File.Exists(ProvingKeyPath).Should().BeFalse();
    }

    [Fact]
    public void Loading_writes_nothing_so_that_a_store_may_be_read_only()
    {
        Plant(Samples.Key);
        string folder = _store.FolderOf(Samples.System.Digest);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            _store.LoadProvingKey(Samples.System);
            Directory.GetFileSystemEntries(folder).Should().Equal(ProvingKeyPath);
        }
        finally
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_store_that_cannot_be_written_to_is_said_to_be_so()
    {
        // A file where the folder should be: even root cannot make a folder there.
        string file = Path.Combine(_store.Folder, "file");
        File.WriteAllText(file, "");
        FluentActions.Invoking(() => new KeyStore(file).CreateDevelopmentKey(Samples.System)).Should().Throw<KeyFileException>().WithMessage("*cannot be written*");
    }

    [Fact]
    public void A_file_without_permission_is_said_to_be_so()
    {
        if (OperatingSystem.IsWindows()) return;
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root reads everything");
        Plant(Samples.Key);
        File.SetUnixFileMode(ProvingKeyPath, UnixFileMode.None);
        FluentActions.Invoking(() => _store.LoadProvingKey(Samples.System)).Should().Throw<KeyFileException>().WithMessage("*permission denied*");
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

    private void Plant(ProvingKey key)
    {
        Directory.CreateDirectory(_store.FolderOf(Samples.System.Digest));
        using FileStream stream = File.Create(ProvingKeyPath);
        ZkeyFile.Write(stream, key, Samples.System);
    }

    /// <summary>As snarkjs writes keys: ours is the last of ten sections.</summary>
    private void LeaveOurSectionOut()
    {
        byte[] bytes = File.ReadAllBytes(ProvingKeyPath);
        bytes[8] = 9;
        File.WriteAllBytes(ProvingKeyPath, bytes);
    }

    private static void AtOnce(Action action)
    {
        using Barrier barrier = new(4);
        Task.WaitAll([.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                action();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))]);
    }
}
