// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bls12381 } from "../../src/libraries/Bls12381.sol";
import { Points } from "./Points.sol";
import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title What anybody can do to a Groth16 proof, knowing only the verifying key
library Rerandomise {
    using Bytes for bytes;

    /// @dev (ρA, ρ⁻¹B + tδ, C + tρA): another proof of the same statement.
    function proof(bytes memory key, bytes memory proof_, uint256 rho, uint256 t) internal view returns (bytes memory) {
        bytes memory a = Points.mulG1(proof_.slice(0, 128), rho);
        bytes memory b = Points.addG2(
            Points.mulG2(proof_.slice(128, 384), Math.invModPrime(rho, Bls12381.R)),
            Points.mulG2(key.slice(640, 896), t)
        );
        bytes memory c = Points.addG1(proof_.slice(384), Points.mulG1(a, t));
        return bytes.concat(a, b, c);
    }
}
