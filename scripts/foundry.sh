#!/usr/bin/env bash
# Runs one of the pinned Foundry tools in the repository root: scripts/foundry.sh anvil --port 0
# It runs the platform's binary itself: npm's launcher in node_modules/.bin loses the exit status, so a failing test would pass.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tool=${1:?usage: scripts/foundry.sh forge|anvil|cast [arguments]}
shift

scripts/install-npm.sh contracts
binaries=(contracts/node_modules/@foundry-rs/"$tool"-*/bin/"$tool"*)
[ -x "${binaries[0]}" ] || { echo "scripts/foundry.sh: Foundry's npm packages have no $tool for this platform" >&2; exit 1; }

# Absolute, because forge resolves a relative compiler path against the caller's folder.
export FOUNDRY_SOLC="$PWD/contracts/bin/solc" FOUNDRY_DISABLE_NIGHTLY_WARNING=1
exec "${binaries[0]}" "$@"
