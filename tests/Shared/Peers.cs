using System.Diagnostics;

namespace ChainProv.Tests.Shared;

/// <summary>Other people's provers and verifiers, from npm.</summary>
internal static class Peers
{
    public static string Folder { get; } = Find();

    public static string SnarkjsProgram => Path.Combine(Folder, "node_modules", ".bin", "snarkjs");

    public static (bool Success, string Output) Run(string command, params string[] arguments)
    {
        ProcessStartInfo start = new(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode == 0, output);
    }

    private static string Find()
    {
        string peers = Repository.PathOf("tests", "peers");
        return Directory.Exists(Path.Combine(peers, "node_modules")) ? peers
            : throw new InvalidOperationException("snarkjs and circom are not installed: run scripts/test.sh, or npm ci in tests/peers.");
    }
}
