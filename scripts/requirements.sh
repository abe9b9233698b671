#!/usr/bin/env bash
# Sourced by the other scripts: says plainly what is missing, and never installs system packages.

require() { # command, what it is, how to get it
  command -v "$1" >/dev/null 2>&1 && return
  echo "Missing: $2. $3" >&2
  exit 1
}

require dotnet "the .NET SDK 10" "Install it from https://dotnet.microsoft.com/download/dotnet/10.0 (Debian: dotnet-sdk-10.0)."
require node "Node.js 20 or later" "Install it from https://nodejs.org (Debian: nodejs)."
require npm "npm" "It comes with Node.js (Debian: npm)."

dotnet --list-sdks | grep -q '^10\.' || { echo "Missing: a .NET 10 SDK; found only: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')" >&2; exit 1; }
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || { echo "Missing: Node.js 20 or later; found $(node --version)" >&2; exit 1; }

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 FOUNDRY_DISABLE_NIGHTLY_WARNING=1
