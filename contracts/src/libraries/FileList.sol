// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The file list of a model
/// @notice "chainprov/model/v1" ‖ 0x00 ‖ uint32 count ‖ for each file: uint32 nameLength ‖ name ‖ uint64 size ‖ sha256;
/// integers big-endian, at least one file, no empty name, names strictly ascending by their bytes: a model has one list.
/// Its SHA-256 is the model digest.
library FileList {
    bytes19 private constant DOMAIN = "chainprov/model/v1\x00";
    uint256 private constant HEADER = 19 + 4;
    /// @dev What stands beside the name: its length, the file's size and digest.
    uint256 private constant FRAME = 4 + 8 + 32;

    error MalformedFileList();

    /// @notice The model digest of a list that has exactly the form above.
    function digest(bytes calldata list) internal pure returns (bytes32) {
        if (list.length < HEADER || bytes19(list[:19]) != DOMAIN) revert MalformedFileList();
        uint256 count = uint32(bytes4(list[19:HEADER]));
        uint256 end = HEADER;
        bytes calldata last = list[:0];
        for (uint256 i = 0; i < count; ++i) {
            if (end + FRAME > list.length) revert MalformedFileList();
            uint256 nameLength = uint32(bytes4(list[end:end + 4]));
            if (end + FRAME + nameLength > list.length) revert MalformedFileList();
            bytes calldata name = list[end + 4:end + 4 + nameLength];
            // Nothing precedes the empty name, so this refuses it too.
            if (!_precedes(last, name)) revert MalformedFileList();
            last = name;
            end += FRAME + nameLength;
        }
        if (count == 0 || end != list.length) revert MalformedFileList();
        return sha256(list);
    }

    /// @dev Byte by byte, and a name comes before those that it begins.
    function _precedes(bytes calldata a, bytes calldata b) private pure returns (bool) {
        for (uint256 i = 0; i < a.length && i < b.length; i += 32) {
            // A shorter slice is filled with zeros; where that makes the two equal, the lengths decide.
            bytes32 ofA = bytes32(a[i:]);
            bytes32 ofB = bytes32(b[i:]);
            if (ofA != ofB) return ofA < ofB;
        }
        return a.length < b.length;
    }
}
