using System.Text.Json;
using ChainProv.Cryptography.Tests.Hashing;

namespace ChainProv.Cryptography.Tests.Ethereum;

/// <summary>The same vectors that the chain's precompiled contracts are tried with.</summary>
public sealed class Eip2537VectorTests
{
    private static readonly Dictionary<string, JsonElement> ByName = Vectors.Read("eip2537.json").EnumerateArray().ToDictionary(vector => vector.GetProperty("n").GetString()!);

    public static TheoryData<string> Names => [.. ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_library_computes_what_the_precompile_does(string name)
    {
        JsonElement vector = ByName[name];
        byte[]? output = Eip2537Precompiles.Call(vector.GetProperty("a").GetInt32(), Convert.FromHexString(vector.GetProperty("d").GetString()!));
        (output is null ? null : Convert.ToHexStringLower(output)).Should().Be(vector.GetProperty("out").GetString());
    }
}
