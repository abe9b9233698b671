// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IVerifyingKey } from "./IVerifyingKey.sol";

/// @title A verifier for Groth16 proofs with a commitment, which may speak of vectors committed to outside of the proof
/// @notice A proof brings a commitment D to a part of its witness, the proof P that its maker knows what is in it, and, where
/// the circuit is linked to vectors, their evaluation y at the challenge c with its KZG opening π. The verifier draws c from D, the
/// vectors' commitments [f₀], [f₁] … and the stated public inputs. With X = IC₀ + Σ xᵢ·ICᵢ + D, where c and y follow the
/// stated inputs, the proof is valid when
///   e(A, B) = e(α, β)·e(X, γ)·e(C, δ),   e(D, σ) = e(P, G₂),   e(Σ cᴹᵏ·[fₖ] − y·G₁ + c·π, G₂) = e(π, τ).
/// with M = 2³², which is above every degree that anybody can commit to.
/// The key is "chainprov/commitment/v1" ‖ 0x00 ‖ number of vectors' commitments (8 bytes) ‖ α ‖ β ‖ γ = G₂ ‖ δ ‖ σ ‖ τ where there
/// are vectors ‖ IC₀ ‖ IC₁ …; a proof is A (128 bytes) ‖ B (256) ‖ C (128) ‖ D (128) ‖ P (128), and with vectors y (32) ‖ π (128).
interface ICommitmentVerifier is IVerifyingKey {
    error InvalidVectorsLength(uint256 length);

    /// @notice Whether the proof holds. Reverts only for want of gas.
    /// @dev A valid proof can be turned into others of the same statement by anyone: never use its bytes as an identity.
    /// @param proof As {ICommitmentVerifier} says, points as EIP-2537 encodes them.
    /// @param publicInputs As many as {publicInputCount}, each below the group order; without c and y.
    /// @param vectors The vectors' commitments, 128 bytes each, as many as {vectorCommitmentCount}.
    function verify(bytes calldata proof, uint256[] calldata publicInputs, bytes calldata vectors)
        external
        view
        returns (bool);

    /// @notice Does nothing if the proof holds, and otherwise reverts with the reason.
    function requireValid(bytes calldata proof, uint256[] calldata publicInputs, bytes calldata vectors) external view;

    /// @notice How many commitments the vectors have that the circuit is linked to.
    function vectorCommitmentCount() external view returns (uint256);
}
