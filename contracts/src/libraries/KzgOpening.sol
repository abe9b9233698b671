// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bls12381 } from "./Bls12381.sol";
import { BlsSignature } from "./BlsSignature.sol";
import { Precompile } from "./Precompile.sol";

/// @title Openings of KZG commitments over BLS12-381
/// @notice That the polynomial in a commitment C has the value y at the point z. Commitments and proofs are points of G1,
/// 128 bytes as EIP-2537 encodes them.
/// @dev A wrong length, a scalar that is not below the group's order, a point that is not canonical, off the curve or outside the
/// subgroup is an invalid opening, never a revert; so is every opening where a precompile is missing.
library KzgOpening {
    uint256 internal constant FIELD_ELEMENTS_PER_BLOB = 4096;

    address private constant POINT_EVALUATION = address(0x0a);

    /// @notice Verifies an opening under Ethereum's powers of tau, in whatever basis the polynomial was given: EIP-4844's
    /// point evaluation.
    /// @dev 0x0a takes x and a sign for each point, so that nothing says whether our y is the right one. One addition does, whose
    /// sum nobody needs: both points are canonical and on the curve. The subgroup is 0x0a's to check.
    function verify(bytes memory commitment, uint256 z, uint256 y, bytes memory proof) internal view returns (bool) {
        if (!_isWellFormed(commitment, z, y, proof)) return false;
        (bool onCurve,) = Bls12381.g1Add(commitment, proof);
        if (!onCurve) return false;

        bytes memory compressed = _compress(commitment);
        bytes memory input =
            bytes.concat(_versionedHash(compressed), bytes32(z), bytes32(y), compressed, _compress(proof));
        (bool accepted, bytes memory output) = Precompile.call(POINT_EVALUATION, 50_000, input, 64);
        return accepted && keccak256(output) == keccak256(abi.encode(FIELD_ELEMENTS_PER_BLOB, Bls12381.R));
    }

    /// @notice Verifies an opening under other powers of tau: e(C − y·G + z·π, H)·e(π, −τH) = 1.
    /// @param negatedTau −τH, 256 bytes. Where it comes from is all that the opening is worth.
    function verify(bytes memory commitment, uint256 z, uint256 y, bytes memory proof, bytes memory negatedTau)
        internal
        view
        returns (bool isOne)
    {
        if (!_isWellFormed(commitment, z, y, proof) || negatedTau.length != Bls12381.G2_SIZE) return false;
        (bool accepted, bytes memory sum) = Bls12381.g1Msm(
            bytes.concat(
                commitment, bytes32(uint256(1)), Bls12381.G1_GENERATOR, bytes32(Bls12381.R - y), proof, bytes32(z)
            )
        );
        if (!accepted) return false;
        (, isOne) = Bls12381.pairing(bytes.concat(sum, Bls12381.G2_GENERATOR, proof, negatedTau));
    }

    /// @notice 0x01 ‖ SHA-256(C)[1:], C compressed: EIP-4844's name of a commitment, as in blobhash.
    /// @param commitment 128 bytes. Whether it is a point at all is not checked here.
    function versionedHash(bytes memory commitment) internal pure returns (bytes32) {
        return _versionedHash(_compress(commitment));
    }

    function _isWellFormed(bytes memory commitment, uint256 z, uint256 y, bytes memory proof)
        private
        pure
        returns (bool)
    {
        return commitment.length == Bls12381.G1_SIZE && proof.length == Bls12381.G1_SIZE && z < Bls12381.R
            && y < Bls12381.R;
    }

    function _versionedHash(bytes memory compressed) private pure returns (bytes32) {
        return sha256(compressed) & bytes32(type(uint256).max >> 8) | bytes32(uint256(1) << 248);
    }

    function _compress(bytes memory point) private pure returns (bytes memory) {
        return Bls12381.isInfinity(point) ? bytes.concat(bytes1(0xc0), new bytes(47)) : BlsSignature.compress(point);
    }
}
