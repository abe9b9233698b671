// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { SetupKind } from "../types/SetupKind.sol";

/// @title The verifying key that a contract was deployed with
interface IVerifyingKey {
    /// @notice This chain does not have EIP-2537's precompiles.
    error PrecompilesMissing();
    /// @notice No key of this kind of verifier has so many bytes.
    error InvalidKeyLength(uint256 length);
    /// @notice A point of the key is not canonical, off its curve, outside its subgroup or at infinity.
    error InvalidKeyPoint();
    /// @notice Two of the key's points of G2 agree up to sign, or α or one of them but γ is the generator: nobody
    /// contributed to the key and anyone can forge. Or two of IC₀, IC₁ … agree up to sign: a proof would hold for other values of those inputs.
    error DegenerateKey();
    /// @notice A key without a circuit.
    error MissingCircuitDigest();
    /// @notice Nothing shows that the key comes from a ceremony.
    error CeremonyWithoutTranscript();

    error InvalidProofLength(uint256 length);
    error InvalidPublicInputCount(uint256 given, uint256 expected);
    /// @notice The public input at this index, from 0, is not below the group order; it would stand for another.
    error PublicInputNotReduced(uint256 index);
    /// @notice The proof does not hold for these public inputs.
    error InvalidProof();

    /// @notice The verifying key as it was given to the constructor.
    function key() external view returns (bytes memory);

    /// @notice keccak256 of {key}.
    function keyDigest() external view returns (bytes32);

    /// @notice The digest of the circuit that the key is for.
    function circuitDigest() external view returns (bytes32);

    /// @notice Where the key comes from.
    function setup() external view returns (SetupKind);

    /// @notice How many public inputs a verifier is told.
    function publicInputCount() external view returns (uint256);
}
