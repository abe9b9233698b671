// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Poseidon2 } from "../../src/libraries/Poseidon2.sol";

/// @title The registry tree, computed anew from its leaves
library ReferenceTree {
    uint256 internal constant DEPTH = 10;

    /// @dev The root over these leaves and zeros after them.
    function root(bytes32[] memory leaves) internal pure returns (bytes32) {
        return bytes32(_root(leaves, 0, DEPTH));
    }

    /// @dev The root that a leaf's siblings lead to.
    function rootOf(bytes32 leaf, uint256 index, bytes32[10] memory siblings) internal pure returns (bytes32) {
        uint256 node = uint256(leaf);
        for (uint256 level = 0; level < DEPTH; ++level) {
            uint256 sibling = uint256(siblings[level]);
            bool isRight = index >> level & 1 == 1;
            node = isRight ? Poseidon2.node(sibling, node) : Poseidon2.node(node, sibling);
        }
        return bytes32(node);
    }

    function empty(uint256 depth) internal pure returns (uint256 node) {
        for (uint256 level = 0; level < depth; ++level) {
            node = Poseidon2.node(node, node);
        }
    }

    /// @dev Of the 2^depth leaves from `first` on.
    function _root(bytes32[] memory leaves, uint256 first, uint256 depth) private pure returns (uint256) {
        if (first >= leaves.length) return empty(depth);
        if (depth == 0) return uint256(leaves[first]);
        uint256 half = 1 << (depth - 1);
        return Poseidon2.node(_root(leaves, first, depth - 1), _root(leaves, first + half, depth - 1));
    }
}
