// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Precompile } from "./Precompile.sol";

/// @title BLS12-381 by EIP-2537's precompiles
/// @notice Encodings are those of the EIP: a base field element is 64 bytes big-endian (the first 16 zero), a G1 point
/// 128 bytes, a G2 point 256, the point at infinity all zeros, a scalar 32 bytes.
/// @dev Every function says whether the precompile accepted its input, and gives back what it returned; for want of gas it
/// reverts with {Precompile-InsufficientGas}.
/// {g1Add} and {g2Add} do not check the subgroup: never give them points that nothing else checks.
/// {g1Msm}, {g2Msm} and {pairing} check every point.
library Bls12381 {
    /// @notice The order of the groups.
    uint256 internal constant R = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;

    uint256 internal constant G1_SIZE = 128;
    uint256 internal constant G2_SIZE = 256;

    bytes internal constant G1_GENERATOR = hex"0000000000000000000000000000000017f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"
        hex"0000000000000000000000000000000008b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1";
    bytes internal constant G1_GENERATOR_NEGATED = hex"0000000000000000000000000000000017f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"
        hex"00000000000000000000000000000000114d1d6855d545a8aa7d76c8cf2e21f267816aef1db507c96655b9d5caac42364e6f38ba0ecb751bad54dcd6b939c2ca";
    bytes internal constant G2_GENERATOR = hex"00000000000000000000000000000000024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"
        hex"0000000000000000000000000000000013e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
        hex"000000000000000000000000000000000ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801"
        hex"000000000000000000000000000000000606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be";

    address private constant G1_ADD = address(0x0b);
    address private constant G1_MSM = address(0x0c);
    address private constant G2_ADD = address(0x0d);
    address private constant G2_MSM = address(0x0e);
    address private constant PAIRING = address(0x0f);
    address private constant MAP_FP2_TO_G2 = address(0x11);

    function g1Add(bytes memory a, bytes memory b) internal view returns (bool accepted, bytes memory sum) {
        return Precompile.call(G1_ADD, 375, bytes.concat(a, b), G1_SIZE);
    }

    function g2Add(bytes memory a, bytes memory b) internal view returns (bool accepted, bytes memory sum) {
        return Precompile.call(G2_ADD, 600, bytes.concat(a, b), G2_SIZE);
    }

    /// @param terms Any number of point (128) ‖ scalar (32); scalars of R or more are taken modulo R.
    /// @dev Priced without the EIP's discount for many points: an upper bound.
    function g1Msm(bytes memory terms) internal view returns (bool accepted, bytes memory sum) {
        return Precompile.call(G1_MSM, 12_000 * terms.length / 160, terms, G1_SIZE);
    }

    /// @param terms Any number of point (256) ‖ scalar (32); scalars of R or more are taken modulo R.
    function g2Msm(bytes memory terms) internal view returns (bool accepted, bytes memory sum) {
        return Precompile.call(G2_MSM, 22_500 * terms.length / 288, terms, G2_SIZE);
    }

    /// @param element An element of the quadratic extension field, c0 (64) ‖ c1 (64).
    function mapToG2(bytes memory element) internal view returns (bool accepted, bytes memory point) {
        return Precompile.call(MAP_FP2_TO_G2, 23_800, element, G2_SIZE);
    }

    /// @param pairs Any number of G1 point ‖ G2 point.
    /// @return accepted Whether every point is canonical, on its curve and in its subgroup.
    /// @return isOne Whether the product of the pairings is one; false unless accepted.
    function pairing(bytes memory pairs) internal view returns (bool accepted, bool isOne) {
        bytes memory result;
        (accepted, result) = Precompile.call(PAIRING, 37_700 + 32_600 * pairs.length / 384, pairs, 32);
        isOne = accepted && abi.decode(result, (uint256)) == 1;
    }

    /// @notice −P, and with it the check that P lies in the subgroup: (r − 1)·P.
    function negateG1(bytes memory point) internal view returns (bool accepted, bytes memory negated) {
        return g1Msm(bytes.concat(point, bytes32(R - 1)));
    }

    /// @notice −Q, and with it the check that Q lies in the subgroup: (r − 1)·Q.
    function negateG2(bytes memory point) internal view returns (bool accepted, bytes memory negated) {
        return g2Msm(bytes.concat(point, bytes32(R - 1)));
    }

    /// @notice Whether this chain computes BLS12-381: known answers of both groups, and of a true and a false pairing.
    function isAvailable() internal view returns (bool) {
        (bool negates, bytes memory negated) = negateG1(G1_GENERATOR);
        (bool doubles, bytes memory doubled) = g1Add(G1_GENERATOR, G1_GENERATOR);
        (bool multiplies, bytes memory twice) = g1Msm(bytes.concat(G1_GENERATOR, bytes32(uint256(2))));
        (bool negatesG2, bytes memory negatedG2) = negateG2(G2_GENERATOR);
        if (!(negates && doubles && multiplies && negatesG2)) return false;
        if (keccak256(negated) != keccak256(G1_GENERATOR_NEGATED) || keccak256(doubled) != keccak256(twice)) {
            return false;
        }

        // e(G, H)·e(−G, H) = 1, e(−G, −H)·e(G, −H) = 1, but e(G, H)·e(−G, −H) is not.
        (, bool cancels) = pairing(bytes.concat(G1_GENERATOR, G2_GENERATOR, negated, G2_GENERATOR));
        (, bool cancelsNegated) = pairing(bytes.concat(negated, negatedG2, G1_GENERATOR, negatedG2));
        (bool decides, bool squares) = pairing(bytes.concat(G1_GENERATOR, G2_GENERATOR, negated, negatedG2));
        return cancels && cancelsNegated && decides && !squares;
    }

    function isInfinity(bytes memory point) internal pure returns (bool) {
        return keccak256(point) == keccak256(new bytes(point.length));
    }
}
