using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Snarkjs;

namespace ChainProv.Tests.Shared;

/// <summary>snarkjs as a judge of our proofs.</summary>
internal static class SnarkjsVerifier
{
    /// <summary>Whether <c>snarkjs groth16 verify</c> accepts the three files that we export.</summary>
    public static bool Accepts(VerifyingKey key, Proof proof, ReadOnlySpan<Fr> inputs)
    {
        string folder = Directory.CreateTempSubdirectory("chainprov-snarkjs-").FullName;
        string Write(string name, string content)
        {
            string path = Path.Combine(folder, name);
            File.WriteAllText(path, content);
            return path;
        }

        string keyPath = Write("verification_key.json", SnarkjsJson.Write(key).ToJsonString());
        string inputsPath = Write("public.json", SnarkjsJson.Write(inputs).ToJsonString());
        string proofPath = Write("proof.json", SnarkjsJson.Write(proof).ToJsonString());
        (bool accepted, string output) = Peers.Run(Peers.SnarkjsProgram, "groth16", "verify", keyPath, inputsPath, proofPath);
        Directory.Delete(folder, recursive: true);

        // A refusal must be snarkjs's word, not a crash of it.
        if (!accepted && !output.Contains("Invalid proof", StringComparison.Ordinal)) throw new InvalidOperationException(output);
        return accepted;
    }
}
