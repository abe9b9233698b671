// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { VerifyingKey } from "./VerifyingKey.sol";
import { ICommitmentVerifier } from "./interfaces/ICommitmentVerifier.sol";
import { IVerifyingKey } from "./interfaces/IVerifyingKey.sol";
import { Bls12381 } from "./libraries/Bls12381.sol";
import { SetupKind } from "./types/SetupKind.sol";
import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";

/// @title A verifier for Groth16 proofs with a commitment and linked vectors, for one verifying key
/// @dev The three equations share the generator of G2, which is γ: the second and the third, with factors ρ and ρ² that all
/// of proof and statement determine, are added to the first. With σ and τ that is one product of six pairings:
/// e(A, B)·e(−α, β)·e(X + ρ·P + ρ²·(Σ cᴹᵏ·[fₖ] − y·G₁ + c·π), −γ)·e(C, −δ)·e(ρ·D, σ)·e(ρ²·π, τ) = 1.
contract CommitmentVerifier is VerifyingKey, ICommitmentVerifier {
    using Bytes for bytes;

    bytes32 private constant KEY_TAG = "chainprov/commitment/v1";
    bytes32 private constant CHALLENGE_TAG = "chainprov/challenge/v1";

    /// @dev log₂ M.
    uint256 private constant LOG_SPACING = 32;

    uint256 private constant HEADER = 32;
    uint256 private constant BETA = HEADER + 128;
    uint256 private constant GAMMA = BETA + 256;
    uint256 private constant DELTA = GAMMA + 256;
    uint256 private constant SIGMA = DELTA + 256;
    uint256 private constant TAU = SIGMA + 256;

    /// @dev Where the parts of a proof begin: B, C, D, P, y, π, and its ends.
    uint256 private constant PROOF_B = 128;
    uint256 private constant PROOF_C = 384;
    uint256 private constant PROOF_D = 512;
    uint256 private constant PROOF_P = 640;
    uint256 private constant PROOF_Y = 768;
    uint256 private constant PROOF_PI = 800;
    uint256 private constant PROOF_END = 928;

    /// @inheritdoc ICommitmentVerifier
    uint256 public immutable override vectorCommitmentCount;

    /// @param key_ As {ICommitmentVerifier} says, points as EIP-2537 encodes them.
    /// @param circuitDigest_ The digest of the circuit that the key is for.
    /// @param setup_ Where the key comes from.
    constructor(bytes memory key_, bytes32 circuitDigest_, SetupKind setup_)
        VerifyingKey(key_, HEADER, _hasVectors(key_) ? 5 : 4, 2, circuitDigest_, setup_)
    {
        uint256 header = _header(key_);
        if (header >> 64 != uint256(KEY_TAG) >> 64) revert InvalidKeyPoint();
        vectorCommitmentCount = header & type(uint64).max;
        if (keccak256(key_.slice(GAMMA, DELTA)) != keccak256(Bls12381.G2_GENERATOR)) revert DegenerateKey();
    }

    /// @inheritdoc IVerifyingKey
    function publicInputCount() public view override returns (uint256) {
        return _inputCount - (vectorCommitmentCount == 0 ? 1 : 2);
    }

    /// @inheritdoc ICommitmentVerifier
    function verify(bytes calldata proof, uint256[] calldata publicInputs, bytes calldata vectors)
        external
        view
        override
        returns (bool)
    {
        return proof.length == _proofLength() && publicInputs.length == publicInputCount()
            && vectors.length == vectorCommitmentCount * Bls12381.G1_SIZE
            && _firstUnreduced(publicInputs) == publicInputs.length && _holds(proof, publicInputs, vectors);
    }

    /// @inheritdoc ICommitmentVerifier
    function requireValid(bytes calldata proof, uint256[] calldata publicInputs, bytes calldata vectors)
        external
        view
        override
    {
        if (proof.length != _proofLength()) revert InvalidProofLength(proof.length);
        if (publicInputs.length != publicInputCount()) {
            revert InvalidPublicInputCount(publicInputs.length, publicInputCount());
        }
        if (vectors.length != vectorCommitmentCount * Bls12381.G1_SIZE) revert InvalidVectorsLength(vectors.length);
        uint256 unreduced = _firstUnreduced(publicInputs);
        if (unreduced != publicInputs.length) revert PublicInputNotReduced(unreduced);
        if (!_holds(proof, publicInputs, vectors)) revert InvalidProof();
    }

    function _proofLength() private view returns (uint256) {
        return vectorCommitmentCount == 0 ? PROOF_Y : PROOF_END;
    }

    /// @dev The equations, for arguments of the right lengths and inputs in range. A, B, C, D or P at infinity is refused.
    function _holds(bytes calldata proof, uint256[] calldata publicInputs, bytes calldata vectors)
        private
        view
        returns (bool)
    {
        if (
            Bls12381.isInfinity(proof[:PROOF_B]) || Bls12381.isInfinity(proof[PROOF_B:PROOF_C])
                || Bls12381.isInfinity(proof[PROOF_C:PROOF_D]) || Bls12381.isInfinity(proof[PROOF_D:PROOF_P])
                || Bls12381.isInfinity(proof[PROOF_P:PROOF_Y])
        ) return false;
        if (vectorCommitmentCount != 0 && _evaluation(proof) >= Bls12381.R) return false;

        // 248 bits are below the order.
        bytes32 transcript = _transcript(proof[PROOF_D:PROOF_P], publicInputs, vectors);
        uint256 factor = uint256(keccak256(bytes.concat(transcript, proof))) >> 8;
        bytes memory stored = _stored();
        bytes[3] memory points = [stored.slice(HEADER, BETA), "", proof[PROOF_C:PROOF_D]];
        bool accepted;
        (accepted, points[1]) = _sumOfGamma(stored, proof, publicInputs, vectors, uint256(transcript) >> 8, factor);
        if (!accepted) return false;
        bytes memory ofSigmaAndTau;
        (accepted, ofSigmaAndTau) = _ofSigmaAndTau(stored, proof, factor);
        return accepted && _productIsOne(stored, proof[:PROOF_C], points, ofSigmaAndTau);
    }

    /// @dev All that is fixed before the challenge, which is a hash of it.
    function _transcript(bytes calldata commitment, uint256[] calldata publicInputs, bytes calldata vectors)
        private
        view
        returns (bytes32)
    {
        bytes memory inputs = abi.encodePacked(publicInputs.length, publicInputs);
        return keccak256(
            bytes.concat(CHALLENGE_TAG, keyDigest, commitment, bytes32(vectorCommitmentCount), vectors, inputs)
        );
    }

    /// @dev ρ·D, σ and, where there are vectors, ρ²·π, τ.
    function _ofSigmaAndTau(bytes memory stored, bytes calldata proof, uint256 factor)
        private
        view
        returns (bool accepted, bytes memory pairs)
    {
        (accepted, pairs) = Bls12381.g1Msm(bytes.concat(proof[PROOF_D:PROOF_P], bytes32(factor)));
        pairs = bytes.concat(pairs, stored.slice(SIGMA, TAU));
        if (vectorCommitmentCount == 0 || !accepted) return (accepted, pairs);
        bytes memory opening;
        (accepted, opening) =
            Bls12381.g1Msm(bytes.concat(proof[PROOF_PI:], bytes32(mulmod(factor, factor, Bls12381.R))));
        pairs = bytes.concat(pairs, opening, stored.slice(TAU, _ic));
    }

    /// @dev IC₀ + Σ xᵢ·ICᵢ + D + ρ·P + ρ²·(Σ cᴹᵏ·[fₖ] − y·G₁ + c·π). D is added without a check of its subgroup, which it gets
    /// when it is multiplied by ρ.
    function _sumOfGamma(
        bytes memory stored,
        bytes calldata proof,
        uint256[] calldata publicInputs,
        bytes calldata vectors,
        uint256 challenge,
        uint256 factor
    ) private view returns (bool accepted, bytes memory sum) {
        bytes memory more = bytes.concat(
            proof[PROOF_P:PROOF_Y],
            bytes32(factor),
            _openingTerms(proof, vectors, challenge, mulmod(factor, factor, Bls12381.R))
        );
        (accepted, sum) = _inputSum(stored, _allInputs(proof, publicInputs, challenge), more);
        if (accepted) (accepted, sum) = Bls12381.g1Add(sum, proof[PROOF_D:PROOF_P]);
    }

    /// @dev The stated inputs, c, and y where there are vectors.
    function _allInputs(bytes calldata proof, uint256[] calldata publicInputs, uint256 challenge)
        private
        view
        returns (uint256[] memory inputs)
    {
        inputs = new uint256[](_inputCount);
        for (uint256 i = 0; i < publicInputs.length; ++i) {
            inputs[i] = publicInputs[i];
        }
        inputs[publicInputs.length] = challenge;
        if (vectorCommitmentCount != 0) inputs[publicInputs.length + 1] = _evaluation(proof);
    }

    /// @dev The terms of factor·(Σ cᴹᵏ·[fₖ] − y·G₁ + c·π); none where there are no vectors.
    function _openingTerms(bytes calldata proof, bytes calldata vectors, uint256 challenge, uint256 factor)
        private
        view
        returns (bytes memory)
    {
        if (vectorCommitmentCount == 0) return "";
        return bytes.concat(
            proof[PROOF_PI:],
            bytes32(mulmod(factor, challenge, Bls12381.R)),
            Bls12381.G1_GENERATOR_NEGATED,
            bytes32(mulmod(factor, _evaluation(proof), Bls12381.R)),
            _foldedVectors(vectors, challenge, factor)
        );
    }

    function _evaluation(bytes calldata proof) private pure returns (uint256) {
        return uint256(bytes32(proof[PROOF_Y:PROOF_PI]));
    }

    /// @dev [f₀] ‖ factor ‖ [f₁] ‖ factor·cᴹ ‖ [f₂] ‖ factor·c²ᴹ …
    function _foldedVectors(bytes calldata vectors, uint256 challenge, uint256 factor)
        private
        pure
        returns (bytes memory terms)
    {
        uint256 step = challenge;
        for (uint256 i = 0; i < LOG_SPACING; ++i) {
            step = mulmod(step, step, Bls12381.R);
        }
        terms = new bytes(vectors.length / Bls12381.G1_SIZE * (Bls12381.G1_SIZE + 32));
        uint256 order = Bls12381.R;
        assembly ("memory-safe") {
            let term := add(terms, 32)
            for { let offset := 0 } lt(offset, vectors.length) { offset := add(offset, 128) } {
                calldatacopy(term, add(vectors.offset, offset), 128)
                mstore(add(term, 128), factor)
                factor := mulmod(factor, step, order)
                term := add(term, 160)
            }
        }
    }

    /// @dev Whether the key says that there are vectors: its length has to fit.
    function _hasVectors(bytes memory key_) private pure returns (bool) {
        return _header(key_) & type(uint64).max != 0;
    }

    /// @dev The first word; a key that is shorter is refused for its length.
    function _header(bytes memory key_) private pure returns (uint256) {
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint256(bytes32(key_));
    }
}
