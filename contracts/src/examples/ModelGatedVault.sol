// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IProvenanceRegistry } from "../interfaces/IProvenanceRegistry.sol";
import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC4626, IERC20, IERC4626 } from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";

/// @title An example consumer: an ERC-4626 vault for savers who trust a model only while its data is proven
/// @notice Money can come in only while the registry says that the vault's model is proven for the vault's policy by the vault's
/// publisher. The day the policy's date passes, the authority revokes or is recognised no more, or the publisher takes the
/// release back, the door closes by itself; nobody but the publisher can open it. The way out is never gated.
/// @dev Assets that take a fee on transfer or change balances by themselves are not supported. Whoever deploys a vault looks
/// first whether the registry's circuits have development keys, which its releases' {ReleaseStatus-development} says.
contract ModelGatedVault is ERC4626 {
    /// @notice The registry does not say that this model is proven for this policy by this publisher today.
    error ModelNotProven(bytes32 modelDigest, bytes32 policyDigest, address publisher);

    IProvenanceRegistry public immutable registry;
    bytes32 public immutable modelDigest;
    bytes32 public immutable policyDigest;
    address public immutable publisher;

    modifier whenProven() {
        if (!isOpen()) revert ModelNotProven(modelDigest, policyDigest, publisher);
        _;
    }

    constructor(
        IERC20 asset_,
        IProvenanceRegistry registry_,
        bytes32 modelDigest_,
        bytes32 policyDigest_,
        address publisher_
    ) ERC20("Model-gated vault", "mgVAULT") ERC4626(asset_) {
        registry = registry_;
        modelDigest = modelDigest_;
        policyDigest = policyDigest_;
        publisher = publisher_;
    }

    /// @notice Whether deposits are possible now.
    function isOpen() public view returns (bool) {
        // isProven(modelDigest, policyDigest) would take anybody's word for the model.
        return registry.isProvenBy(modelDigest, policyDigest, publisher);
    }

    /// @inheritdoc IERC4626
    function deposit(uint256 assets, address receiver) public override whenProven returns (uint256 shares) {
        return super.deposit(assets, receiver);
    }

    /// @inheritdoc IERC4626
    function mint(uint256 shares, address receiver) public override whenProven returns (uint256 assets) {
        return super.mint(shares, receiver);
    }

    /// @inheritdoc IERC4626
    function maxDeposit(address receiver) public view override returns (uint256) {
        return isOpen() ? super.maxDeposit(receiver) : 0;
    }

    /// @inheritdoc IERC4626
    function maxMint(address receiver) public view override returns (uint256) {
        return isOpen() ? super.maxMint(receiver) : 0;
    }
}
