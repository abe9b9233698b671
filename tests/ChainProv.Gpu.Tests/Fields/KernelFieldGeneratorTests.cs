using System.Runtime.CompilerServices;
using ChainProv.Gpu.Fields;

namespace ChainProv.Gpu.Tests.Fields;

public sealed class KernelFieldGeneratorTests
{
    [Fact]
    public void Running_the_generator_gives_the_committed_bytes()
    {
        Committed(KernelFieldGenerator.Fp);
        Committed(KernelFieldGenerator.Fr);
    }

    private static void Committed(KernelFieldGenerator generator)
    {
        string file = Path.Combine(Folder(), generator.FileName), generated = generator.Generate();
        if (Environment.GetEnvironmentVariable("CHAINPROV_REGENERATE") is not null) File.WriteAllText(file, generated);
        File.ReadAllText(file).Should().Be(generated);
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "ChainProv.Gpu", "Fields");
}
