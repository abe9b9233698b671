#!/usr/bin/env bash
# Sets up everything and passes all tests: .NET, Foundry, the pages, and all against each other.
#   scripts/test.sh           everything
#   scripts/test.sh --quick   without the tests marked Slow
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/requirements.sh

filter=()
[ "${1:-}" = "--quick" ] && filter=(--filter-not-trait Category=Slow)

scripts/install-npm.sh contracts
scripts/install-npm.sh tests/peers
scripts/install-npm.sh web
scripts/install-browser.sh
scripts/web-libraries.mjs
scripts/install-opencl.sh
dotnet build ChainProv.sln -c Release --nologo -v quiet
dotnet format ChainProv.sln --verify-no-changes --no-restore
dotnet test --solution ChainProv.sln -c Release --no-build --ignore-exit-code 8 "${filter[@]}"
scripts/test-contracts.sh
node --test web/test/*.test.js
