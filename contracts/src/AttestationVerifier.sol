// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IAttestationVerifier } from "./interfaces/IAttestationVerifier.sol";
import { IGroth16Verifier } from "./interfaces/IGroth16Verifier.sol";
import { IProvenanceRegistry } from "./interfaces/IProvenanceRegistry.sol";
import { Bls12381 } from "./libraries/Bls12381.sol";
import { Attestation, ResponseStatement } from "./types/Attestation.sol";
import { RegistryRootStatus } from "./types/RegistryRootStatus.sol";
import { ReleaseStatus } from "./types/ReleaseStatus.sol";
import { TrainingLink } from "./types/TrainingLink.sol";
import { LowLevelCall } from "@openzeppelin/contracts/utils/LowLevelCall.sol";

/// @title Responses of models, bound in zero knowledge to certified data that is relevant to the question
contract AttestationVerifier is IAttestationVerifier {
    /// @inheritdoc IAttestationVerifier
    IProvenanceRegistry public immutable override registry;
    /// @inheritdoc IAttestationVerifier
    IGroth16Verifier public immutable override verifier;

    mapping(bytes32 policy => bool) private _policies;
    mapping(bytes32 responseId => bool) private _responses;
    mapping(bytes32 modelCommitment => mapping(bytes32 nonce => bool)) private _nonces;

    /// @param registry_ The registry whose releases, roots and authorities count.
    /// @param verifier_ The verifier of the response circuit, with 0 for its slots: a release's has as many public inputs, and others.
    constructor(IProvenanceRegistry registry_, IGroth16Verifier verifier_) {
        uint8 slots = verifier_.slots();
        uint256 inputs = verifier_.publicInputCount();
        if (slots != 0 || inputs != ResponseStatement.PUBLIC_INPUTS) revert UnsuitableCircuit(slots, inputs);
        registry = registry_;
        verifier = verifier_;
    }

    /// @inheritdoc IAttestationVerifier
    function registerPolicy(bytes32 policyDigest, uint32 validOn, string calldata words) external override {
        if (policyDigest == 0 || uint256(policyDigest) >= Bls12381.R) revert InvalidPolicyDigest(policyDigest);
        if (validOn < _today()) revert PolicyDatePassed(validOn);
        bytes32 policy = _policy(msg.sender, policyDigest, validOn);
        if (_policies[policy]) revert PolicyAlreadyRegistered(msg.sender, policyDigest, validOn);
        _policies[policy] = true;
        emit PolicyRegistered(msg.sender, policyDigest, validOn, words);
    }

    /// @inheritdoc IAttestationVerifier
    function verify(Attestation calldata attestation, bytes calldata proof, uint256 maxRootAge)
        external
        view
        override
        returns (bool)
    {
        return _refusal(attestation, proof, maxRootAge).length == 0;
    }

    /// @inheritdoc IAttestationVerifier
    function requireValid(Attestation calldata attestation, bytes calldata proof, uint256 maxRootAge)
        public
        view
        override
    {
        bytes memory refusal = _refusal(attestation, proof, maxRootAge);
        if (refusal.length != 0) LowLevelCall.bubbleRevert(refusal);
    }

    /// @inheritdoc IAttestationVerifier
    function record(Attestation calldata attestation, bytes calldata proof, uint256 maxRootAge)
        external
        override
        returns (bytes32 id)
    {
        bytes32 modelCommitment = attestation.modelCommitment;
        bytes32 nonce = attestation.nonce;
        if (_nonces[modelCommitment][nonce]) revert NonceUsed(modelCommitment, nonce);
        requireValid(attestation, proof, maxRootAge);

        id = attestation.id();
        _nonces[modelCommitment][nonce] = true;
        _responses[id] = true;
        emit ResponseAttested(id, modelCommitment, nonce, attestation.releaseId(), attestation, keccak256(proof));
    }

    /// @inheritdoc IAttestationVerifier
    function isPolicyRegistered(address publisher, bytes32 policyDigest, uint32 validOn)
        external
        view
        override
        returns (bool)
    {
        return _policies[_policy(publisher, policyDigest, validOn)];
    }

    /// @inheritdoc IAttestationVerifier
    function isRecorded(bytes32 id) external view override returns (bool) {
        return _responses[id];
    }

    /// @inheritdoc IAttestationVerifier
    function isNonceUsed(bytes32 modelCommitment, bytes32 nonce) external view override returns (bool) {
        return _nonces[modelCommitment][nonce];
    }

    /// @inheritdoc IAttestationVerifier
    function responseId(Attestation calldata attestation) external pure override returns (bytes32) {
        return attestation.id();
    }

    /// @inheritdoc IAttestationVerifier
    function publicInputs(Attestation calldata attestation) external view override returns (uint256[] memory) {
        return attestation.publicInputs(address(registry));
    }

    /// @dev The error that says why the attestation is not true today; empty if it is. All that is checked is here, so that {verify} and
    /// {requireValid} cannot differ. The dearest comes last.
    function _refusal(Attestation calldata attestation, bytes calldata proof, uint256 maxRootAge)
        private
        view
        returns (bytes memory refusal)
    {
        refusal = _refusalOfPolicy(attestation.release.publisher, attestation.policyDigest, attestation.validOn);
        if (refusal.length == 0) refusal = _refusalOfRoot(attestation.registryRoot, maxRootAge);
        if (refusal.length == 0) refusal = _refusalOfRelease(attestation.releaseId(), attestation.trainingLink);
        if (refusal.length == 0 && !verifier.verify(proof, attestation.publicInputs(address(registry)))) {
            refusal = abi.encodeWithSelector(InvalidProof.selector);
        }
    }

    function _refusalOfPolicy(address publisher, bytes32 policyDigest, uint32 validOn)
        private
        view
        returns (bytes memory)
    {
        if (validOn < _today()) return abi.encodeWithSelector(PolicyDatePassed.selector, validOn);
        if (_policies[_policy(publisher, policyDigest, validOn)]) return "";
        return abi.encodeWithSelector(PolicyNotRegistered.selector, publisher, policyDigest, validOn);
    }

    function _refusalOfRoot(bytes32 registryRoot, uint256 maxAge) private view returns (bytes memory) {
        if (registry.isRegistryRootAccepted(registryRoot, maxAge)) return "";
        RegistryRootStatus memory status = registry.registryRootStatus(registryRoot);
        if (!status.known) return abi.encodeWithSelector(UnknownRegistryRoot.selector, registryRoot);
        if (status.revoked) return abi.encodeWithSelector(RegistryRootRevoked.selector, registryRoot);
        return abi.encodeWithSelector(RegistryRootTooOld.selector, registryRoot, status.supersededAt);
    }

    function _refusalOfRelease(bytes32 releaseId, TrainingLink link) private view returns (bytes memory) {
        ReleaseStatus memory release = registry.releaseStatus(releaseId);
        if (!release.proven) return abi.encodeWithSelector(ReleaseNotProven.selector, releaseId);
        if (release.trainingLink == link) return "";
        return abi.encodeWithSelector(WrongTrainingLink.selector, link, release.trainingLink);
    }

    function _policy(address publisher, bytes32 policyDigest, uint32 validOn) private pure returns (bytes32) {
        return keccak256(abi.encode(publisher, policyDigest, validOn));
    }

    /// @dev Days since 1970-01-01 UTC.
    function _today() private view returns (uint256) {
        return block.timestamp / 1 days;
    }
}
