using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ChainProv.EndToEnd.Tests;

/// <summary>The solc that contracts/package.json pins.</summary>
internal static class SolidityCompiler
{
    /// <summary>The creation code of a contract; what solc complains of is an error, warnings too.</summary>
    public static byte[] Compile(string name, string source)
    {
        JsonObject input = new()
        {
            ["language"] = "Solidity",
            ["sources"] = new JsonObject { ["exported.sol"] = new JsonObject { ["content"] = source } },
            ["settings"] = new JsonObject
            {
                ["evmVersion"] = "prague",
                ["optimizer"] = new JsonObject { ["enabled"] = true, ["runs"] = 200 },
                ["outputSelection"] = new JsonObject { ["*"] = new JsonObject { ["*"] = new JsonArray("evm.bytecode.object") } },
            },
        };
        ProcessStartInfo start = new(Repository.PathOf("contracts", "bin", "solc"), ["--standard-json"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process solc = Process.Start(start)!;
        solc.StandardInput.Write(input.ToJsonString());
        solc.StandardInput.Close();
        JsonNode output = JsonNode.Parse(solc.StandardOutput.ReadToEnd())!;
        solc.WaitForExit();
        if (output["errors"] is JsonArray { Count: > 0 } errors) throw new InvalidOperationException(string.Join('\n', errors.Select(error => error!["formattedMessage"])));
        return Convert.FromHexString(output["contracts"]!["exported.sol"]![name]!["evm"]!["bytecode"]!["object"]!.GetValue<string>());
    }
}
