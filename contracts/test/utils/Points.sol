// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bls12381 } from "../../src/libraries/Bls12381.sol";

/// @title Points for tests: multiples of the generators, and points that must be refused
library Points {
    /// @dev The base field's modulus in 64 bytes.
    bytes internal constant P =
        hex"000000000000000000000000000000001a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab";

    /// @dev (0, 2): on the curve y² = x³ + 4, of order 3.
    function g1OutsideSubgroup() internal pure returns (bytes memory point) {
        point = new bytes(128);
        point[127] = 0x02;
    }

    /// @dev x = 2: on the curve y² = x³ + 4(1 + u), outside the subgroup of order r.
    function g2OutsideSubgroup() internal pure returns (bytes memory point) {
        return bytes.concat(
            bytes32(0),
            bytes32(uint256(2)),
            new bytes(64),
            hex"0000000000000000000000000000000018c6b864ae17dc9da64203ffefb966306425a7bc6aeb7c75247438372716284a4173830420cd476ba1a365b95bfcec38",
            hex"00000000000000000000000000000000172e93db764a8400a7d5071b6b6f5de0da2f0f4a063119abca014006b7c40a2cfe291a1924e65db0d6d0fcfbf3bf3d5c"
        );
    }

    function g1OffCurve() internal pure returns (bytes memory point) {
        point = Bls12381.G1_GENERATOR;
        point[127] ^= 0x01;
    }

    function g2OffCurve() internal pure returns (bytes memory point) {
        point = Bls12381.G2_GENERATOR;
        point[255] ^= 0x01;
    }

    /// @dev The generator with x + p for x, which fits its 64 bytes and is not canonical.
    function g1NotCanonical() internal pure returns (bytes memory point) {
        point = Bls12381.G1_GENERATOR;
        uint256 carry;
        for (uint256 i = 64; i > 0; --i) {
            uint256 sum = uint256(uint8(point[i - 1])) + uint8(P[i - 1]) + carry;
            point[i - 1] = bytes1(uint8(sum));
            carry = sum >> 8;
        }
    }

    function g1(uint256 scalar) internal view returns (bytes memory) {
        return mulG1(Bls12381.G1_GENERATOR, scalar);
    }

    function g2(uint256 scalar) internal view returns (bytes memory) {
        return mulG2(Bls12381.G2_GENERATOR, scalar);
    }

    function mulG1(bytes memory point, uint256 scalar) internal view returns (bytes memory product) {
        bool accepted;
        (accepted, product) = Bls12381.g1Msm(bytes.concat(point, bytes32(scalar)));
        require(accepted, "Points.mulG1");
    }

    function mulG2(bytes memory point, uint256 scalar) internal view returns (bytes memory product) {
        bool accepted;
        (accepted, product) = Bls12381.g2Msm(bytes.concat(point, bytes32(scalar)));
        require(accepted, "Points.mulG2");
    }

    function addG1(bytes memory a, bytes memory b) internal view returns (bytes memory sum) {
        bool accepted;
        (accepted, sum) = Bls12381.g1Add(a, b);
        require(accepted, "Points.addG1");
    }

    function addG2(bytes memory a, bytes memory b) internal view returns (bytes memory sum) {
        bool accepted;
        (accepted, sum) = Bls12381.g2Add(a, b);
        require(accepted, "Points.addG2");
    }
}
