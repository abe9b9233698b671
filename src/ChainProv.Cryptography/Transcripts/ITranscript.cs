namespace ChainProv.Cryptography.Transcripts;

/// <summary>What a verifier would have seen before it draws a challenge (the Fiat–Shamir transformation).</summary>
public interface ITranscript
{
    /// <summary>Takes in what the prover sent, or what both sides know.</summary>
    void Absorb(string label, ReadOnlySpan<byte> data);

    /// <summary>A challenge that depends on all that was absorbed and drawn so far; never zero.</summary>
    Fr Challenge(string label);
}
