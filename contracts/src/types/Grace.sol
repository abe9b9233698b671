// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev How long a root that was superseded by an addition is still accepted: an authority's, and the registry's.
uint256 constant ROOT_GRACE = 7 days;
