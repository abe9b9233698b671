#!/usr/bin/env bash
# Runs chainprov from this checkout, building it first if needed: scripts/chainprov.sh dataset commit …
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/requirements.sh"
dotnet build "$root/src/ChainProv.Cli" -c Release --nologo -v quiet >&2
exec "$root/src/ChainProv.Cli/bin/Release/net10.0/chainprov" "$@"
