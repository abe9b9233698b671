// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Evidence } from "../types/Evidence.sol";
import { Release } from "../types/Release.sol";
import { ReleaseStatus } from "../types/ReleaseStatus.sol";
import { SetupKind } from "../types/SetupKind.sol";
import { TrainingLink } from "../types/TrainingLink.sol";
import { IAuthorities } from "./IAuthorities.sol";
import { IGroth16Verifier } from "./IGroth16Verifier.sol";

/// @title Which certified datasets a model's publisher declares, proved in zero knowledge
/// @notice A contract that depends on a model asks {isProvenBy}, or {isProven} where any publisher's word will do; everything
/// that can end a release's standing is inside that one call.
///
///     if (!registry.isProvenBy(modelDigest, policyDigest, publisher)) revert ModelNotProven();
///
/// What a release proves is in docs/release-statement.md. Only under the link
/// {TrainingLink-AuthorityCosigned} does anybody but the publisher say that the model was trained on what it declares. Anybody who holds certified datasets can declare them for any model digest, and so keep
/// {isProven} true after the model's own publisher took back its release: {isProvenBy} depends on one publisher alone.
///
/// Neither says whether the verifying key is a development key, whose maker can forge proofs: {ReleaseStatus-development}
/// does. The registry's owner vouches for the circuits and for the authorities; see {addCircuit}.
interface IProvenanceRegistry is IAuthorities {
    error CircuitAlreadyAdded(uint8 slots);
    /// @notice The verifier does not have six public inputs, or its slots are not 1, 4 or 16.
    error UnsuitableCircuit(uint8 slots, uint256 publicInputs);
    error UnknownCircuit(uint8 slots);

    /// @notice A dataset root is a nonzero element of the scalar field.
    error InvalidDatasetRoot(bytes32 datasetRoot);
    error DatasetAlreadyCommitted(bytes32 datasetRoot, bytes32 manifestDigest);

    /// @notice The day until which the release would hold is past.
    error PolicyDatePassed(uint32 validOn);
    /// @notice No circuit of this version proves this link.
    error UnsupportedTrainingLink(TrainingLink trainingLink);
    /// @notice The proof does not hold for this release, model, publisher, chain and registry.
    error InvalidProof();
    error AlreadyAnchored(bytes32 releaseId);

    error UnknownRelease(bytes32 releaseId);
    error NotPublisher(address caller);
    error AlreadyRevoked(bytes32 releaseId);
    /// @notice The release does not hold today.
    error NotProven(bytes32 releaseId);
    /// @notice Whatever this release could stand in for holds by itself.
    error NothingToPromote(bytes32 releaseId);

    event CircuitAdded(
        uint8 indexed slots, address verifier, SetupKind setup, bytes32 circuitDigest, bytes32 keyDigest
    );
    event DatasetCommitted(bytes32 indexed datasetRoot, address indexed committer, bytes32 manifestDigest);
    /// @param fileList The model's files, so that a lookup by one file's digest needs no trust.
    event ReleaseAnchored(
        bytes32 indexed releaseId,
        bytes32 indexed modelDigest,
        address indexed publisher,
        Release release,
        Evidence evidence,
        bytes fileList
    );
    event ReleaseRevoked(bytes32 indexed releaseId, bytes32 indexed modelDigest, address indexed publisher);
    event ReleasePromoted(bytes32 indexed releaseId, bytes32 indexed modelDigest);

    /// @notice Adds the circuit for 1, 4 or 16 datasets, once each and for good. For the owner.
    /// @dev The owner vouches for the contract: whatever its `verify` accepts is anchored, and its word on setup, circuit and key is
    /// passed on, so that a false one forges everything. Its code and key are public, to be looked at before and after.
    function addCircuit(IGroth16Verifier verifier) external;

    /// @notice Puts a dataset's root and its manifest's digest on record, with the time. A root is public once sent and
    /// anybody can repeat it: this shows by when it existed, not who made it.
    function commitDataset(bytes32 datasetRoot, bytes32 manifestDigest) external;

    /// @notice Anchors a release of the sender's. The proof is bound to sender, chain and registry: nobody else can use it.
    /// @param release What is claimed.
    /// @param fileList The model's files; their digest is computed here.
    /// @param proof The Groth16 proof, 512 bytes.
    /// @return releaseId keccak256(abi.encode(modelDigest, policyDigest, modelCommitment, authorityId, authorityRoot,
    /// publisher)). A release is anchored once, also after it was revoked.
    function anchorRelease(Release calldata release, bytes calldata fileList, bytes calldata proof)
        external
        returns (bytes32 releaseId);

    /// @notice Takes a release back. For its publisher. Another release that holds answers on.
    function revokeRelease(bytes32 releaseId) external;

    /// @notice Lets a release that holds answer where what answers now does not hold. Anybody may.
    /// @dev Needed only where several authorities are involved (see {isProven}), or to have {status} name a release that is
    /// neither the first nor the newest.
    function promote(bytes32 releaseId) external;

    /// @notice Whether a release of this model holds today for this policy: anchored with a valid proof, by a recognised
    /// authority that has published no revocation since, before the policy's date has passed, and not revoked.
    /// Never reverts.
    /// @dev True only while such a release exists. While one exists it is true, if all releases of the model and policy are
    /// under one authority (and a policy has one date, as its digest says), however many there are and whoever revokes his. Where they are under several, one authority
    /// answers: the first, until none of its releases holds and one under another is anchored or promoted. In between
    /// it is false though a release under another may hold; {promote} mends that. So whoever has a release under a second recognised
    /// authority can make it false for a while, but not while a release under the authority that answers holds.
    function isProven(bytes32 modelDigest, bytes32 policyDigest) external view returns (bool);

    /// @notice The same, of releases by this publisher: nobody else's acts count, but those of owner and authorities.
    function isProvenBy(bytes32 modelDigest, bytes32 policyDigest, address publisher) external view returns (bool);

    /// @notice The release that speaks for a model. Never reverts.
    /// @dev That is whoever came first, for whatever policy: the first release, as long as it holds; then the newest, as long
    /// as that holds; then whichever is next anchored or promoted while it holds, and so on. If none holds it may be any of
    /// these. Anybody can have come first: {statusBy} names a publisher's own.
    function status(bytes32 modelDigest) external view returns (ReleaseStatus memory);

    /// @notice The release that speaks for a model among those of one publisher, by the same rule. Never reverts.
    function statusBy(bytes32 modelDigest, address publisher) external view returns (ReleaseStatus memory);

    /// @notice One release. Never reverts.
    function releaseStatus(bytes32 releaseId) external view returns (ReleaseStatus memory);

    /// @notice When this committer committed this dataset and manifest, in Unix seconds; zero if never.
    function datasetCommittedAt(address committer, bytes32 datasetRoot, bytes32 manifestDigest)
        external
        view
        returns (uint64);

    /// @notice The verifier of the circuit for so many datasets; zero if there is none.
    function circuit(uint8 slots) external view returns (IGroth16Verifier);

    /// @notice The public inputs that a proof for this release must have when this publisher anchors it here.
    function publicInputs(Release calldata release, bytes calldata fileList, address publisher)
        external
        view
        returns (uint256[] memory);
}
