// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bls12381 } from "../../src/libraries/Bls12381.sol";
import { Points } from "./Points.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @dev A Groth16 key whose secret logarithms are known, with which valid proofs can be made for any public inputs.
struct Trapdoor {
    uint256 alpha;
    uint256 beta;
    uint256 gamma;
    uint256 delta;
    uint256[] ic;
}

using Groth16Simulator for Trapdoor global;

/// @title Keys and proofs without a circuit
/// @dev The simulator of Groth16's zero-knowledge proof: choose A and B, and solve the equation for C, which takes δ⁻¹.
library Groth16Simulator {
    uint256 private constant R = Bls12381.R;

    function sample(uint256 publicInputs, uint256 seed) internal pure returns (Trapdoor memory trapdoor) {
        trapdoor.alpha = scalar(seed, "alpha");
        trapdoor.beta = scalar(seed, "beta");
        trapdoor.gamma = scalar(seed, "gamma");
        trapdoor.delta = scalar(seed, "delta");
        trapdoor.ic = new uint256[](publicInputs + 1);
        for (uint256 i = 0; i <= publicInputs; ++i) {
            trapdoor.ic[i] = scalar(seed + i, "ic");
        }
    }

    function key(Trapdoor memory trapdoor) internal view returns (bytes memory bytes_) {
        bytes_ = bytes.concat(
            Points.g1(trapdoor.alpha), Points.g2(trapdoor.beta), Points.g2(trapdoor.gamma), Points.g2(trapdoor.delta)
        );
        for (uint256 i = 0; i < trapdoor.ic.length; ++i) {
            bytes_ = bytes.concat(bytes_, Points.g1(trapdoor.ic[i]));
        }
    }

    /// @dev A proof of these public inputs; another for each seed.
    function prove(Trapdoor memory trapdoor, uint256[] memory publicInputs, uint256 seed)
        internal
        view
        returns (bytes memory)
    {
        uint256 a = scalar(seed, "a");
        uint256 b = scalar(seed, "b");
        uint256 inputs = trapdoor.ic[0];
        for (uint256 i = 0; i < publicInputs.length; ++i) {
            inputs = addmod(inputs, mulmod(publicInputs[i], trapdoor.ic[i + 1], R), R);
        }
        uint256 known = addmod(mulmod(trapdoor.alpha, trapdoor.beta, R), mulmod(inputs, trapdoor.gamma, R), R);
        uint256 c = mulmod(addmod(mulmod(a, b, R), R - known, R), Math.invModPrime(trapdoor.delta, R), R);
        return bytes.concat(Points.g1(a), Points.g2(b), Points.g1(c));
    }

    function scalar(uint256 seed, string memory label) internal pure returns (uint256) {
        return 1 + uint256(keccak256(abi.encode(seed, label))) % (R - 1);
    }
}
