// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bls12381 } from "../../src/libraries/Bls12381.sol";
import { Points } from "./Points.sol";
import { Groth16Simulator, Trapdoor } from "./Trapdoor.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @dev A key of a circuit that commits, whose secret logarithms are known, with which valid proofs can be made of any inputs and
/// vectors.
struct CommitmentTrapdoor {
    Trapdoor groth16;
    uint256 sigma;
    uint256 tau;
    uint32 vectors;
}

/// @dev The logarithms of a proof's points, and its evaluation: what a forger chooses.
struct CommitmentProof {
    uint256 a;
    uint256 b;
    uint256 c;
    uint256 d;
    uint256 p;
    uint256 y;
    uint256 pi;
}

using CommitmentSimulator for CommitmentTrapdoor global;

/// @title Keys and proofs with commitments, without a circuit
library CommitmentSimulator {
    uint256 private constant R = Bls12381.R;

    function sample(uint256 statedInputs, uint32 vectors, uint256 seed)
        internal
        pure
        returns (CommitmentTrapdoor memory trapdoor)
    {
        trapdoor.groth16 = Groth16Simulator.sample(statedInputs + (vectors == 0 ? 1 : 2), seed);
        trapdoor.groth16.gamma = 1;
        trapdoor.sigma = Groth16Simulator.scalar(seed, "sigma");
        trapdoor.tau = Groth16Simulator.scalar(seed, "tau");
        trapdoor.vectors = vectors;
    }

    function key(CommitmentTrapdoor memory trapdoor) internal view returns (bytes memory bytes_) {
        Trapdoor memory groth16 = trapdoor.groth16;
        bytes_ = bytes.concat(
            bytes24("chainprov/commitment/v1"),
            bytes8(uint64(trapdoor.vectors)),
            Points.g1(groth16.alpha),
            Points.g2(groth16.beta),
            Points.g2(groth16.gamma),
            Points.g2(groth16.delta),
            Points.g2(trapdoor.sigma)
        );
        if (trapdoor.vectors > 0) bytes_ = bytes.concat(bytes_, Points.g2(trapdoor.tau));
        for (uint256 i = 0; i < groth16.ic.length; ++i) {
            bytes_ = bytes.concat(bytes_, Points.g1(groth16.ic[i]));
        }
    }

    /// @dev A proof of these inputs about vectors of these logarithms; another for each seed.
    function prove(CommitmentTrapdoor memory trapdoor, uint256[] memory inputs, uint256[] memory vectors, uint256 seed)
        internal
        view
        returns (CommitmentProof memory proof)
    {
        proof.d = Groth16Simulator.scalar(seed, "d");
        proof.p = mulmod(proof.d, trapdoor.sigma, R);
        return trapdoor.complete(proof, inputs, vectors, trapdoor.challenge(proof.d, inputs, vectors), seed);
    }

    /// @dev The rest of a proof with a given commitment, for a given challenge.
    function complete(
        CommitmentTrapdoor memory trapdoor,
        CommitmentProof memory proof,
        uint256[] memory inputs,
        uint256[] memory vectors,
        uint256 challenge_,
        uint256 seed
    ) internal view returns (CommitmentProof memory) {
        Trapdoor memory groth16 = trapdoor.groth16;
        proof.a = Groth16Simulator.scalar(seed, "a");
        proof.b = Groth16Simulator.scalar(seed, "b");
        proof.y = vectors.length == 0 ? 0 : Groth16Simulator.scalar(seed, "y");
        if (vectors.length > 0) proof.pi = trapdoor.open(vectors, challenge_, proof.y);
        uint256 sum = addmod(groth16.ic[0], proof.d, R);
        for (uint256 i = 0; i < inputs.length; ++i) {
            sum = addmod(sum, mulmod(inputs[i], groth16.ic[i + 1], R), R);
        }
        sum = addmod(sum, mulmod(challenge_, groth16.ic[inputs.length + 1], R), R);
        if (vectors.length > 0) sum = addmod(sum, mulmod(proof.y, groth16.ic[inputs.length + 2], R), R);
        uint256 known = addmod(mulmod(groth16.alpha, groth16.beta, R), sum, R);
        proof.c = mulmod(addmod(mulmod(proof.a, proof.b, R), R - known, R), Math.invModPrime(groth16.delta, R), R);
        return proof;
    }

    /// @dev (Σ cᴹᵏ·fₖ − y)/(τ − c): with τ known, everything opens to anything.
    function open(CommitmentTrapdoor memory trapdoor, uint256[] memory vectors, uint256 challenge_, uint256 y)
        internal
        view
        returns (uint256)
    {
        uint256 folded = R - y;
        uint256 factor = 1;
        uint256 step = Math.modExp(challenge_, 1 << 32, R);
        for (uint256 i = 0; i < vectors.length; ++i) {
            folded = addmod(folded, mulmod(factor, vectors[i], R), R);
            factor = mulmod(factor, step, R);
        }
        return mulmod(folded, Math.invModPrime(addmod(trapdoor.tau, R - challenge_, R), R), R);
    }

    function challenge(CommitmentTrapdoor memory trapdoor, uint256 d, uint256[] memory inputs, uint256[] memory vectors)
        internal
        view
        returns (uint256)
    {
        return uint256(trapdoor.transcript(d, inputs, vectors)) >> 8;
    }

    function transcript(
        CommitmentTrapdoor memory trapdoor,
        uint256 d,
        uint256[] memory inputs,
        uint256[] memory vectors
    ) internal view returns (bytes32) {
        return keccak256(
            bytes.concat(
                bytes32("chainprov/challenge/v1"),
                keccak256(trapdoor.key()),
                Points.g1(d),
                bytes32(vectors.length),
                points(vectors),
                bytes32(inputs.length),
                abi.encodePacked(inputs)
            )
        );
    }

    function points(uint256[] memory logarithms) internal view returns (bytes memory bytes_) {
        for (uint256 i = 0; i < logarithms.length; ++i) {
            bytes_ = bytes.concat(bytes_, Points.g1(logarithms[i]));
        }
    }

    function encode(CommitmentTrapdoor memory trapdoor, CommitmentProof memory proof)
        internal
        view
        returns (bytes memory bytes_)
    {
        bytes_ = bytes.concat(
            Points.g1(proof.a), Points.g2(proof.b), Points.g1(proof.c), Points.g1(proof.d), Points.g1(proof.p)
        );
        if (trapdoor.vectors > 0) bytes_ = bytes.concat(bytes_, bytes32(proof.y), Points.g1(proof.pi));
    }
}
