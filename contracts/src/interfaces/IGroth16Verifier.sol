// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { SetupKind } from "../types/SetupKind.sol";

/// @title A Groth16 verifier over BLS12-381 for one verifying key
/// @notice A proof (A, B, C) of public inputs x₁ … xₙ is valid when
/// e(A, B) = e(α, β)·e(IC₀ + Σ xᵢ·ICᵢ, γ)·e(C, δ).
interface IGroth16Verifier {
    /// @notice This chain does not have EIP-2537's precompiles.
    error PrecompilesMissing();
    /// @notice A key is α (128 bytes) ‖ β ‖ γ ‖ δ (256 each) ‖ IC₀ ‖ IC₁ … (128 each), with at least one public input.
    error InvalidKeyLength(uint256 length);
    /// @notice A point of the key is not canonical, off its curve, outside its subgroup or at infinity.
    error InvalidKeyPoint();
    /// @notice Two of β, γ, δ agree up to sign, or δ is the generator: the key lacks its second phase and anyone can forge. Or
    /// two of IC₀, IC₁ … agree up to sign: a proof would hold for other values of those inputs.
    error DegenerateKey();
    /// @notice A key without a circuit.
    error MissingCircuitDigest();
    /// @notice Nothing shows that the key comes from a ceremony.
    error CeremonyWithoutTranscript();

    /// @notice A proof is A (128 bytes) ‖ B (256) ‖ C (128).
    error InvalidProofLength(uint256 length);
    error InvalidPublicInputCount(uint256 given, uint256 expected);
    /// @notice The public input at this index, from 0, is not below the group order; it would stand for another.
    error PublicInputNotReduced(uint256 index);
    /// @notice The proof does not hold for these public inputs.
    error InvalidProof();

    /// @notice Whether the proof holds. Reverts only for want of gas.
    /// @dev A valid proof can be turned into others of the same statement by anyone: never use its bytes as an identity.
    /// @param proof A (128 bytes) ‖ B (256) ‖ C (128) as EIP-2537 encodes points.
    /// @param publicInputs As many as {publicInputCount}, each below the group order.
    function verify(bytes calldata proof, uint256[] calldata publicInputs) external view returns (bool);

    /// @notice Does nothing if the proof holds, and otherwise reverts with the reason.
    function requireValid(bytes calldata proof, uint256[] calldata publicInputs) external view;

    /// @notice The verifying key as it was given to the constructor: α ‖ β ‖ γ ‖ δ ‖ IC₀ ‖ IC₁ …
    function key() external view returns (bytes memory);

    /// @notice keccak256 of {key}.
    function keyDigest() external view returns (bytes32);

    /// @notice The digest of the circuit that the key is for.
    function circuitDigest() external view returns (bytes32);

    /// @notice How many datasets the circuit has room for.
    function slots() external view returns (uint8);

    /// @notice Where the key comes from.
    function setup() external view returns (SetupKind);

    function publicInputCount() external view returns (uint256);
}
