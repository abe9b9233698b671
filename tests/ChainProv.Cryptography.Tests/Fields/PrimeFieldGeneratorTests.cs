using System.Runtime.CompilerServices;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Cryptography.Tests.Fields;

public sealed class PrimeFieldGeneratorTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void Running_the_generator_gives_the_committed_bytes(int limbs) =>
        Committed(PrimeFieldGenerator.FileName(limbs), new PrimeFieldGenerator(limbs).Generate());

    [Fact]
    public void Running_the_generator_of_lanes_gives_the_committed_bytes()
    {
        Committed(LaneFieldGenerator.Fp.FileName, LaneFieldGenerator.Fp.Generate());
        Committed(LaneFieldGenerator.Fr.FileName, LaneFieldGenerator.Fr.Generate());
    }

    [Fact]
    public void Running_the_generators_of_Poseidon2_gives_the_committed_bytes()
    {
        Committed(FifthPowerGenerator.FileName, FifthPowerGenerator.Generate(), "Hashing");
        Committed(Poseidon2LayerGenerator.FileName, Poseidon2LayerGenerator.Generate(), "Hashing");
    }

    private static void Committed(string name, string generated, string folder = "Fields")
    {
        string file = Path.Combine(Sources(), folder, name);
        if (Environment.GetEnvironmentVariable("CHAINPROV_REGENERATE") is not null) File.WriteAllText(file, generated);
        File.ReadAllText(file).Should().Be(generated);
    }

    private static string Sources([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "ChainProv.Cryptography");
}
