// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What ties a release's weights to its datasets. `None` is a binding only: a proof does not show that the model
/// was trained on what it declares. Under `AuthorityCosigned` the authority that certified the datasets vouches for it. The
/// circuits of this version prove these two and no other.
enum TrainingLink {
    None,
    AuthorityCosigned,
    Audited,
    Proved
}
