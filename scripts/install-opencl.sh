#!/usr/bin/env bash
# Installs what the kernels of ChainProv.Gpu are tested with where there is no graphics processor: PoCL, an OpenCL device that is the processor
# itself. Quick when done. Where it cannot be installed it says so, and those tests are skipped; with CI=true they would fail, and so does this.
set -euo pipefail
packages=(pocl-opencl-icd ocl-icd-libopencl1)

is_there() {
  compgen -G '/etc/OpenCL/vendors/pocl*.icd' >/dev/null && PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -q 'libOpenCL\.so\.1'
}

is_there && exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  { apt-get install -y --no-install-recommends "${packages[@]}" || { apt-get update && apt-get install -y --no-install-recommends "${packages[@]}"; }; } >/dev/null 2>&1 || true
  is_there && exit 0
fi

echo "Missing: PoCL 3 or later and an OpenCL loader, to test GPU kernels without a GPU (Debian: apt-get install ${packages[*]})." >&2
[ "${CI:-}" != true ]
