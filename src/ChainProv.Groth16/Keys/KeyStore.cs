using ChainProv.Circuits;
using ChainProv.Files;
using ChainProv.Groth16.Setup;

namespace ChainProv.Groth16.Keys;

/// <summary>Keys, a folder for each circuit digest: <c>proving.zkey</c> and <c>verifying-key.json</c>.</summary>
/// <remarks>A folder may come from anywhere: whatever is loaded is checked whole, each time.</remarks>
public sealed class KeyStore(string folder)
{
    private const string ProvingKeyName = "proving.zkey";
    private const string VerifyingKeyName = "verifying-key.json";

    /// <summary><c>$XDG_DATA_HOME/chainprov/keys</c>, or what stands for it on this system.</summary>
    public static string DefaultFolder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "chainprov", "keys");

    public string Folder { get; } = folder;

    public string FolderOf(CircuitDigest circuit) => Path.Combine(Folder, circuit.ToString());

    public bool HasProvingKey(ConstraintSystem system) => File.Exists(ProvingKeyPath(system));

    public bool HasVerifyingKey(CircuitDigest circuit) => File.Exists(VerifyingKeyPath(circuit));

    /// <summary>Makes a development key from fresh randomness and keeps it; replaces none that is there.</summary>
    /// <exception cref="KeyFileException">There is a key already, or the folder cannot be written to.</exception>
    public ProvingKey CreateDevelopmentKey(ConstraintSystem system, int? threads = null, CancellationToken cancellationToken = default)
    {
        using FileLock alone = Lock(system, cancellationToken);
        if (HasProvingKey(system)) throw new KeyFileException(ProvingKeyPath(system), "it is there already; remove it yourself if proofs made with it need not be checked any more");
        return Create(system, threads, cancellationToken);
    }

    /// <summary>The proving key of a circuit; a new development key if there is none. Of many that ask at once, one makes it.</summary>
    /// <exception cref="KeyFileException">The key that is there cannot be used, or the folder cannot be written to.</exception>
    public ProvingKey LoadOrCreateDevelopmentKey(ConstraintSystem system, int? threads = null, CancellationToken cancellationToken = default)
    {
        if (HasProvingKey(system)) return LoadProvingKey(system);
        using FileLock alone = Lock(system, cancellationToken);
        return HasProvingKey(system) ? LoadProvingKey(system) : Create(system, threads, cancellationToken);
    }

    /// <summary>The proving key of a circuit.</summary>
    /// <exception cref="KeyFileException">Missing, malformed, for another circuit, unsound, or not that of the verifying key beside it.</exception>
    public ProvingKey LoadProvingKey(ConstraintSystem system)
    {
        string path = ProvingKeyPath(system);
        if (!File.Exists(path)) throw new KeyFileException(path, "it does not exist; make a development key with: chainprov setup dev");

        ProvingKey key = ZkeyFile.Read(path, system);
        if (HasVerifyingKey(system.Digest) && !VerifyingKeyEncoding.Encode(key.VerifyingKey).AsSpan().SequenceEqual(VerifyingKeyEncoding.Encode(LoadVerifyingKey(system.Digest))))
            throw new KeyFileException(path, $"its proofs would not be accepted with {VerifyingKeyName} beside it, which is another key's");
        return key;
    }

    /// <summary>The verifying key of a circuit.</summary>
    /// <exception cref="KeyFileException">Missing, malformed, for another circuit, or unsound.</exception>
    public VerifyingKey LoadVerifyingKey(CircuitDigest circuit)
    {
        string path = VerifyingKeyPath(circuit);
        VerifyingKey key = VerifyingKeyFile.Read(path);
        return key.CircuitDigest == circuit ? key : throw new KeyFileException(path, $"it is a key for circuit {key.CircuitDigest}");
    }

    private string ProvingKeyPath(ConstraintSystem system) => Path.Combine(FolderOf(system.Digest), ProvingKeyName);

    private string VerifyingKeyPath(CircuitDigest circuit) => Path.Combine(FolderOf(circuit), VerifyingKeyName);

    private FileLock Lock(ConstraintSystem system, CancellationToken cancellationToken) => NewFiles.Lock(ProvingKeyPath(system), cancellationToken);

    /// <summary>The proving key appears last: where it is, all is.</summary>
    private ProvingKey Create(ConstraintSystem system, int? threads, CancellationToken cancellationToken)
    {
        string verifyingPath = VerifyingKeyPath(system.Digest);
        if (HasVerifyingKey(system.Digest)) throw new KeyFileException(verifyingPath, "it is there without its proving key; bring that, or remove this if it is of no use any more");

        ProvingKey key = DevelopmentSetup.Run(system, threads: threads, cancellationToken: cancellationToken);
        NewFiles.Write((verifyingPath, stream => VerifyingKeyFile.Write(stream, key.VerifyingKey)), (ProvingKeyPath(system), stream => ZkeyFile.Write(stream, key, system)));
        return key;
    }
}
