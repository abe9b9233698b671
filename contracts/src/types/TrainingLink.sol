// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What ties a release's weights to its datasets. `None` is a binding only: a proof does not show that the model
/// was trained on what it declares. The release statement's first version proves no other.
enum TrainingLink {
    None,
    AuthorityCosigned,
    Audited,
    Proved
}
