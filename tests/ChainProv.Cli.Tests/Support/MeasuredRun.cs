using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ChainProv.Cli.Tests.Support;

/// <summary>A command that ran in a process of its own.</summary>
/// <param name="Json">What it printed.</param>
/// <param name="PeakKilobytes">The most memory that it ever held (VmHWM, which only Linux tells).</param>
internal sealed record MeasuredRun(JsonObject Json, long PeakKilobytes)
{
    /// <summary>Runs a command that must succeed, and watches it.</summary>
    public static async Task<MeasuredRun> OfAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        long most = 0;
        while (!process.HasExited)
        {
            most = Math.Max(most, PeakOf(process.Id));
            await Task.Delay(20);
        }

        process.ExitCode.Should().Be(0);
        return new(JsonNode.Parse(await output)!.AsObject(), most);
    }

    /// <summary>Starts the program itself.</summary>
    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "chainprov"), arguments) { RedirectStandardOutput = true })!;

    private static long PeakOf(int process)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        try
        {
            string line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal), "VmHWM: 0 kB");
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
