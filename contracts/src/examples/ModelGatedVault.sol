// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IProvenanceRegistry } from "../interfaces/IProvenanceRegistry.sol";
import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC4626, IERC20, IERC4626 } from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";

/// @title An example consumer: an ERC-4626 vault for savers who trust a model only while its data is proven
/// @notice Money can come in only while the registry says that the vault's model is proven for the vault's policy. The day
/// the proof expires, the authority revokes, or the publisher takes the release back, the door closes by itself. The way
/// out is never gated.
contract ModelGatedVault is ERC4626 {
    /// @notice The registry does not say that this model is proven for this policy today.
    error ModelNotProven(bytes32 modelDigest, bytes32 policyDigest);

    IProvenanceRegistry public immutable registry;
    bytes32 public immutable modelDigest;
    bytes32 public immutable policyDigest;

    modifier whenProven() {
        if (!isOpen()) revert ModelNotProven(modelDigest, policyDigest);
        _;
    }

    constructor(IERC20 asset_, IProvenanceRegistry registry_, bytes32 modelDigest_, bytes32 policyDigest_)
        ERC20("Model-gated vault", "mgVAULT")
        ERC4626(asset_)
    {
        registry = registry_;
        modelDigest = modelDigest_;
        policyDigest = policyDigest_;
    }

    /// @notice Whether deposits are possible now.
    function isOpen() public view returns (bool) {
        return registry.isProven(modelDigest, policyDigest);
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
