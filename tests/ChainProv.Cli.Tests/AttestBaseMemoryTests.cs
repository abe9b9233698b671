using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>Weights are read as a stream, so that memory does not grow with them.</summary>
[Trait("Category", "Slow")]
public sealed class AttestBaseMemoryTests : IDisposable
{
    /// <summary>What two runs on the same data may differ by, as the garbage collector comes sooner or later.</summary>
    private const long NoiseKilobytes = 60_000;

    private const long MostKilobytes = 300_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_checkpoint_of_200_MB_takes_no_more_memory_than_one_of_40_MB()
    {
        MeasuredRun small = await CommitAsync(40_000_000), large = await CommitAsync(200_000_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"{small.PeakKilobytes:N0} kB, {large.PeakKilobytes:N0} kB");
        large.Json["bytes"]!.GetValue<long>().Should().Be(200_000_000);
        large.PeakKilobytes.Should().BeLessThan(MostKilobytes).And.BeLessThan(small.PeakKilobytes + NoiseKilobytes);
    }

    /// <summary>One tensor of zeros, but for a few bytes: what is zero is read and packed like anything, and multiplied in no time.</summary>
    private async Task<MeasuredRun> CommitAsync(long bytes)
    {
        string model = _folder.At($"{bytes}.safetensors");
        await using (FileStream file = File.Create(model))
        {
            SafetensorsWriter.WriteHeader(file, ("weight", "BF16", [bytes / 2], bytes));
            long end = file.Position + bytes;
            for (int i = 0; i < 100; i++, file.Position += bytes / 101) file.Write("weights"u8);
            file.SetLength(end);
        }

        return await MeasuredRun.OfAsync("attest", "base", model, "-o", _folder.At("base.weights"), "--threads", "2", "--json");
    }
}
