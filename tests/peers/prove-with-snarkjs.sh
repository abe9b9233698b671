#!/usr/bin/env bash
# Compiles multiplier.circom over BLS12-381 and proves it with snarkjs alone, from powers of tau to proof, into the folder given.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"
bin="$here/node_modules/.bin"
echo '{"a": "3", "b": "11", "salt": "5"}' > input.json
cp "$here/multiplier.circom" .
"$bin/circom2" multiplier.circom --r1cs --wasm -p bls12381
"$bin/snarkjs" powersoftau new bls12381 4 pot0.ptau
"$bin/snarkjs" powersoftau contribute pot0.ptau pot1.ptau --name=one -e="not secret: a test"
"$bin/snarkjs" powersoftau prepare phase2 pot1.ptau pot.ptau
"$bin/snarkjs" groth16 setup multiplier.r1cs pot.ptau initial.zkey
"$bin/snarkjs" zkey contribute initial.zkey final.zkey --name=one -e="not secret either"
"$bin/snarkjs" zkey export verificationkey final.zkey verification_key.json
"$bin/snarkjs" wtns calculate multiplier_js/multiplier.wasm input.json witness.wtns
"$bin/snarkjs" groth16 prove final.zkey witness.wtns proof.json public.json
"$bin/snarkjs" groth16 verify verification_key.json public.json proof.json
