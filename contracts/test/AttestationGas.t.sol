// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Attestation } from "../src/types/Attestation.sol";
import { AttestationFixture } from "./utils/AttestationFixture.sol";

/// @dev What calls cost; kept in contracts/snapshots and compared on every run.
contract AttestationGasTest is AttestationFixture {
    /// forge-config: default.isolate = true
    function test_Checking_and_recording_a_response_costs_less_than_450_000_with_base_and_calldata() public {
        Attestation memory attestation = _attestation();
        bytes memory proof = _prove(attestation);
        attestations.record(attestation, proof, 1 days);
        assertLt(vm.snapshotGasLastCall("AttestationVerifier", "record, the whole transaction"), 450_000);
    }

    /// @dev Without a transaction's base and calldata.
    function test_Checking_a_response_costs_less_than_300_000() public {
        Attestation memory attestation = _attestation();
        bytes memory proof = _prove(attestation);
        _cool();
        assertTrue(attestations.verify(attestation, proof, 1 days));
        assertLt(vm.snapshotGasLastCall("AttestationVerifier", "verify"), 300_000);

        _cool();
        attestations.registerPolicy(POLICY, validOn, "certified after 2024");
        vm.snapshotGasLastCall("AttestationVerifier", "registerPolicy");
    }

    /// @dev What a first call in a transaction finds cold, with the verifying key and the registry tree.
    function _cool() private {
        address verifier = address(attestations.verifier());
        vm.cool(address(attestations));
        vm.cool(address(registry));
        vm.cool(vm.computeCreateAddress(address(registry), 1));
        vm.cool(verifier);
        vm.cool(vm.computeCreateAddress(verifier, 1));
    }
}
