// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title File lists of models for tests
library Models {
    /// @dev A model of two files, whose weights are these bytes.
    function fileList(bytes memory weights) internal pure returns (bytes memory) {
        return bytes.concat(
            bytes.concat("chainprov/model/v1", bytes1(0), bytes4(uint32(2))),
            _file("config.json", "{}"),
            _file("model.safetensors", weights)
        );
    }

    function _file(bytes memory name, bytes memory content) private pure returns (bytes memory) {
        return bytes.concat(bytes4(uint32(name.length)), name, bytes8(uint64(content.length)), sha256(content));
    }
}
