#!/usr/bin/env bash
# A verifier deployed on a chain with EIP-2537, carried with its whole state to one without, accepts no proof any more; and none
# can be deployed there. A call to a missing precompile succeeds with empty data, so a verifier that does not look would accept.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
nodes=()
trap 'kill "${nodes[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

fail() { echo "test-without-precompiles: $*" >&2; exit 1; }

field() { node -p 'const value = require(process.argv[1])[process.argv[2]]; Array.isArray(value) ? `[${value}]` : String(value)' "$PWD/$1" "$2"; }

# Starts anvil under a hardfork on a free port and sets `rpc`.
start() {
  local log="$work/$1.log" port=""
  scripts/foundry.sh anvil --hardfork "$1" --port 0 >"$log" 2>&1 &
  nodes+=($!)
  for _ in $(seq 100); do
    port=$(sed -n 's/^Listening on 127.0.0.1:\([0-9]*\).*/\1/p' "$log")
    [ -n "$port" ] && break
    sleep 0.1
  done
  [ -n "$port" ] || fail "anvil did not start: $(cat "$log")"
  rpc=http://127.0.0.1:$port
}

creation=$(field contracts/artifacts/Groth16Verifier.json bytecode)
key=contracts/test/fixtures/verifying-key.json
arguments=$(scripts/foundry.sh cast abi-encode 'constructor(bytes,bytes32,uint8,uint8)' \
  "$(field $key key)" "$(field $key circuitDigest)" "$(field $key slots)" 0)
proof=$(field contracts/test/fixtures/valid-proof.json proof)
inputs=$(field contracts/test/fixtures/valid-proof.json inputs)
verify() { scripts/foundry.sh cast call --rpc-url "$rpc" "$1" 'verify(bytes,uint256[])(bool)' "$2" "$inputs"; }
deploy() { scripts/foundry.sh cast send --rpc-url "$rpc" --from "$sender" --unlocked --json --create "$creation${arguments#0x}"; }

start prague
sender=$(scripts/foundry.sh cast rpc --rpc-url "$rpc" eth_accounts | tr -d '[]"' | cut -d, -f1)
deploy >"$work/receipt.json"
verifier=$(node -p 'require(process.argv[1]).contractAddress' "$work/receipt.json")
[ "$(verify "$verifier" "$proof")" = true ] || fail "a valid proof was refused with the precompiles"
scripts/foundry.sh cast rpc --rpc-url "$rpc" anvil_dumpState >"$work/state.json"

start cancun
printf '[%s]' "$(cat "$work/state.json")" | scripts/foundry.sh cast rpc --rpc-url "$rpc" --raw anvil_loadState >/dev/null
[ "$(scripts/foundry.sh cast call --rpc-url "$rpc" "$verifier" 'publicInputCount()(uint256)')" = 6 ] || fail "the verifier did not arrive"
[ "$(verify "$verifier" "$proof")" = false ] || fail "a proof was accepted without the precompiles"
[ "$(verify "$verifier" "0x$(printf '0%.0s' $(seq 1024))")" = false ] || fail "the zero proof was accepted without the precompiles"
if deploy >"$work/refusal" 2>&1; then fail "a verifier was deployed without the precompiles: $(cat "$work/refusal")"; fi
grep -q PrecompilesMissing "$work/refusal" || fail "not the reason expected: $(cat "$work/refusal")"
echo "no proof is accepted and no verifier deployed without the precompiles"
