namespace ChainProv.Cryptography.Signatures;

/// <summary>A claim to verify: that the key's owner signed the message.</summary>
public sealed record SignedMessage(BlsPublicKey PublicKey, ReadOnlyMemory<byte> Message, BlsSignature Signature);
