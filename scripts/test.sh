#!/usr/bin/env bash
# Sets up everything and passes all tests: .NET, Foundry, and the two against each other.
#   scripts/test.sh           everything
#   scripts/test.sh --quick   without the tests marked Slow
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/requirements.sh

filter=()
[ "${1:-}" = "--quick" ] && filter=(--filter-not-trait Category=Slow)

scripts/install-npm.sh contracts
scripts/install-npm.sh tests/peers
scripts/install-opencl.sh
dotnet build ChainProv.sln -c Release --nologo -v quiet
dotnet format ChainProv.sln --verify-no-changes --no-restore
dotnet test --solution ChainProv.sln -c Release --no-build --ignore-exit-code 8 "${filter[@]}"
scripts/test-contracts.sh
