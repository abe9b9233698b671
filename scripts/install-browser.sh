#!/usr/bin/env bash
# Installs the browser that pages are tested in. Debian's Chromium will do; where there is none, npm's @sparticuz/chromium is unpacked beside its package.
# Needs no root. Quick when done.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

command -v chromium >/dev/null && exit 0
scripts/install-npm.sh tests/browser
scripts/unpack-chromium.mjs tests/browser/node_modules/@sparticuz/chromium tests/browser/node_modules/.chromium
