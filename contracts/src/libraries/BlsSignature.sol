// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bls12381 } from "./Bls12381.sol";
import { HashToG2 } from "./HashToG2.sol";

/// @title BLS signatures with proof of possession, public keys in G1
/// @notice draft-irtf-cfrg-bls-signature, the ciphersuite of Ethereum's consensus. Public keys (128 bytes) and
/// signatures (256 bytes) are uncompressed, as EIP-2537 takes them.
/// @dev A wrong length, a point that is not canonical, off its curve, outside its subgroup or at infinity is an invalid
/// signature, never a revert.
library BlsSignature {
    bytes internal constant SIGNATURE_TAG = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";
    bytes internal constant POSSESSION_TAG = "BLS_POP_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";

    /// @dev (p − 1) / 2, the largest y of the half that compression leaves unmarked, in 16 and 32 bytes.
    uint256 private constant HALF_HIGH = 0x0d0088f51cbff34d258dd3db21a5d66b;
    uint256 private constant HALF_LOW = 0xb23ba5c279c2895fb39869507b587b120f55ffff58a9ffffdcff7fffffffd555;

    function verify(bytes memory publicKey, bytes memory message, bytes memory signature) internal view returns (bool) {
        return _verify(publicKey, message, signature, SIGNATURE_TAG);
    }

    /// @notice Whether `proof` is a signature over the compressed key under the tag for proofs of possession, without
    /// which a key could be chosen to cancel others in an aggregate.
    function verifyPossession(bytes memory publicKey, bytes memory proof) internal view returns (bool) {
        return publicKey.length == Bls12381.G1_SIZE && _verify(publicKey, compress(publicKey), proof, POSSESSION_TAG);
    }

    /// @notice The 48 bytes of a public key: x, with a bit for "compressed" and one for "y is the larger root".
    /// @param publicKey A point of 128 bytes, not at infinity. Whether it is a point at all is not checked here.
    function compress(bytes memory publicKey) internal pure returns (bytes memory) {
        (bytes32 xHigh, bytes32 xLow, bytes32 yHigh, bytes32 yLow) =
            abi.decode(publicKey, (bytes32, bytes32, bytes32, bytes32));
        bool larger = uint256(yHigh) > HALF_HIGH || (uint256(yHigh) == HALF_HIGH && uint256(yLow) > HALF_LOW);
        bytes16 flags = bytes16(larger ? bytes1(0xa0) : bytes1(0x80));
        // The upper half of xHigh is zero, or the key is no point.
        // forge-lint: disable-next-line(unsafe-typecast)
        return bytes.concat(bytes16(xHigh << 128) | flags, xLow);
    }

    function _verify(bytes memory publicKey, bytes memory message, bytes memory signature, bytes memory tag)
        private
        view
        returns (bool isOne)
    {
        if (publicKey.length != Bls12381.G1_SIZE || signature.length != Bls12381.G2_SIZE) return false;
        if (Bls12381.isInfinity(publicKey) || Bls12381.isInfinity(signature)) return false;

        // e(pk, H(m)) = e(G, signature)
        bytes memory hashed = HashToG2.hashToG2(message, tag);
        (, isOne) = Bls12381.pairing(bytes.concat(publicKey, hashed, Bls12381.G1_GENERATOR_NEGATED, signature));
    }
}
