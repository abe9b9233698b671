using System.Diagnostics;

namespace ChainProv.Cryptography.Tests.Fields;

public sealed class LanesTurnedOffTests
{
    /// <summary>Another process, in which the runtime hides 512-bit vectors, runs the tests that must hold on every processor.</summary>
    [Fact]
    public async Task Without_512_bit_vectors_there_are_no_lanes_and_sums_and_transforms_are_right()
    {
        string[] classes = ["*LanesSupportTests", "*.MultiScalarMultiplicationTests", "*EvaluationDomainTests"];
        ProcessStartInfo start = new("dotnet", [typeof(LanesTurnedOffTests).Assembly.Location, .. classes.SelectMany(name => new[] { "--filter-class", name })])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_EnableAVX512"] = "0";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, await output + await errors);
        (await output).Should().Contain("succeeded: ").And.Contain("failed: 0").And.Contain("skipped: 0");
    }
}
