// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IVerifyingKey } from "./interfaces/IVerifyingKey.sol";
import { Bls12381 } from "./libraries/Bls12381.sol";
import { SetupKind } from "./types/SetupKind.sol";
import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";
import { SSTORE2 } from "solady/utils/SSTORE2.sol";

/// @title A verifying key, checked once and kept as the code of a contract of its own
/// @dev A header, α, points of G2 that begin with β, γ and δ, and IC₀, IC₁ …. Kept with α, γ and δ negated: so the equation is
/// one product of pairings that must be one, and no proof point has to be negated at run time:
/// e(A, B)·e(−α, β)·e(X, −γ)·e(C, −δ) = 1.
abstract contract VerifyingKey is IVerifyingKey {
    using Bytes for bytes;

    /// @inheritdoc IVerifyingKey
    bytes32 public immutable override keyDigest;
    /// @inheritdoc IVerifyingKey
    bytes32 public immutable override circuitDigest;
    /// @inheritdoc IVerifyingKey
    SetupKind public immutable override setup;

    /// @dev Where β and IC₀ begin.
    uint256 internal immutable _beta;
    uint256 internal immutable _ic;
    /// @dev IC₁ … in number.
    uint256 internal immutable _inputCount;

    address private immutable _store;

    /// @param key_ The key.
    /// @param headerLength What precedes α.
    /// @param g2Count How many points of G2 there are, at least three.
    /// @param minimumInputs How many IC there are besides IC₀, at least.
    /// @param circuitDigest_ The digest of the circuit that the key is for.
    /// @param setup_ Where the key comes from: a development setup. A ceremony's key has to bring its transcript, for which there
    /// is no form yet.
    constructor(
        bytes memory key_,
        uint256 headerLength,
        uint256 g2Count,
        uint256 minimumInputs,
        bytes32 circuitDigest_,
        SetupKind setup_
    ) {
        if (!Bls12381.isAvailable()) revert PrecompilesMissing();
        uint256 beta = headerLength + Bls12381.G1_SIZE;
        uint256 ic = beta + g2Count * Bls12381.G2_SIZE;
        if (key_.length < ic + (1 + minimumInputs) * Bls12381.G1_SIZE || (key_.length - ic) % Bls12381.G1_SIZE != 0) {
            revert InvalidKeyLength(key_.length);
        }
        if (circuitDigest_ == 0) revert MissingCircuitDigest();
        if (setup_ != SetupKind.Development) revert CeremonyWithoutTranscript();

        keyDigest = keccak256(key_);
        circuitDigest = circuitDigest_;
        setup = setup_;
        _beta = beta;
        _ic = ic;
        _inputCount = (key_.length - ic) / Bls12381.G1_SIZE - 1;
        _check(key_, beta, ic);
        _store = SSTORE2.write(_negateThree(key_, beta));
    }

    /// @inheritdoc IVerifyingKey
    function key() external view override returns (bytes memory) {
        return _negateThree(_stored(), _beta);
    }

    /// @dev The key with α, γ and δ negated.
    function _stored() internal view returns (bytes memory) {
        return SSTORE2.read(_store);
    }

    /// @dev The index of the first input that is not below the group order, or the number of inputs.
    function _firstUnreduced(uint256[] calldata publicInputs) internal pure returns (uint256 index) {
        while (index < publicInputs.length && publicInputs[index] < Bls12381.R) ++index;
    }

    /// @dev IC₁ ‖ scalar ‖ IC₂ ‖ scalar …
    function _terms(bytes memory stored, uint256[] memory scalars) internal view returns (bytes memory terms) {
        terms = new bytes(scalars.length * (Bls12381.G1_SIZE + 32));
        uint256 first = _ic + Bls12381.G1_SIZE;
        assembly ("memory-safe") {
            let term := add(terms, 32)
            let point := add(add(stored, 32), first)
            let scalar := add(scalars, 32)
            for { let end := add(scalar, shl(5, mload(scalars))) } lt(scalar, end) { scalar := add(scalar, 32) } {
                mcopy(term, point, 128)
                mstore(add(term, 128), mload(scalar))
                term := add(term, 160)
                point := add(point, 128)
            }
        }
    }

    /// @dev IC₀ + Σ xᵢ·ICᵢ + Σ of more terms. The precompile for addition checks no subgroup; the key's points were checked when it
    /// was stored.
    function _inputSum(bytes memory stored, uint256[] memory inputs, bytes memory more)
        internal
        view
        returns (bool accepted, bytes memory sum)
    {
        (accepted, sum) = Bls12381.g1Msm(bytes.concat(_terms(stored, inputs), more));
        if (accepted) (accepted, sum) = Bls12381.g1Add(sum, stored.slice(_ic, _ic + Bls12381.G1_SIZE));
    }

    /// @dev Whether the product of pairings is one: of the pairs given, then of the points with β, −γ and −δ, then of more pairs.
    function _productIsOne(bytes memory stored, bytes memory pairs, bytes[3] memory points, bytes memory more)
        internal
        view
        returns (bool isOne)
    {
        bytes memory product = new bytes(pairs.length + 3 * 384 + more.length);
        uint256 beta = _beta;
        assembly ("memory-safe") {
            let end := add(product, 32)
            mcopy(end, add(pairs, 32), mload(pairs))
            end := add(end, mload(pairs))
            let constant_ := add(add(stored, 32), beta)
            for { let point := points } lt(point, add(points, 96)) { point := add(point, 32) } {
                mcopy(end, add(mload(point), 32), 128)
                mcopy(add(end, 128), constant_, 256)
                end := add(end, 384)
                constant_ := add(constant_, 256)
            }
            mcopy(end, add(more, 32), mload(more))
        }
        (, isOne) = Bls12381.pairing(product);
    }

    /// @dev Refuses a key that could accept a forgery.
    function _check(bytes memory key_, uint256 beta, uint256 ic) private view {
        bytes memory terms;
        for (uint256 offset = ic; offset < key_.length; offset += Bls12381.G1_SIZE) {
            terms = bytes.concat(terms, _finite(key_, offset, Bls12381.G1_SIZE), bytes32(uint256(1)));
        }
        (bool inG1,) = Bls12381.g1Msm(
            bytes.concat(terms, _finite(key_, beta - Bls12381.G1_SIZE, Bls12381.G1_SIZE), bytes32(uint256(1)))
        );
        if (!inG1) revert InvalidKeyPoint();

        // With γ = ±δ, C can cancel the public inputs; with β equal to either, A and B can do as much; and a secret that is still the
        // generator is one whose logarithm everybody knows: with α = 1 the powers of the first phase are enough to forge. With ICᵢ = ±ICⱼ a proof for (xᵢ, xⱼ) holds for (xᵢ + t, xⱼ ∓ t).
        for (uint256 offset = beta; offset < ic; offset += Bls12381.G2_SIZE) {
            (bool inG2,) = Bls12381.negateG2(_finite(key_, offset, Bls12381.G2_SIZE));
            if (!inG2) revert InvalidKeyPoint();
        }
        for (uint256 offset = beta; offset < ic; offset += Bls12381.G2_SIZE) {
            bytes32 x = _g2x(key_, offset);
            bool isGamma = offset == beta + Bls12381.G2_SIZE;
            if (!isGamma && x == _g2x(Bls12381.G2_GENERATOR, 0)) revert DegenerateKey();
            for (uint256 other = beta; other < offset; other += Bls12381.G2_SIZE) {
                if (x == _g2x(key_, other)) revert DegenerateKey();
            }
        }
        if (_g1x(key_, beta - Bls12381.G1_SIZE) == _g1x(Bls12381.G1_GENERATOR, 0)) revert DegenerateKey();
        for (uint256 offset = ic; offset < key_.length; offset += Bls12381.G1_SIZE) {
            bytes32 x = _g1x(key_, offset);
            for (uint256 other = ic; other < offset; other += Bls12381.G1_SIZE) {
                if (x == _g1x(key_, other)) revert DegenerateKey();
            }
        }
    }

    /// @dev The key with α, γ and δ negated; twice is the key itself.
    function _negateThree(bytes memory key_, uint256 beta) private view returns (bytes memory) {
        (bool inG1, bytes memory minusAlpha) = Bls12381.negateG1(key_.slice(beta - Bls12381.G1_SIZE, beta));
        if (!inG1) revert InvalidKeyPoint();
        return bytes.concat(
            key_.slice(0, beta - Bls12381.G1_SIZE),
            minusAlpha,
            key_.slice(beta, beta + Bls12381.G2_SIZE),
            _negatedG2(key_, beta + Bls12381.G2_SIZE),
            _negatedG2(key_, beta + 2 * Bls12381.G2_SIZE),
            key_.slice(beta + 3 * Bls12381.G2_SIZE)
        );
    }

    function _negatedG2(bytes memory key_, uint256 offset) private view returns (bytes memory negated) {
        bool inG2;
        (inG2, negated) = Bls12381.negateG2(key_.slice(offset, offset + Bls12381.G2_SIZE));
        if (!inG2) revert InvalidKeyPoint();
    }

    function _finite(bytes memory key_, uint256 offset, uint256 size) private pure returns (bytes memory point) {
        point = key_.slice(offset, offset + size);
        if (Bls12381.isInfinity(point)) revert InvalidKeyPoint();
    }

    /// @dev G1 points with the same x are equal or opposite.
    function _g1x(bytes memory points, uint256 offset) private pure returns (bytes32) {
        return keccak256(points.slice(offset, offset + 64));
    }

    /// @dev G2 points with the same x are equal or opposite.
    function _g2x(bytes memory points, uint256 offset) private pure returns (bytes32) {
        return keccak256(points.slice(offset, offset + 128));
    }
}
