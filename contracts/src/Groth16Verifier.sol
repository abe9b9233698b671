// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IGroth16Verifier } from "./interfaces/IGroth16Verifier.sol";
import { Bls12381 } from "./libraries/Bls12381.sol";
import { SetupKind } from "./types/SetupKind.sol";
import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";
import { SSTORE2 } from "solady/utils/SSTORE2.sol";

/// @title A Groth16 verifier over BLS12-381 for one verifying key
/// @dev The key lies in a contract of its own as −α ‖ β ‖ −γ ‖ −δ ‖ IC₀ ‖ IC₁ …: so negated the equation is one product of
/// four pairings that must be one, and no proof point has to be negated at run time:
/// e(A, B)·e(−α, β)·e(IC₀ + Σ xᵢ·ICᵢ, −γ)·e(C, −δ) = 1.
contract Groth16Verifier is IGroth16Verifier {
    using Bytes for bytes;

    uint256 private constant PROOF_SIZE = 512;
    uint256 private constant BETA = 128;
    uint256 private constant GAMMA = 384;
    uint256 private constant DELTA = 640;
    uint256 private constant IC = 896;

    /// @inheritdoc IGroth16Verifier
    bytes32 public immutable override keyDigest;
    /// @inheritdoc IGroth16Verifier
    bytes32 public immutable override circuitDigest;
    /// @inheritdoc IGroth16Verifier
    uint8 public immutable override slots;
    /// @inheritdoc IGroth16Verifier
    SetupKind public immutable override setup;
    /// @inheritdoc IGroth16Verifier
    uint256 public immutable override publicInputCount;

    address private immutable _store;

    /// @param key_ α (128 bytes) ‖ β ‖ γ ‖ δ (256 each) ‖ IC₀ ‖ IC₁ … (128 each) as EIP-2537 encodes points.
    /// @param circuitDigest_ The digest of the circuit that the key is for.
    /// @param slots_ How many datasets the circuit has room for.
    /// @param setup_ Where the key comes from: a development setup. A ceremony's key has to bring its transcript, for which there
    /// is no form yet.
    constructor(bytes memory key_, bytes32 circuitDigest_, uint8 slots_, SetupKind setup_) {
        if (!Bls12381.isAvailable()) revert PrecompilesMissing();
        if (key_.length < IC + 2 * Bls12381.G1_SIZE || (key_.length - IC) % Bls12381.G1_SIZE != 0) {
            revert InvalidKeyLength(key_.length);
        }
        if (circuitDigest_ == 0) revert MissingCircuitDigest();
        if (setup_ != SetupKind.Development) revert CeremonyWithoutTranscript();

        keyDigest = keccak256(key_);
        circuitDigest = circuitDigest_;
        slots = slots_;
        setup = setup_;
        publicInputCount = (key_.length - IC) / Bls12381.G1_SIZE - 1;
        _store = SSTORE2.write(_checkAndNegate(key_));
    }

    /// @inheritdoc IGroth16Verifier
    function verify(bytes calldata proof, uint256[] calldata publicInputs) external view override returns (bool) {
        return proof.length == PROOF_SIZE && publicInputs.length == publicInputCount
            && _firstUnreduced(publicInputs) == publicInputs.length && _holds(proof, publicInputs);
    }

    /// @inheritdoc IGroth16Verifier
    function requireValid(bytes calldata proof, uint256[] calldata publicInputs) external view override {
        if (proof.length != PROOF_SIZE) revert InvalidProofLength(proof.length);
        if (publicInputs.length != publicInputCount) {
            revert InvalidPublicInputCount(publicInputs.length, publicInputCount);
        }
        uint256 unreduced = _firstUnreduced(publicInputs);
        if (unreduced != publicInputs.length) revert PublicInputNotReduced(unreduced);
        if (!_holds(proof, publicInputs)) revert InvalidProof();
    }

    /// @inheritdoc IGroth16Verifier
    function key() external view override returns (bytes memory) {
        bytes memory stored = SSTORE2.read(_store);
        return _negateThree(stored);
    }

    /// @dev The index of the first input that is not below the group order, or the number of inputs.
    function _firstUnreduced(uint256[] calldata publicInputs) private pure returns (uint256 index) {
        while (index < publicInputs.length && publicInputs[index] < Bls12381.R) ++index;
    }

    /// @dev The equation, for a proof and inputs of the right length and range. A point at infinity is refused: no
    /// honest proof has one, and the forgeries that people find first do.
    function _holds(bytes calldata proof, uint256[] calldata publicInputs) private view returns (bool isOne) {
        if (
            Bls12381.isInfinity(proof[:BETA]) || Bls12381.isInfinity(proof[BETA:GAMMA])
                || Bls12381.isInfinity(proof[GAMMA:])
        ) return false;

        bytes memory stored = SSTORE2.read(_store);
        (bool multiplied, bytes memory weighted) = Bls12381.g1Msm(_terms(stored, publicInputs));
        // The precompile for addition checks no subgroup; the key's points were checked when it was stored.
        (bool added, bytes memory inputs) = Bls12381.g1Add(stored.slice(IC, IC + Bls12381.G1_SIZE), weighted);
        if (!multiplied || !added) return false;

        (, isOne) = Bls12381.pairing(
            bytes.concat(
                proof[:GAMMA], // A, B
                stored.slice(0, GAMMA), // −α, β
                inputs,
                stored.slice(GAMMA, DELTA),
                proof[GAMMA:], // C
                stored.slice(DELTA, IC)
            )
        );
    }

    /// @dev IC₁ ‖ x₁ ‖ IC₂ ‖ x₂ …
    function _terms(bytes memory stored, uint256[] calldata scalars) private pure returns (bytes memory terms) {
        terms = new bytes(scalars.length * (Bls12381.G1_SIZE + 32));
        assembly ("memory-safe") {
            let term := add(terms, 32)
            let point := add(add(stored, 32), add(IC, 128))
            let scalar := scalars.offset
            for { let end := add(scalar, shl(5, scalars.length)) } lt(scalar, end) { scalar := add(scalar, 32) } {
                mcopy(term, point, 128)
                mstore(add(term, 128), calldataload(scalar))
                term := add(term, 160)
                point := add(point, 128)
            }
        }
    }

    /// @dev Refuses a key that could accept a forgery, and gives it as it is stored.
    function _checkAndNegate(bytes memory key_) private view returns (bytes memory negated) {
        bytes memory beta = key_.slice(BETA, GAMMA);
        bytes memory gamma = key_.slice(GAMMA, DELTA);
        bytes memory delta = key_.slice(DELTA, IC);
        if (
            Bls12381.isInfinity(key_.slice(0, BETA)) || Bls12381.isInfinity(beta) || Bls12381.isInfinity(gamma)
                || Bls12381.isInfinity(delta)
        ) revert InvalidKeyPoint();

        bytes memory terms;
        for (uint256 start = IC; start < key_.length; start += Bls12381.G1_SIZE) {
            bytes memory point = key_.slice(start, start + Bls12381.G1_SIZE);
            if (Bls12381.isInfinity(point)) revert InvalidKeyPoint();
            terms = bytes.concat(terms, point, bytes32(uint256(1)));
        }
        (bool inG1,) = Bls12381.g1Msm(terms);
        (bool inG2,) = Bls12381.negateG2(beta);
        if (!inG1 || !inG2) revert InvalidKeyPoint();
        negated = _negateThree(key_);

        // With γ = ±δ, C can cancel the public inputs; with β equal to either, A and B can do as much; and a δ that is
        // still the generator is one whose logarithm everybody knows. With ICᵢ = ±ICⱼ a proof for (xᵢ, xⱼ) holds for (xᵢ + t, xⱼ ∓ t).
        if (
            _sameUpToSign(gamma, delta) || _sameUpToSign(beta, gamma) || _sameUpToSign(beta, delta)
                || _sameUpToSign(delta, Bls12381.G2_GENERATOR) || _anySameUpToSign(key_.slice(IC))
        ) revert DegenerateKey();
    }

    /// @dev The key with α, γ and δ negated; twice is the key itself.
    function _negateThree(bytes memory key_) private view returns (bytes memory) {
        (bool one, bytes memory alpha) = Bls12381.negateG1(key_.slice(0, BETA));
        (bool two, bytes memory gamma) = Bls12381.negateG2(key_.slice(GAMMA, DELTA));
        (bool three, bytes memory delta) = Bls12381.negateG2(key_.slice(DELTA, IC));
        if (!(one && two && three)) revert InvalidKeyPoint();
        return bytes.concat(alpha, key_.slice(BETA, GAMMA), gamma, delta, key_.slice(IC));
    }

    /// @dev Whether two of these G1 points are equal or opposite.
    function _anySameUpToSign(bytes memory points) private pure returns (bool) {
        for (uint256 i = 0; i < points.length; i += Bls12381.G1_SIZE) {
            bytes32 x = keccak256(points.slice(i, i + 64));
            for (uint256 j = 0; j < i; j += Bls12381.G1_SIZE) {
                if (x == keccak256(points.slice(j, j + 64))) return true;
            }
        }
        return false;
    }

    /// @dev G2 points with the same x are equal or opposite.
    function _sameUpToSign(bytes memory p, bytes memory q) private pure returns (bool) {
        return keccak256(p.slice(0, 128)) == keccak256(q.slice(0, 128));
    }
}
