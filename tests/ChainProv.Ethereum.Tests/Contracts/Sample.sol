// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What the client's tests call: each kind of value, event and revert. Sample.json is its compiled form.
contract Sample {
    struct Point {
        uint256 x;
        string label;
        int32[] weights;
    }

    error TooLarge(uint256 given, uint256 limit);

    event Stored(address indexed who, uint256 indexed value, string indexed topic, string note, bytes32[] roots);

    uint256 public value;

    function store(uint256 newValue, string calldata note, bytes32[] calldata roots) external payable {
        if (newValue > 1000) revert TooLarge(newValue, 1000);
        value = newValue;
        emit Stored(msg.sender, newValue, note, note, roots);
    }

    function countUp() external {
        value += 1;
    }

    /// @dev Passes when simulated on the block before and fails in a later one.
    function onlyInBlock(uint256 number) external view {
        require(block.number == number, "not in this block");
    }

    function echo(Point[] calldata points, bytes4 tag, bool[2] calldata flags)
        external
        pure
        returns (Point[] memory, bytes4, bool[2] memory)
    {
        return (points, tag, flags);
    }

    function refuse(string calldata why) external pure {
        revert(why);
    }

    function divide(uint256 a, uint256 b) external pure returns (uint256) {
        return a / b;
    }
}
