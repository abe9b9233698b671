using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;

namespace ChainProv.Cli.Tests.Support;

/// <summary>One of every file that the commands make and read, made by the commands themselves, once.</summary>
public sealed class Workshop : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public static DateOnly Today { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>The folder of proving keys, with one for a release of one dataset.</summary>
    public string Keys => At("keys");

    /// <summary>The names of the files.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(_folder.Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public string At(string name) => _folder.At(name);

    /// <summary>A copy of all files but the keys in another folder, with those of the ledgers.</summary>
    internal void CopyTo(TempFolder folder)
    {
        foreach (string name in Files) File.Copy(At(name), folder.At(name));
        foreach (string ledger in Directory.EnumerateDirectories(_folder.Root).Where(path => path != Keys)) Copy(ledger, folder.At(Path.GetFileName(ledger)));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (string inner in Directory.EnumerateDirectories(from)) Copy(inner, Path.Combine(to, Path.GetFileName(inner)));
    }

    /// <summary>A command whose files are named without their folder, with those of <paramref name="folder"/>.</summary>
    internal static string[] Located(string command, TempFolder folder) =>
        [.. command.Split(' ').Select(word => IsFile(word) ? folder.At(word) : word)];

    private static bool IsFile(string word) => word is "keys" or "token" or "new" or "new-keys" || (Path.HasExtension(word) && !word.Contains(':', StringComparison.Ordinal));

    public async ValueTask InitializeAsync()
    {
        foreach (string name in (string[])["records.jsonl", "manifest.json"]) File.Copy(Repository.PathOf("samples", "first-aid", name), At(name));
        _folder.Write("records.csv", "id,text,license\na,one,MIT\nb,two,MIT\n");
        _folder.Write("model.safetensors", SafetensorsWriter.Bytes(new TensorData("weight", "F32", [4], new byte[16])));
        File.Copy(Repository.PathOf("tests", "vectors", "pages.parquet"), At("records.parquet"));
        string token = _folder.Write("token", "0123456789abcdef\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        KeyFile.Create(At("sender.key"), DevAccounts.Key(0));
        _folder.Write("policy.json", Policy(Today.AddMonths(1)));
        await Run.DoneAsync("authority", "keygen", "-o", At("authority.key"));
        await Run.DoneAsync("dataset", "commit", At("records.jsonl"), "--manifest", At("manifest.json"), "-o", At("dataset.json"));
        await Run.DoneAsync("dataset", "open", At("dataset.json"), "--record", "7", "-o", At("record.json"));
        await Run.DoneAsync("dataset", "certify", At("dataset.json"), "--key", At("authority.key"), "--tag", "medical", "-o", At("certified.json"));
        await Run.DoneAsync("model", "commit", At("model.safetensors"), "--dataset", At("certified.json"), "-o", At("model.json"));
        await Run.DoneAsync("attest", "base", At("model.safetensors"), "-o", At("base.weights"));
        await Run.DoneAsync("attest", "disclose", At("model.json"), "--to", At("disclosure.json"));
        await Run.DoneAsync("setup", "dev", "--circuit", "release-1", "--keys", Keys);
        await Run.DoneAsync("attest", "release", At("model.json"), "--policy", At("policy.json"), "--keys", Keys, "-o", At("release.json"));
        await Run.DoneAsync("proof", "export", At("release.json"), "--format", "snarkjs", "--keys", Keys, "-o", _folder.Root);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static string Policy(DateOnly validOn) =>
        $$"""{"requiredTags": ["medical"], "allowedLicences": ["CC-BY-4.0", "CC0-1.0", "MIT"], "certifiedNotBefore": "2026-01-01", "validOn": "{{validOn:yyyy-MM-dd}}"}""";
}
