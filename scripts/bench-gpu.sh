#!/usr/bin/env bash
# On a machine with a graphics processor: checks it bit for bit against the processor, then prints how fast both are, beside published numbers.
#   scripts/bench-gpu.sh [gpu|cuda|opencl] [largest exponent, 20 if not given]
set -euo pipefail
cd "$(dirname "$0")/.."
exec dotnet run --project tests/ChainProv.Gpu.Benchmarks -c Release -- "$@"
