using System.Security.Cryptography;
using ChainProv.Circuits;
using ChainProv.Groth16.Setup;

namespace ChainProv.Groth16.Keys;

/// <summary>Keys of one user, a folder for each circuit digest: <c>proving.zkey</c>, <c>proving.zkey.sha256</c> and <c>verifying-key.json</c>.</summary>
/// <remarks>
/// The .sha256 says that this user wrote or checked exactly these bytes, so that the points of a large key need not be checked at every start.
/// A file that changed since is checked point by point again.
/// </remarks>
public sealed class KeyStore(string folder)
{
    private const string ProvingKeyName = "proving.zkey";
    private const string CheckedName = "proving.zkey.sha256";
    private const string VerifyingKeyName = "verifying-key.json";

    /// <summary><c>$XDG_DATA_HOME/chainprov/keys</c>, or what stands for it on this system.</summary>
    public static string DefaultFolder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "chainprov", "keys");

    public string Folder { get; } = folder;

    public string FolderOf(CircuitDigest circuit) => Path.Combine(Folder, circuit.ToString());

    public bool HasProvingKey(ConstraintSystem system) => File.Exists(Path.Combine(FolderOf(system.Digest), ProvingKeyName));

    /// <summary>Makes a development key from fresh randomness and keeps it; replaces none that is there.</summary>
    /// <exception cref="KeyFileException">There is a key already.</exception>
    public ProvingKey CreateDevelopmentKey(ConstraintSystem system, int? threads = null, CancellationToken cancellationToken = default)
    {
        string target = FolderOf(system.Digest);
        if (HasProvingKey(system)) throw new KeyFileException(Path.Combine(target, ProvingKeyName), "it is there already; remove it yourself if proofs made with it need not be checked any more");

        ProvingKey key = DevelopmentSetup.Run(system, threads, cancellationToken);
        Directory.CreateDirectory(target);
        WriteAside(target, VerifyingKeyName, stream => VerifyingKeyFile.Write(stream, key.VerifyingKey));
        byte[] digest = WriteAside(target, ProvingKeyName, stream => ZkeyFile.Write(stream, key, system));
        WriteAside(target, CheckedName, stream => stream.Write(digest));
        return key;
    }

    /// <summary>The proving key of a circuit.</summary>
    /// <exception cref="KeyFileException">Missing, malformed, for another circuit, or unsound.</exception>
    public ProvingKey LoadProvingKey(ConstraintSystem system)
    {
        string target = FolderOf(system.Digest), path = Path.Combine(target, ProvingKeyName), checkedPath = Path.Combine(target, CheckedName);
        if (!File.Exists(path)) throw new KeyFileException(path, "it does not exist; make a development key with: chainprov setup dev");

        byte[] digest = Digest(path);
        bool known = File.Exists(checkedPath) && File.ReadAllBytes(checkedPath).AsSpan().SequenceEqual(digest);
        ProvingKey key = ZkeyFile.Read(path, system, known ? PointTrust.KnownBytes : PointTrust.Check);
        if (!known) WriteAside(target, CheckedName, stream => stream.Write(digest));
        return key;
    }

    /// <summary>The verifying key of a circuit.</summary>
    /// <exception cref="KeyFileException">Missing, malformed, for another circuit, or unsound.</exception>
    public VerifyingKey LoadVerifyingKey(CircuitDigest circuit)
    {
        string path = Path.Combine(FolderOf(circuit), VerifyingKeyName);
        VerifyingKey key = VerifyingKeyFile.Read(path);
        return key.CircuitDigest == circuit ? key : throw new KeyFileException(path, $"it is a key for circuit {key.CircuitDigest}");
    }

    private static byte[] Digest(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return SHA256.HashData(stream);
    }

    /// <summary>Writes beside the target and renames, so that no half-written key is ever found; gives the SHA-256 of what was written.</summary>
    private static byte[] WriteAside(string folder, string name, Action<Stream> write)
    {
        string aside = Path.Combine(folder, $".{name}.{Guid.NewGuid():N}");
        try
        {
            using (FileStream stream = new(aside, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            byte[] digest = Digest(aside);
            File.Move(aside, Path.Combine(folder, name), overwrite: true);
            return digest;
        }
        finally
        {
            File.Delete(aside);
        }
    }
}
