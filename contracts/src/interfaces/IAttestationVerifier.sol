// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Attestation } from "../types/Attestation.sol";
import { TrainingLink } from "../types/TrainingLink.sol";
import { IGroth16Verifier } from "./IGroth16Verifier.sol";
import { IProvenanceRegistry } from "./IProvenanceRegistry.sol";

/// @title Responses of models, bound in zero knowledge to certified data that is relevant to the question
/// @notice An asker picks a policy among those that a model's publisher registered, and sends it with a prompt and a fresh nonce. The publisher
/// answers with a response and a proof. What the proof shows is in docs/attestation.md; in short: the model whose commitment a release anchored
/// declares a dataset, not told which, that an authority, not told which, certifies in this registry, that satisfies the policy, and
/// these are prompt, response and nonce for this chain and registry. It does not show that the response was computed by the model.
///
/// A contract that acts on a response checks it with {requireValid}, and that it is the one that it waits for:
///
///     function answer(Attestation calldata attestation, bytes calldata proof) external {
///         if (answerDigest != 0) revert AlreadyAnswered();
///         if (attestation.nonce != nonce || attestation.promptDigest != promptDigest) revert AnotherQuestion();
///         if (attestation.release.publisher != publisher || attestation.policyDigest != policyDigest) revert AnotherModel();
///         attestations.requireValid(attestation, proof, 1 days);
///         answerDigest = attestation.responseDigest;
///     }
///
/// The lines before {requireValid} are the contract's own: this one says that an attestation is true, not that it is about what was asked. Only whoever
/// holds the opening of the model commitment can make one. But everybody can copy one that he sees on its way, and {record} it first: the record
/// is the same whoever sends it, and says nothing of the sender. So a contract that must not fail then keeps its own account, as above, and
/// calls {record} only if {isRecorded} is false.
///
/// Neither function says whether the verifying key is a development key, whose maker can forge proofs: {verifier} has
/// {IVerifyingKey-setup}, and the release's {ReleaseStatus-development} is the registry's.
interface IAttestationVerifier {
    /// @notice The verifier does not have six public inputs, or has slots as circuits of releases do.
    error UnsuitableCircuit(uint8 slots, uint256 publicInputs);

    /// @notice A policy digest is a nonzero element of the scalar field.
    error InvalidPolicyDigest(bytes32 policyDigest);
    error PolicyAlreadyRegistered(address publisher, bytes32 policyDigest, uint32 validOn);
    /// @notice The release's publisher did not register this policy with this date.
    error PolicyNotRegistered(address publisher, bytes32 policyDigest, uint32 validOn);
    /// @notice The day until which the policy holds is past.
    error PolicyDatePassed(uint32 validOn);

    /// @notice The registry tree never had this root.
    error UnknownRegistryRoot(bytes32 registryRoot);
    /// @notice The registry tree has lost something since it had this root.
    error RegistryRootRevoked(bytes32 registryRoot);
    /// @notice This root was superseded longer ago than the caller or the registry's grace allows.
    error RegistryRootTooOld(bytes32 registryRoot, uint64 supersededAt);

    /// @notice There is no such release, or it does not hold today.
    error ReleaseNotProven(bytes32 releaseId);
    /// @notice The release was anchored with another link.
    error WrongTrainingLink(TrainingLink given, TrainingLink anchored);
    /// @notice The proof does not hold for this attestation on this chain and with this registry.
    error InvalidProof();
    /// @notice A response of this model commitment to this nonce is recorded.
    error NonceUsed(bytes32 modelCommitment, bytes32 nonce);

    /// @param words What the policy asks, for people; nobody checks that its digest says the same.
    event PolicyRegistered(
        address indexed publisher, bytes32 indexed policyDigest, uint32 indexed validOn, string words
    );
    /// @param releaseId The release that the attestation refers to.
    /// @param attestation All that is public.
    /// @param proofDigest keccak256 of the proof, for finding it; no identity.
    event ResponseAttested(
        bytes32 indexed responseId,
        bytes32 indexed modelCommitment,
        bytes32 indexed nonce,
        bytes32 releaseId,
        Attestation attestation,
        bytes32 proofDigest
    );

    /// @notice Registers a policy that the sender answers, as publisher of releases. An asker who could choose policies freely would find
    /// hidden dates and tags by bisection.
    /// @param policyDigest The policy, as the release statement defines its digest.
    /// @param validOn The policy's date, which the digest holds too: with another than that one no attestation is ever valid.
    /// @param words What it asks, for people.
    function registerPolicy(bytes32 policyDigest, uint32 validOn, string calldata words) external;

    /// @notice Whether the attestation is true today. Reverts only for want of gas, and for arguments that are no encoding of their types.
    /// @dev A valid proof can be turned into others of the same statement by anyone: never use its bytes as an identity.
    /// @param attestation What the response's publisher claims.
    /// @param proof A (128 bytes) ‖ B (256) ‖ C (128) as EIP-2537 encodes points.
    /// @param maxRootAge How many seconds ago the registry root may have been superseded by an addition, up to seven days; with zero only the
    /// newest is good. After a revocation none before it is.
    function verify(Attestation calldata attestation, bytes calldata proof, uint256 maxRootAge)
        external
        view
        returns (bool);

    /// @notice Does nothing if the attestation is true today, and otherwise reverts with the reason.
    function requireValid(Attestation calldata attestation, bytes calldata proof, uint256 maxRootAge) external view;

    /// @notice Puts a true attestation on record, once for each model commitment and nonce. Anybody may, with the same effect.
    /// @return responseId As {responseId} says.
    function record(Attestation calldata attestation, bytes calldata proof, uint256 maxRootAge)
        external
        returns (bytes32 responseId);

    /// @notice Whether this publisher registered this policy with this date.
    function isPolicyRegistered(address publisher, bytes32 policyDigest, uint32 validOn) external view returns (bool);

    /// @notice Whether the response was recorded, which says that it was true then.
    function isRecorded(bytes32 responseId) external view returns (bool);

    /// @notice Whether a response of this model commitment to this nonce is recorded.
    function isNonceUsed(bytes32 modelCommitment, bytes32 nonce) external view returns (bool);

    /// @notice keccak256(abi.encode(…)) of all that the proof speaks of, in the struct's order: neither the release nor a byte of the proof.
    function responseId(Attestation calldata attestation) external pure returns (bytes32);

    /// @notice The public inputs that a proof for this attestation must have.
    function publicInputs(Attestation calldata attestation) external view returns (uint256[] memory);

    /// @notice The registry whose releases, roots and authorities count.
    function registry() external view returns (IProvenanceRegistry);

    /// @notice The verifier of the response circuit.
    function verifier() external view returns (IGroth16Verifier);
}
