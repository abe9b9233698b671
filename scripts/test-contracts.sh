#!/usr/bin/env bash
# Everything about the contracts: form, committed artifacts, tests, gas, and a chain without the precompiles.
# After a change: scripts/forge.sh fmt, scripts/contract-artifacts.mjs and scripts/forge.sh test renew what is committed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/forge.sh fmt --check
scripts/forge.sh lint --deny warnings contracts/src contracts/script
scripts/contract-artifacts.mjs --check
FORGE_SNAPSHOT_CHECK=true scripts/forge.sh test
FOUNDRY_PROFILE=without-precompiles scripts/forge.sh test
scripts/test-without-precompiles.sh
