// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IVerifyingKey } from "./IVerifyingKey.sol";

/// @title A Groth16 verifier over BLS12-381 for one verifying key
/// @notice A proof (A, B, C) of public inputs x₁ … xₙ is valid when
/// e(A, B) = e(α, β)·e(IC₀ + Σ xᵢ·ICᵢ, γ)·e(C, δ).
/// The key is α (128 bytes) ‖ β ‖ γ ‖ δ (256 each) ‖ IC₀ ‖ IC₁ … (128 each), with at least one public input; a proof is
/// A (128 bytes) ‖ B (256) ‖ C (128).
interface IGroth16Verifier is IVerifyingKey {
    /// @notice Whether the proof holds. Reverts only for want of gas.
    /// @dev A valid proof can be turned into others of the same statement by anyone: never use its bytes as an identity.
    /// @param proof A (128 bytes) ‖ B (256) ‖ C (128) as EIP-2537 encodes points.
    /// @param publicInputs As many as {publicInputCount}, each below the group order.
    function verify(bytes calldata proof, uint256[] calldata publicInputs) external view returns (bool);

    /// @notice Whether all of these proofs hold, each for the inputs at its place; false for none at all. Says nothing about
    /// which do not. From the second on a proof costs about a third of what it costs alone.
    /// @dev The equations are added up with factors that the whole call determines: one that does not hold passes with
    /// probability 2⁻¹²⁸ per attempt.
    function verifyBatch(bytes[] calldata proofs, uint256[][] calldata publicInputs) external view returns (bool);

    /// @notice Does nothing if the proof holds, and otherwise reverts with the reason.
    function requireValid(bytes calldata proof, uint256[] calldata publicInputs) external view;

    /// @notice How many datasets a release's circuit has room for; zero for every other circuit.
    function slots() external view returns (uint8);
}
