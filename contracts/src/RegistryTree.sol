// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Poseidon2 } from "./libraries/Poseidon2.sol";
import { ROOT_GRACE } from "./types/Grace.sol";
import { RegistryRootStatus } from "./types/RegistryRootStatus.sol";

/// @title The newest roots of all recognised authorities in one Merkle tree
/// @dev Written by the registry that deployed it and by nobody else; a contract of its own because the registry has no room for the hash.
/// The nodes are numbered from the root, which is 1; the children of node n are 2n and 2n + 1, so that leaf i is 1,024 + i.
contract RegistryTree {
    struct Root {
        uint64 change;
        uint64 supersededAt;
    }

    /// @notice Only the registry writes.
    error NotRegistry(address caller);

    uint256 public constant DEPTH = 10;
    uint256 private constant FIRST_LEAF = 2 ** DEPTH;

    /// @dev The roots of the trees of zero leaves, of depth 0 to 10.
    bytes private constant EMPTY = hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"320736795f80cc1bce9c1dd59b814b4c6d5ff4d34c0d8e09430bdc2c32d991a1"
        hex"56c02f0e150f24257b9ffdff1ceeca53d12c370d605784afa6182bbfe6c4b636"
        hex"3636872efaa13b3486564097aa6f2715b2f5729196fef38c788d52685d011eaf"
        hex"2568d83f1ef1d8d07f4495f045d22ce23dbe88f26de0a2a56ffb1612ab5b9501"
        hex"0fdb88f2f24597a7a161af812b071074effa87dfb2865fc39283789e3fb60ae6"
        hex"6beff4bcbc6a2d4eeccc9cb788e0275f77dc45c28a32d79fd1ac262a2b1a7087"
        hex"6be637e55818ddff4d257ec3476ec01b8114b07b86e5fd58abf773a8e5d6f171"
        hex"41f7659fcec6d4c93cb1535f289c9a48d0ab14eed7154430204425a74cff5556"
        hex"53c3c4b6b170861475a7392bb27621f624a823d2a39944d7ebdf35a67f57874a"
        hex"0c5be075c2864594592208b1fa6b279cf4d79901ca390507a35dd7bf6a7055dd";

    address private immutable _registry;

    uint64 private _changes;
    uint64 private _lastRevocation;
    mapping(uint256 number => bytes32) private _nodes;
    mapping(bytes32 root => Root) private _roots;

    constructor() {
        _registry = msg.sender;
        bytes32 empty = _emptyAt(EMPTY, DEPTH);
        _nodes[1] = empty;
        _roots[empty].change = _changes = 1;
    }

    /// @notice Puts a leaf in its place. For the registry.
    /// @param revokes Whether something was taken away that the leaf before stood for.
    /// @return change The number of this change, from 2; zero if the leaf was there already, which is no change.
    /// @return newest The root.
    function set(uint256 index, bytes32 leaf, bool revokes) external returns (uint64 change, bytes32 newest) {
        if (msg.sender != _registry) revert NotRegistry(msg.sender);
        uint256 number = FIRST_LEAF + index;
        newest = _nodes[1];
        if (_nodes[number] == leaf) return (0, newest);

        _roots[newest].supersededAt = uint64(block.timestamp);
        newest = _write(number, leaf);
        change = ++_changes;
        _roots[newest] = Root({ change: change, supersededAt: 0 });
        if (revokes) _lastRevocation = change;
    }

    function root() external view returns (bytes32) {
        return _nodes[1];
    }

    /// @notice Whether a root is the newest, or was superseded by additions only and at most so long ago, and no longer than
    /// {ROOT_GRACE}. With a `maxAge` of zero only the newest is.
    function isAccepted(bytes32 root_, uint256 maxAge) external view returns (bool) {
        Root memory known = _roots[root_];
        if (known.change == 0) return false;
        if (known.change == _changes) return true;
        if (maxAge == 0 || known.change < _lastRevocation) return false;
        // Whoever proposes a block moves its time by seconds; ages are days.
        // forge-lint: disable-next-line(block-timestamp)
        return block.timestamp - known.supersededAt <= (maxAge < ROOT_GRACE ? maxAge : ROOT_GRACE);
    }

    function statusOf(bytes32 root_) external view returns (RegistryRootStatus memory) {
        Root memory known = _roots[root_];
        return RegistryRootStatus({
            known: known.change != 0,
            newest: known.change == _changes,
            revoked: known.change != 0 && known.change < _lastRevocation,
            change: known.change,
            supersededAt: known.supersededAt
        });
    }

    /// @notice The siblings of a leaf and of what lies above it, from the bottom, with the root that they lead to.
    function path(uint256 index) external view returns (bytes32[DEPTH] memory siblings, bytes32 newest) {
        bytes memory empty = EMPTY;
        uint256 number = FIRST_LEAF + index;
        for (uint256 level = 0; level < DEPTH; ++level) {
            siblings[level] = _nodeAt(number ^ 1, level, empty);
            number >>= 1;
        }
        newest = _nodes[1];
    }

    /// @dev Writes a leaf and all that lies above it; the root.
    function _write(uint256 number, bytes32 node) private returns (bytes32) {
        bytes memory empty = EMPTY;
        _nodes[number] = node;
        for (uint256 level = 0; level < DEPTH; ++level) {
            bytes32 sibling = _nodeAt(number ^ 1, level, empty);
            (bytes32 left, bytes32 right) = number & 1 == 0 ? (node, sibling) : (sibling, node);
            node = bytes32(Poseidon2.node(uint256(left), uint256(right)));
            number >>= 1;
            _nodes[number] = node;
        }
        return node;
    }

    /// @dev A node that nothing was written under is an empty tree's root; no other is zero, or Poseidon2 would be broken.
    function _nodeAt(uint256 number, uint256 level, bytes memory empty) private view returns (bytes32 node) {
        node = _nodes[number];
        if (node == 0) node = _emptyAt(empty, level);
    }

    function _emptyAt(bytes memory empty, uint256 level) private pure returns (bytes32 node) {
        assembly ("memory-safe") {
            node := mload(add(add(empty, 32), shl(5, level)))
        }
    }
}
