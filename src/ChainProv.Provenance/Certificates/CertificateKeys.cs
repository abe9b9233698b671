using ChainProv.Ethereum;
using ChainProv.Groth16.Keys;

namespace ChainProv.Provenance.Certificates;

/// <summary>Whether what a certificate says of its circuit and key is so of the key that it is checked with, which comes from elsewhere.</summary>
internal static class CertificateKeys
{
    public static IEnumerable<string> Problems(StatementCircuit circuit, VerifyingKey key, Hash32 claimedCircuit, Hash32 claimedKey, string claimedSetup)
    {
        Hash32 digest = new(circuit.Digest.Bytes), keyDigest = new(VerifyingKeyEncoding.Digest(key));
        if (claimedCircuit != digest) yield return $"the proof is for circuit {claimedCircuit}, not for the circuit {circuit} ({digest})";
        if (key.CircuitDigest != circuit.Digest) yield return "the verifying key is that of another circuit";
        if (claimedKey != keyDigest) yield return $"the proof was made with another key ({claimedKey}) than the one it is checked with ({keyDigest})";
        if (claimedSetup != SetupName.Of(key.Setup)) yield return $"the certificate claims a {claimedSetup} key, but the key it is checked with is a {SetupName.Of(key.Setup)} key";
    }
}
