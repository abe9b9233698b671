#!/usr/bin/env bash
# Sets up everything and runs the main job end to end on a local chain with real files, then tries the forgeries that must fail.
#   scripts/demo.sh [--data PATH] [--folder FOLDER] [--json]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/requirements.sh"
"$root/scripts/install-npm.sh" contracts
exec "$root/scripts/chainprov.sh" demo "$@"
