import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { concat, fromInteger } from '../verify/modules/bytes.js';
import { g1, g1Generator, g2, g2Generator } from '../verify/modules/points.js';

const { Fp } = bls12_381.fields;
const p = Fp.ORDER;
const padded = (...coordinates) => concat(...coordinates.map((coordinate) => fromInteger(coordinate, 64)));
const refuses = (read, problem) => assert.throws(read, (error) => error.message.startsWith('here: not a point of G') && error.message.includes(problem), problem);

test('Points come back from both forms', () => {
  for (const [group, generator] of [[g1, g1Generator], [g2, g2Generator]]) {
    for (const point of [generator, generator.negate(), generator.multiply(12345n)]) {
      assert.ok(group.fromCompressed(point.toBytes(true), 'here').equals(point));
      assert.ok(group.fromEip2537(group.toEip2537(point), 'here').equals(point));
    }
  }
});

test('A compressed point is refused for its own reason', () => {
  for (const [group, generator] of [[g1, g1Generator], [g2, g2Generator]]) {
    const bytes = generator.toBytes(true);
    const altered = (change) => {
      const copy = Uint8Array.from(bytes);
      change(copy);
      return () => group.fromCompressed(copy, 'here');
    };
    refuses(() => group.fromCompressed(bytes.subarray(1), 'here'), 'wrong length');
    refuses(() => group.fromCompressed(generator.toBytes(false), 'here'), 'wrong length');
    refuses(altered((copy) => (copy[0] &= 0x7f)), 'invalid flag bits');
    refuses(altered((copy) => copy.fill(0).set([0xc0])), 'infinity is not allowed');
    refuses(altered((copy) => (copy[0] |= 0x40)), 'infinity is not allowed');
    refuses(altered((copy) => copy.fill(0xff).set([0x9f])), 'a coordinate is not below p');
    // The last 48 bytes are the lowest part of x: p stands for zero there.
    refuses(altered((copy) => (copy.fill(0), copy.set(fromInteger(p, 48), copy.length - 48), (copy[0] |= 0x80))), 'a coordinate is not below p');
  }

  // x = 0 is of order 3 in G1, and there is no point with x = 1.
  refuses(() => g1.fromCompressed(concat([0x80], new Uint8Array(47)), 'here'), 'outside the subgroup');
  refuses(() => g1.fromCompressed(concat([0x80], new Uint8Array(46), [1]), 'here'), 'not on the curve');
  // In G2 nearly every point of the curve is outside the subgroup.
  const outcomes = Array.from({ length: 16 }, (_, x) => {
    try {
      g2.fromCompressed(concat([0x80], new Uint8Array(94), [x]), 'here');
      return 'a point';
    } catch (error) {
      return error.message;
    }
  });
  assert.deepEqual(new Set(outcomes), new Set(['here: not a point of G2: outside the subgroup of order r', 'here: not a point of G2: not on the curve']));
});

test("A point in EIP-2537's form is refused for its own reason", () => {
  const { x, y } = g1Generator.toAffine();
  refuses(() => g1.fromEip2537(new Uint8Array(127), 'here'), 'wrong length');
  refuses(() => g1.fromEip2537(new Uint8Array(128), 'here'), 'infinity is not allowed');
  refuses(() => g2.fromEip2537(new Uint8Array(256), 'here'), 'infinity is not allowed');
  refuses(() => g1.fromEip2537(concat([1], padded(x, y).subarray(1)), 'here'), 'padding is not zero');
  refuses(() => g1.fromEip2537(padded(x + p, y), 'here'), 'a coordinate is not below p');
  refuses(() => g1.fromEip2537(padded(x, y + p), 'here'), 'a coordinate is not below p');
  refuses(() => g1.fromEip2537(padded(x, y + 1n), 'here'), 'not on the curve');
  refuses(() => g1.fromEip2537(padded(y, x), 'here'), 'not on the curve');
  refuses(() => g1.fromEip2537(padded(0n, 2n), 'here'), 'outside the subgroup');
  const second = g2Generator.toAffine();
  refuses(() => g2.fromEip2537(padded(second.x.c1, second.x.c0, second.y.c1, second.y.c0), 'here'), 'not on the curve');
});
