namespace ChainProv.Cryptography.Signatures;

/// <summary>Section 3.1 of the draft: rogue keys are kept out by refusing equal messages in an aggregate.</summary>
internal sealed class BasicScheme() : BlsScheme("BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_"u8)
{
    public override bool AggregateVerify(IReadOnlyList<BlsPublicKey> publicKeys, IReadOnlyList<ReadOnlyMemory<byte>> messages, BlsSignature signature)
    {
        ArgumentNullException.ThrowIfNull(messages);
        HashSet<string> distinct = [.. messages.Select(message => Convert.ToHexString(message.Span))];
        return distinct.Count == messages.Count && base.AggregateVerify(publicKeys, messages, signature);
    }
}
