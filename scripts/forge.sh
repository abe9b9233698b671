#!/usr/bin/env bash
# Runs the pinned forge in the repository root: scripts/forge.sh test --match-contract Groth16Verifier
exec "$(dirname "${BASH_SOURCE[0]}")/foundry.sh" forge "$@"
