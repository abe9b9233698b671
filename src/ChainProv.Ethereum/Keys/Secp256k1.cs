using System.Numerics;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;
using BouncyInteger = Org.BouncyCastle.Math.BigInteger;

namespace ChainProv.Ethereum.Keys;

/// <summary>ECDSA on secp256k1 with RFC 6979 nonces, s in the lower half (EIP-2), and recovery (SEC 1, section 4.1.6).</summary>
/// <remarks>Multiples of the generator come from the library's fixed comb, whose table look-ups do not depend on the secret.</remarks>
internal static class Secp256k1
{
    public const int PrivateKeySize = 32;
    public const int PublicKeySize = 64;

    private static readonly X9ECParameters Curve = CustomNamedCurves.GetByName("secp256k1");
    private static readonly ECDomainParameters Domain = new(Curve);
    private static readonly BouncyInteger HalfOrder = Curve.N.ShiftRight(1);
    private static readonly FixedPointCombMultiplier Comb = new();

    /// <summary>Whether the bytes are a private key: between 1 and the group order less 1.</summary>
    public static bool IsPrivateKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != PrivateKeySize)
            return false;
        BouncyInteger scalar = new(1, bytes);
        return scalar.SignValue > 0 && scalar.CompareTo(Curve.N) < 0;
    }

    /// <summary>The two coordinates of the public key.</summary>
    public static byte[] PublicKey(ReadOnlySpan<byte> privateKey) => Coordinates(Comb.Multiply(Curve.G, new BouncyInteger(1, privateKey)));

    public static EthereumSignature Sign(Hash32 digest, ReadOnlySpan<byte> privateKey)
    {
        ECDsaSigner signer = new(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(forSigning: true, new ECPrivateKeyParameters(new BouncyInteger(1, privateKey), Domain));
        BouncyInteger[] pair = signer.GenerateSignature(digest.ToArray());
        BouncyInteger s = pair[1].CompareTo(HalfOrder) > 0 ? Curve.N.Subtract(pair[1]) : pair[1];
        byte[] publicKey = PublicKey(privateKey);
        foreach (bool yParity in (ReadOnlySpan<bool>)[false, true])
        {
            EthereumSignature signature = new(FromBouncy(pair[0]), FromBouncy(s), yParity);
            if (Recover(digest, signature) is byte[] recovered && recovered.AsSpan().SequenceEqual(publicKey))
                return signature;
        }
        // Only if the nonce's x coordinate is not below the group order: one chance in 2^127, and no transaction could carry it.
        throw new InvalidOperationException("the signature cannot be expressed with one recovery bit");
    }

    /// <summary>The public key under which the signature is valid; null if there is none.</summary>
    public static byte[]? Recover(Hash32 digest, EthereumSignature signature)
    {
        if (signature.R.Sign <= 0 || signature.S.Sign <= 0)
            return null;
        BouncyInteger r = ToBouncy(signature.R);
        BouncyInteger s = ToBouncy(signature.S);
        if (r.CompareTo(Curve.N) >= 0 || s.CompareTo(HalfOrder) > 0 || Decompress(r, signature.YParity) is not ECPoint nonce)
            return null;
        BouncyInteger inverse = r.ModInverse(Curve.N);
        BouncyInteger e = new BouncyInteger(1, digest.ToArray()).Mod(Curve.N);
        BouncyInteger u1 = e.Negate().Multiply(inverse).Mod(Curve.N);
        BouncyInteger u2 = s.Multiply(inverse).Mod(Curve.N);
        ECPoint publicKey = ECAlgorithms.SumOfTwoMultiplies(Curve.G, u1, nonce, u2);
        return publicKey.IsInfinity ? null : Coordinates(publicKey);
    }

    private static ECPoint? Decompress(BouncyInteger x, bool yParity)
    {
        byte[] compressed = [(byte)(yParity ? 3 : 2), .. Org.BouncyCastle.Utilities.BigIntegers.AsUnsignedByteArray(PrivateKeySize, x)];
        try
        {
            return Curve.Curve.DecodePoint(compressed);
        }
        catch (ArgumentException)
        {
            return null; // no point of the curve has this x
        }
    }

    private static byte[] Coordinates(ECPoint point) => point.Normalize().GetEncoded(compressed: false)[1..];

    private static BouncyInteger ToBouncy(BigInteger value) => new(1, value.ToByteArray(isUnsigned: true, isBigEndian: true));

    private static BigInteger FromBouncy(BouncyInteger value) => new(value.ToByteArrayUnsigned(), isUnsigned: true, isBigEndian: true);
}
