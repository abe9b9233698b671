// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The file list of a model
/// @notice "chainprov/model/v1" ‖ 0x00 ‖ uint32 count ‖ for each file: uint32 nameLength ‖ name ‖ uint64 size ‖ sha256;
/// integers big-endian, at least one file, no empty name. Its SHA-256 is the model digest.
library FileList {
    bytes19 private constant DOMAIN = "chainprov/model/v1\x00";
    uint256 private constant HEADER = 19 + 4;
    /// @dev What stands beside the name: its length, the file's size and digest.
    uint256 private constant FRAME = 4 + 8 + 32;

    error MalformedFileList();

    /// @notice The model digest of a list that has exactly the form above.
    /// @dev The order of names is not checked: a list in another order is another digest, which nobody looks up.
    function digest(bytes calldata list) internal pure returns (bytes32) {
        if (list.length < HEADER || bytes19(list[:19]) != DOMAIN) revert MalformedFileList();
        uint256 count = uint32(bytes4(list[19:HEADER]));
        uint256 end = HEADER;
        for (uint256 i = 0; i < count; ++i) {
            if (end + FRAME > list.length) revert MalformedFileList();
            uint256 nameLength = uint32(bytes4(list[end:end + 4]));
            if (nameLength == 0) revert MalformedFileList();
            end += FRAME + nameLength;
        }
        if (count == 0 || end != list.length) revert MalformedFileList();
        return sha256(list);
    }
}
