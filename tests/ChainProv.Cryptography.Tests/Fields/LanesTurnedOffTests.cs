using System.Diagnostics;

namespace ChainProv.Cryptography.Tests.Fields;

/// <summary>Other processes, in which the runtime hides some of the processor's instructions, run the tests that must hold on every processor.</summary>
[Trait("Category", "Slow")]
public sealed class LanesTurnedOffTests
{
    private static readonly string[] Arithmetic =
    [
        "*Axioms", "*TowerTests", "*Laws", "*BatchValidationTests", "*.MultiScalarMultiplicationTests", "*EisensteinDigitsTests", "*EvaluationDomainTests", "*PolynomialTests",
        "*.Poseidon2Tests", "*MerkleTests", "*.PairingTests", "*HashToCurveTests", "*KzgTests", "*CpuDeviceTests",
    ];

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Arithmetic_is_right_without_instructions_that_are_turned_off(string variable)
    {
        string[] classes = ["*LanesSupportTests", .. Arithmetic];
        ProcessStartInfo start = new("dotnet", [typeof(LanesTurnedOffTests).Assembly.Location, .. classes.SelectMany(name => new[] { "--filter-class", name })])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[variable] = "0";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, await output + await errors);
        (await output).Should().Contain("succeeded: ").And.Contain("failed: 0").And.Contain("skipped: 0");
    }
}
