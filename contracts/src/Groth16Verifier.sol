// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { VerifyingKey } from "./VerifyingKey.sol";
import { IGroth16Verifier } from "./interfaces/IGroth16Verifier.sol";
import { IVerifyingKey } from "./interfaces/IVerifyingKey.sol";
import { Bls12381 } from "./libraries/Bls12381.sol";
import { SetupKind } from "./types/SetupKind.sol";
import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";
import { DynamicBufferLib } from "solady/utils/DynamicBufferLib.sol";

/// @title A Groth16 verifier over BLS12-381 for one verifying key
contract Groth16Verifier is VerifyingKey, IGroth16Verifier {
    using Bytes for bytes;
    using DynamicBufferLib for DynamicBufferLib.DynamicBuffer;

    uint256 private constant PROOF_SIZE = 512;
    /// @dev Where B and C begin in a proof; in the key β and γ do.
    uint256 private constant BETA = 128;
    uint256 private constant GAMMA = 384;
    uint256 private constant DELTA = 640;
    uint256 private constant IC = 896;

    /// @inheritdoc IGroth16Verifier
    uint8 public immutable override slots;

    /// @param key_ α (128 bytes) ‖ β ‖ γ ‖ δ (256 each) ‖ IC₀ ‖ IC₁ … (128 each) as EIP-2537 encodes points.
    /// @param circuitDigest_ The digest of the circuit that the key is for.
    /// @param slots_ How many datasets a release's circuit has room for; zero for every other circuit.
    /// @param setup_ Where the key comes from.
    constructor(bytes memory key_, bytes32 circuitDigest_, uint8 slots_, SetupKind setup_)
        VerifyingKey(key_, 0, 3, 1, circuitDigest_, setup_)
    {
        slots = slots_;
    }

    /// @inheritdoc IVerifyingKey
    function publicInputCount() public view override returns (uint256) {
        return _inputCount;
    }

    /// @inheritdoc IGroth16Verifier
    function verify(bytes calldata proof, uint256[] calldata publicInputs) external view override returns (bool) {
        return _isWellFormed(proof, publicInputs) && _holds(proof, publicInputs);
    }

    /// @inheritdoc IGroth16Verifier
    function verifyBatch(bytes[] calldata proofs, uint256[][] calldata publicInputs)
        external
        view
        override
        returns (bool)
    {
        if (proofs.length == 0 || proofs.length != publicInputs.length) return false;
        for (uint256 i = 0; i < proofs.length; ++i) {
            if (!_isWellFormed(proofs[i], publicInputs[i])) return false;
        }
        return _allHold(proofs, publicInputs, keccak256(bytes.concat(keyDigest, keccak256(msg.data))));
    }

    /// @inheritdoc IGroth16Verifier
    function requireValid(bytes calldata proof, uint256[] calldata publicInputs) external view override {
        if (proof.length != PROOF_SIZE) revert InvalidProofLength(proof.length);
        if (publicInputs.length != _inputCount) revert InvalidPublicInputCount(publicInputs.length, _inputCount);
        uint256 unreduced = _firstUnreduced(publicInputs);
        if (unreduced != publicInputs.length) revert PublicInputNotReduced(unreduced);
        if (!_isWellFormed(proof, publicInputs) || !_holds(proof, publicInputs)) revert InvalidProof();
    }

    /// @dev A point at infinity is refused: no honest proof has one, and the forgeries that people find first do.
    function _isWellFormed(bytes calldata proof, uint256[] calldata publicInputs) private view returns (bool) {
        return proof.length == PROOF_SIZE && publicInputs.length == _inputCount
            && _firstUnreduced(publicInputs) == publicInputs.length && !Bls12381.isInfinity(proof[:BETA])
            && !Bls12381.isInfinity(proof[BETA:GAMMA]) && !Bls12381.isInfinity(proof[GAMMA:]);
    }

    function _holds(bytes calldata proof, uint256[] calldata publicInputs) private view returns (bool) {
        bytes memory stored = _stored();
        (bool accepted, bytes memory inputs) = _inputSum(stored, publicInputs, "");
        if (!accepted) return false;
        return _productIsOne(stored, proof[:GAMMA], [stored.slice(0, BETA), inputs, proof[GAMMA:]], "");
    }

    /// @dev Π e(ρᵢ·Aᵢ, Bᵢ)·e(−Σρᵢ·α, β)·e(Σρᵢ·Xᵢ, −γ)·e(Σρᵢ·Cᵢ, −δ) = 1, where ρ₀ = 1 and the others are hashes of the seed.
    function _allHold(bytes[] calldata proofs, uint256[][] calldata publicInputs, bytes32 seed)
        private
        view
        returns (bool)
    {
        DynamicBufferLib.DynamicBuffer memory pairs;
        DynamicBufferLib.DynamicBuffer memory ofDelta;
        pairs.reserve(proofs.length * (Bls12381.G1_SIZE + Bls12381.G2_SIZE));
        ofDelta.reserve(proofs.length * (Bls12381.G1_SIZE + 32));
        uint256[] memory sums = new uint256[](_inputCount);
        uint256 factors;
        for (uint256 i = 0; i < proofs.length; ++i) {
            uint256 factor = i == 0 ? 1 : uint128(uint256(keccak256(abi.encode(seed, i))));
            factors += factor;
            for (uint256 j = 0; j < sums.length; ++j) {
                sums[j] = addmod(sums[j], mulmod(factor, publicInputs[i][j], Bls12381.R), Bls12381.R);
            }
            bytes calldata proof = proofs[i];
            (bool accepted, bytes memory a) = Bls12381.g1Msm(bytes.concat(proof[:BETA], bytes32(factor)));
            if (!accepted) return false;
            pairs.p(a, proof[BETA:GAMMA]);
            ofDelta.p(proof[GAMMA:]).pUint256(factor);
        }

        bytes memory stored = _stored();
        bytes[3] memory terms = [
            bytes.concat(stored.slice(0, BETA), bytes32(factors)),
            bytes.concat(_terms(stored, sums), stored.slice(IC, IC + Bls12381.G1_SIZE), bytes32(factors)),
            ofDelta.data
        ];
        for (uint256 i = 0; i < 3; ++i) {
            bool accepted;
            (accepted, terms[i]) = Bls12381.g1Msm(terms[i]);
            if (!accepted) return false;
        }
        return _productIsOne(stored, pairs.data, terms, "");
    }
}
