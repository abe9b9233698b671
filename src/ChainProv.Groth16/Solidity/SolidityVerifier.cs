using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChainProv.Cryptography.Curves;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Solidity;

/// <summary>A verifier contract of its own for one key, on the precompiles of EIP-2537.</summary>
/// <remarks>
/// The key is part of the code. α, γ and δ stand there negated, so that the contract asks whether e(A, B)·e(−α, β)·e(X, −γ)·e(C, −δ) is one. It refuses inputs
/// that are not below r and points at infinity; it cannot be deployed on a chain without the precompiles, where a call succeeds and returns nothing, and
/// accepts nothing if its code gets there; and for want of gas it reverts, which is no refusal.
/// </remarks>
public static partial class SolidityVerifier
{
    /// <summary>The source of the contract.</summary>
    /// <param name="name">The contract's name, a Solidity identifier.</param>
    /// <param name="key">The verifying key.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    /// <exception cref="NotSupportedException">The key's circuit commits.</exception>
    public static string Write(string name, VerifyingKey key)
    {
        if (!Identifier().IsMatch(name)) throw new ArgumentException($"\"{name}\" is no Solidity identifier.", nameof(name));
        if (key.Commitment is not null) throw new NotSupportedException("Proofs with commitments are verified by the contract CommitmentVerifier.");
        string template = ReadTemplate();
        StringBuilder bases = new();
        for (int i = 0; i < key.PublicInputCount; i++)
        {
            // Each input's base, then the input: what the multi-scalar multiplication reads.
            int offset = i * 160;
            AppendPoint(bases, key.PublicInputBases[i + 1].ToBytes(PointFormat.Eip2537), "terms", offset);
            bases.Append(CultureInfo.InvariantCulture, $"            mstore(add(terms, {offset + 128}), calldataload(add(inputs.offset, {32 * i})))\n");
        }

        StringBuilder constant = new(), pairs = new();
        AppendPoint(constant, key.PublicInputBases[0].ToBytes(PointFormat.Eip2537), "sum", 0);
        AppendPoint(pairs, [.. (-key.Alpha).ToBytes(PointFormat.Eip2537), .. key.Beta.ToBytes(PointFormat.Eip2537)], "pairs", 384);
        AppendPoint(pairs, (-key.Gamma).ToBytes(PointFormat.Eip2537), "pairs", 384 + 384 + 128);
        AppendPoint(pairs, (-key.Delta).ToBytes(PointFormat.Eip2537), "pairs", 384 + 384 + 384 + 128);
        return template
            .Replace("{{NAME}}", name, StringComparison.Ordinal)
            .Replace("{{SETUP}}", key.Setup == SetupKind.Ceremony ? "a ceremony's" : "a DEVELOPMENT key: whoever made it could forge proofs", StringComparison.Ordinal)
            .Replace("{{CIRCUIT}}", key.CircuitDigest.ToString(), StringComparison.Ordinal)
            .Replace("{{KEY}}", "0x" + Convert.ToHexStringLower(VerifyingKeyEncoding.Digest(key)), StringComparison.Ordinal)
            .Replace("{{INPUTS}}", key.PublicInputCount.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{BASES}}", bases.ToString().TrimEnd('\n'), StringComparison.Ordinal)
            .Replace("{{CONSTANT}}", constant.ToString().TrimEnd('\n'), StringComparison.Ordinal)
            .Replace("{{PAIRS}}", pairs.ToString().TrimEnd('\n'), StringComparison.Ordinal);
    }

    /// <summary>The arguments of the contract's <c>verify(bytes,uint256[])</c>.</summary>
    public static JsonObject WriteCall(Proof proof, ReadOnlySpan<Fr> publicInputs)
    {
        JsonArray inputs = [];
        foreach (Fr input in publicInputs) inputs.Add(input.ToString());
        return new JsonObject { ["proof"] = "0x" + Convert.ToHexStringLower(proof.Encode(PointFormat.Eip2537)), ["publicInputs"] = inputs };
    }

    /// <summary>The key as <c>contracts/script/Deploy.s.sol</c> reads it.</summary>
    /// <param name="key">The verifying key.</param>
    /// <param name="slots">How many datasets its circuit has room for.</param>
    public static JsonObject WriteKey(VerifyingKey key, int slots) => new()
    {
        ["key"] = "0x" + Convert.ToHexStringLower(VerifyingKeyEncoding.Encode(key)),
        ["circuitDigest"] = key.CircuitDigest.ToString(),
        ["slots"] = slots,
        ["setup"] = SetupName.Of(key.Setup),
    };

    [GeneratedRegex(@"\A[A-Za-z_$][A-Za-z0-9_$]*\z")]
    private static partial Regex Identifier();

    private static void AppendPoint(StringBuilder code, ReadOnlySpan<byte> bytes, string pointer, int offset)
    {
        for (int i = 0; i < bytes.Length; i += 32)
            code.Append(CultureInfo.InvariantCulture, $"            mstore(add({pointer}, {offset + i}), 0x{Convert.ToHexStringLower(bytes.Slice(i, 32))})\n");
    }

    private static string ReadTemplate()
    {
        using Stream stream = typeof(SolidityVerifier).Assembly.GetManifestResourceStream("SolidityVerifier.sol.template")
            ?? throw new InvalidOperationException("The contract's template is not part of this build.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
