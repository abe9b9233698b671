using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Circuits;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Snarkjs;

/// <summary>The three JSON files of <c>snarkjs groth16 verify verification_key.json public.json proof.json</c>.</summary>
public static class SnarkjsJson
{
    private const string Protocol = "groth16";
    private const string Curve = "bls12381";

    /// <exception cref="NotSupportedException">The circuit commits, which snarkjs does not know.</exception>
    public static JsonObject Write(VerifyingKey key) => key.Commitment is not null ? throw Unknown() : new()
    {
        ["protocol"] = Protocol,
        ["curve"] = Curve,
        ["nPublic"] = key.PublicInputCount,
        ["vk_alpha_1"] = SnarkjsPoints.Write(key.Alpha),
        ["vk_beta_2"] = SnarkjsPoints.Write(key.Beta),
        ["vk_gamma_2"] = SnarkjsPoints.Write(key.Gamma),
        ["vk_delta_2"] = SnarkjsPoints.Write(key.Delta),
        ["IC"] = new JsonArray([.. key.PublicInputBases.Select(SnarkjsPoints.Write)]),
    };

    /// <exception cref="NotSupportedException">It is a proof with a commitment, which snarkjs does not know.</exception>
    public static JsonObject Write(Proof proof) => proof.Commitment is not null ? throw Unknown() : new()
    {
        ["pi_a"] = SnarkjsPoints.Write(proof.A),
        ["pi_b"] = SnarkjsPoints.Write(proof.B),
        ["pi_c"] = SnarkjsPoints.Write(proof.C),
        ["protocol"] = Protocol,
        ["curve"] = Curve,
    };

    public static JsonArray Write(ReadOnlySpan<Fr> publicInputs)
    {
        JsonArray result = [];
        foreach (Fr input in publicInputs) result.Add(SnarkjsPoints.Decimal(input));
        return result;
    }

    /// <summary>Reads a key; the digest of its circuit, which snarkjs does not record, comes from the caller.</summary>
    /// <exception cref="FormatException">Not such a file, or a point that is infinity or not in its group.</exception>
    /// <exception cref="ArgumentException">The key is degenerate.</exception>
    public static VerifyingKey ReadVerifyingKey(JsonNode? json, CircuitDigest circuitDigest)
    {
        RequireProtocol(json);
        if (json!["IC"] is not JsonArray bases) throw new FormatException("IC is not a list of points");
        if (json["nPublic"]?.GetValueKind() != JsonValueKind.Number || json["nPublic"]!.ToString() != $"{bases.Count - 1}") throw new FormatException("nPublic does not fit the number of IC points");
        return new VerifyingKey(
            SnarkjsPoints.ReadG1(json["vk_alpha_1"], "vk_alpha_1"),
            SnarkjsPoints.ReadG2(json["vk_beta_2"], "vk_beta_2"),
            SnarkjsPoints.ReadG2(json["vk_gamma_2"], "vk_gamma_2"),
            SnarkjsPoints.ReadG2(json["vk_delta_2"], "vk_delta_2"),
            [.. bases.Select((point, i) => SnarkjsPoints.ReadG1(point, $"IC[{i}]"))],
            circuitDigest,
            SetupKind.Development);
    }

    /// <exception cref="FormatException">Not such a file, or a point that is infinity or not in its group.</exception>
    public static Proof ReadProof(JsonNode? json)
    {
        RequireProtocol(json);
        return new(SnarkjsPoints.ReadG1(json!["pi_a"], "pi_a"), SnarkjsPoints.ReadG2(json["pi_b"], "pi_b"), SnarkjsPoints.ReadG1(json["pi_c"], "pi_c"));
    }

    /// <exception cref="FormatException">Not a list of decimal numbers below r.</exception>
    public static Fr[] ReadPublicInputs(JsonNode? json) =>
        json is JsonArray inputs ? [.. inputs.Select((input, i) => SnarkjsPoints.Field<Fr>(input, $"public input {i + 1}"))] : throw new FormatException("the public inputs are not a list");

    private static NotSupportedException Unknown() => new("snarkjs knows no proofs with commitments.");

    private static void RequireProtocol(JsonNode? json)
    {
        if (json is not JsonObject || json["protocol"]?.ToString() != Protocol) throw new FormatException("it is not a Groth16 file of snarkjs");
        if (json["curve"]?.ToString() != Curve) throw new FormatException($"it is for curve {json["curve"]?.ToString() ?? "unknown"}, not for {Curve}");
    }
}
