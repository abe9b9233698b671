// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Authorities } from "./Authorities.sol";
import { Standings } from "./Standings.sol";
import { IGroth16Verifier } from "./interfaces/IGroth16Verifier.sol";
import { IProvenanceRegistry } from "./interfaces/IProvenanceRegistry.sol";
import { Bls12381 } from "./libraries/Bls12381.sol";
import { FileList } from "./libraries/FileList.sol";
import { Evidence } from "./types/Evidence.sol";
import { Release, ReleaseStatement } from "./types/Release.sol";
import { ReleaseStatus } from "./types/ReleaseStatus.sol";
import { SetupKind } from "./types/SetupKind.sol";
import { TrainingLink } from "./types/TrainingLink.sol";

/// @title Which certified datasets a model's publisher declares, proved in zero knowledge
contract ProvenanceRegistry is IProvenanceRegistry, Standings {
    mapping(uint8 slots => IGroth16Verifier) private _circuits;
    mapping(bytes32 commitment => uint64 time) private _datasets;

    constructor(address owner) Authorities(owner) { }

    /// @inheritdoc IProvenanceRegistry
    function addCircuit(IGroth16Verifier verifier) external override onlyOwner {
        uint8 slots = verifier.slots();
        uint256 inputs = verifier.publicInputCount();
        if ((slots != 1 && slots != 4 && slots != 16) || inputs != ReleaseStatement.PUBLIC_INPUTS) {
            revert UnsuitableCircuit(slots, inputs);
        }
        if (address(_circuits[slots]) != address(0)) revert CircuitAlreadyAdded(slots);
        _circuits[slots] = verifier;
        emit CircuitAdded(slots, address(verifier), verifier.setup(), verifier.circuitDigest(), verifier.keyDigest());
    }

    /// @inheritdoc IProvenanceRegistry
    function commitDataset(bytes32 datasetRoot, bytes32 manifestDigest) external override {
        if (datasetRoot == 0 || uint256(datasetRoot) >= Bls12381.R) revert InvalidDatasetRoot(datasetRoot);
        bytes32 commitment = _commitment(msg.sender, datasetRoot, manifestDigest);
        if (_datasets[commitment] != 0) revert DatasetAlreadyCommitted(datasetRoot, manifestDigest);
        _datasets[commitment] = uint64(block.timestamp);
        emit DatasetCommitted(datasetRoot, msg.sender, manifestDigest);
    }

    /// @inheritdoc IProvenanceRegistry
    function anchorRelease(Release calldata release, bytes calldata fileList, bytes calldata proof)
        external
        override
        returns (bytes32 releaseId)
    {
        if (release.validOn < _today()) revert PolicyDatePassed(release.validOn);
        if (release.trainingLink > TrainingLink.AuthorityCosigned) {
            revert UnsupportedTrainingLink(release.trainingLink);
        }
        (uint48 authority_, uint64 revision) = _acceptRoot(release.authorityId, release.authorityRoot);
        IGroth16Verifier verifier = _circuits[release.slots];
        if (address(verifier) == address(0)) revert UnknownCircuit(release.slots);

        bytes32 modelDigest = FileList.digest(fileList);
        releaseId = release.id(modelDigest, msg.sender);
        if (_numberOfRelease(releaseId) != 0) revert AlreadyAnchored(releaseId);
        if (!verifier.verify(proof, _publicInputs(release, modelDigest, msg.sender))) revert InvalidProof();

        Evidence memory evidence = Evidence({
            revision: revision,
            trainingLink: release.trainingLink,
            setup: verifier.setup(),
            circuitDigest: verifier.circuitDigest(),
            keyDigest: verifier.keyDigest(),
            proofDigest: keccak256(proof)
        });
        _enter(
            Record({
                id: releaseId,
                modelDigest: modelDigest,
                policyDigest: release.policyDigest,
                authorityRoot: release.authorityRoot,
                publisher: msg.sender,
                anchoredAtBlock: uint64(block.number),
                authority: authority_,
                revision: revision,
                validOn: release.validOn,
                revoked: false,
                setup: evidence.setup,
                slots: release.slots,
                trainingLink: release.trainingLink,
                anchoredAt: uint64(block.timestamp)
            })
        );
        emit ReleaseAnchored(releaseId, modelDigest, msg.sender, release, evidence, fileList);
    }

    /// @inheritdoc IProvenanceRegistry
    function revokeRelease(bytes32 releaseId) external override {
        Record storage known = _recordOf(_knownRelease(releaseId));
        if (known.publisher != msg.sender) revert NotPublisher(msg.sender);
        if (known.revoked) revert AlreadyRevoked(releaseId);
        known.revoked = true;
        _withdraw(known);
        emit ReleaseRevoked(releaseId, known.modelDigest, msg.sender);
    }

    /// @inheritdoc IProvenanceRegistry
    function promote(bytes32 releaseId) external override {
        uint48 number = _knownRelease(releaseId);
        Record storage known = _recordOf(number);
        if (!_holds(number)) revert NotProven(releaseId);
        if (!_promote(number, known)) revert NothingToPromote(releaseId);
        emit ReleasePromoted(releaseId, known.modelDigest);
    }

    /// @inheritdoc IProvenanceRegistry
    function isProven(bytes32 modelDigest, bytes32 policyDigest) external view override returns (bool) {
        return _isProven(modelDigest, policyDigest);
    }

    /// @inheritdoc IProvenanceRegistry
    function isProvenBy(bytes32 modelDigest, bytes32 policyDigest, address publisher)
        external
        view
        override
        returns (bool)
    {
        return _isProven(modelDigest, policyDigest, publisher);
    }

    /// @inheritdoc IProvenanceRegistry
    function status(bytes32 modelDigest) external view override returns (ReleaseStatus memory) {
        return _status(_speaker(modelDigest), modelDigest);
    }

    /// @inheritdoc IProvenanceRegistry
    function statusBy(bytes32 modelDigest, address publisher) external view override returns (ReleaseStatus memory) {
        return _status(_speaker(modelDigest, publisher), modelDigest);
    }

    /// @inheritdoc IProvenanceRegistry
    function releaseStatus(bytes32 releaseId) external view override returns (ReleaseStatus memory) {
        uint48 number = _numberOfRelease(releaseId);
        return _status(number, _recordOf(number).modelDigest);
    }

    /// @inheritdoc IProvenanceRegistry
    function datasetCommittedAt(address committer, bytes32 datasetRoot, bytes32 manifestDigest)
        external
        view
        override
        returns (uint64)
    {
        return _datasets[_commitment(committer, datasetRoot, manifestDigest)];
    }

    /// @inheritdoc IProvenanceRegistry
    function circuit(uint8 slots) external view override returns (IGroth16Verifier) {
        return _circuits[slots];
    }

    /// @inheritdoc IProvenanceRegistry
    function publicInputs(Release calldata release, bytes calldata fileList, address publisher)
        external
        view
        override
        returns (uint256[] memory)
    {
        return _publicInputs(release, FileList.digest(fileList), publisher);
    }

    function _knownRelease(bytes32 releaseId) private view returns (uint48 number) {
        number = _numberOfRelease(releaseId);
        if (number == 0) revert UnknownRelease(releaseId);
    }

    function _publicInputs(Release calldata release, bytes32 modelDigest, address publisher)
        private
        view
        returns (uint256[] memory)
    {
        return release.publicInputs(modelDigest, ReleaseStatement.context(address(this), publisher));
    }

    function _status(uint48 number, bytes32 modelDigest) private view returns (ReleaseStatus memory found) {
        found.releases = _releasesOf(modelDigest);
        if (number == 0) return found;

        Record storage known = _recordOf(number);
        Authority storage signer = _authorityOf(known.authority);
        found.exists = true;
        found.proven = _holds(number);
        found.releaseId = known.id;
        found.modelDigest = modelDigest;
        found.policyDigest = known.policyDigest;
        found.publisher = known.publisher;
        found.authorityId = signer.id;
        found.authorityRoot = known.authorityRoot;
        found.revision = known.revision;
        found.recognised = signer.recognised;
        found.rootSuperseded = signer.lastRevocation > known.revision;
        found.validOn = known.validOn;
        found.expired = known.validOn < _today();
        found.revoked = known.revoked;
        found.development = known.setup == SetupKind.Development;
        found.trainingLink = known.trainingLink;
        found.slots = known.slots;
        found.anchoredAtBlock = known.anchoredAtBlock;
        found.anchoredAt = known.anchoredAt;
    }

    function _commitment(address committer, bytes32 datasetRoot, bytes32 manifestDigest)
        private
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(committer, datasetRoot, manifestDigest));
    }
}
