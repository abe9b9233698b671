// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bls12381 } from "./Bls12381.sol";
import { Precompile } from "./Precompile.sol";

/// @title hash_to_curve for BLS12381G2_XMD:SHA-256_SSWU_RO_
/// @notice RFC 9380, sections 3, 5 and 8.8.2, for any message and any domain separation tag.
library HashToG2 {
    /// @dev The base field's modulus in 64 bytes.
    bytes private constant P =
        hex"000000000000000000000000000000001a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab";

    address private constant MODEXP = address(0x05);
    /// @dev EIP-7883's least price; EIP-2565's is 200.
    uint256 private constant MODEXP_PRICE = 500;

    /// @notice A precompile that hashing needs is missing on this chain.
    error HashToCurveUnavailable();

    /// @param message Any bytes.
    /// @param tag The domain separation tag; one longer than 255 bytes is hashed first (RFC 9380, section 5.3.3).
    /// @return point A point of the subgroup, 256 bytes.
    function hashToG2(bytes memory message, bytes memory tag) internal view returns (bytes memory point) {
        bytes32[8] memory uniform = _expand(message, tag);
        (bool first, bytes memory q0) =
            Bls12381.mapToG2(bytes.concat(_reduce(uniform[0], uniform[1]), _reduce(uniform[2], uniform[3])));
        (bool second, bytes memory q1) =
            Bls12381.mapToG2(bytes.concat(_reduce(uniform[4], uniform[5]), _reduce(uniform[6], uniform[7])));
        // The precompile clears the cofactor of each, and the sum of the cleared is the cleared sum.
        (bool added, bytes memory sum) = Bls12381.g2Add(q0, q1);
        if (!(first && second && added)) revert HashToCurveUnavailable();
        return sum;
    }

    /// @dev expand_message_xmd (section 5.3.1) with SHA-256 and 256 bytes of output: two field elements of two
    /// coordinates of 64 bytes each.
    function _expand(bytes memory message, bytes memory tag) private pure returns (bytes32[8] memory uniform) {
        if (tag.length > 255) tag = bytes.concat(sha256(bytes.concat("H2C-OVERSIZE-DST-", tag)));
        // The length fits: it is at most 255.
        // forge-lint: disable-next-line(unsafe-typecast)
        bytes memory suffix = bytes.concat(tag, bytes1(uint8(tag.length)));

        bytes32 b0 = sha256(bytes.concat(new bytes(64), message, bytes2(uint16(256)), bytes1(0), suffix));
        bytes32 b;
        for (uint8 i = 0; i < 8; ++i) {
            b = sha256(bytes.concat(b0 ^ b, bytes1(i + 1), suffix));
            uniform[i] = b;
        }
    }

    /// @dev 64 uniform bytes modulo p, as a field element: x¹ mod p by the precompile of EIP-198.
    function _reduce(bytes32 high, bytes32 low) private view returns (bytes memory element) {
        bytes memory input =
            bytes.concat(bytes32(uint256(64)), bytes32(uint256(1)), bytes32(uint256(64)), high, low, bytes1(0x01), P);
        bool accepted;
        (accepted, element) = Precompile.call(MODEXP, MODEXP_PRICE, input, 64);
        if (!accepted) revert HashToCurveUnavailable();
    }
}
