#!/usr/bin/env bash
# Installs what FOLDER/package-lock.json pins, if it is not there yet. Quick when done.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root/${1:?usage: scripts/install-npm.sh FOLDER}"

stamp=node_modules/.installed-lock
cmp -s package-lock.json "$stamp" && exit 0

command -v npm >/dev/null || { echo "Missing: npm. It comes with Node.js 20 or later." >&2; exit 1; }
npm ci --no-audit --no-fund --loglevel=error >&2
cp package-lock.json "$stamp"
