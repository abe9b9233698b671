import { bls12_381 } from '@noble/curves/bls12-381.js';
import { concat, fromInteger, toInteger } from './bytes.js';
import { Refusal } from './refusal.js';

const { Fp, Fp2 } = bls12_381.fields;
const coordinateBytes = 48;
const paddedBytes = 64;

/** A group of BLS12-381. `Point` is the library's; a coordinate is one element of Fp, or two. */
function group(name, Point, parts, fromParts, toParts) {
  const compressedBytes = coordinateBytes * parts;
  const eip2537Bytes = 2 * paddedBytes * parts;

  function finish(make, place) {
    try {
      const point = make();
      point.assertValidity();
      return point;
    } catch (error) {
      // All else was checked before; of what is left the library says one or the other.
      throw new Refusal(place, `not a point of ${name}: ${/subgroup/.test(error.message) ? 'outside the subgroup of order r' : 'not on the curve'}`);
    }
  }

  function requireCanonical(coordinates, place) {
    if (coordinates.some((coordinate) => coordinate >= Fp.ORDER)) throw new Refusal(place, `not a point of ${name}: a coordinate is not below p`);
  }

  return {
    compressedBytes,
    eip2537Bytes,

    /** Reads x with three flag bits (Zcash's form). Refuses infinity, and whatever is not canonical, not on the curve or outside the subgroup. */
    fromCompressed(bytes, place) {
      if (bytes.length !== compressedBytes) throw new Refusal(place, `not a point of ${name}: wrong length`);
      if ((bytes[0] & 0x80) === 0) throw new Refusal(place, `not a point of ${name}: invalid flag bits`);
      if ((bytes[0] & 0x40) !== 0) throw new Refusal(place, `not a point of ${name}: infinity is not allowed`);
      const plain = Uint8Array.from(bytes);
      plain[0] &= 0x1f;
      requireCanonical(Array.from({ length: parts }, (_, i) => toInteger(plain.subarray(i * coordinateBytes, (i + 1) * coordinateBytes))), place);
      return finish(() => Point.fromBytes(bytes), place);
    },

    /** Reads x and y, each part padded to 64 bytes, the lowest first (EIP-2537). Refuses as the other. */
    fromEip2537(bytes, place) {
      if (bytes.length !== eip2537Bytes) throw new Refusal(place, `not a point of ${name}: wrong length`);
      if (bytes.every((byte) => byte === 0)) throw new Refusal(place, `not a point of ${name}: infinity is not allowed`);
      const coordinates = Array.from({ length: 2 * parts }, (_, i) => {
        const padded = bytes.subarray(i * paddedBytes, (i + 1) * paddedBytes);
        if (padded.subarray(0, paddedBytes - coordinateBytes).some((byte) => byte !== 0)) throw new Refusal(place, `not a point of ${name}: padding is not zero`);
        return toInteger(padded);
      });
      requireCanonical(coordinates, place);
      return finish(() => Point.fromAffine({ x: fromParts(coordinates.slice(0, parts)), y: fromParts(coordinates.slice(parts)) }), place);
    },

    toEip2537(point) {
      const { x, y } = point.toAffine();
      return concat(...[...toParts(x), ...toParts(y)].map((part) => fromInteger(part, paddedBytes)));
    },
  };
}

export const g1 = group('G1', bls12_381.G1.Point, 1, ([x]) => x, (x) => [x]);
export const g2 = group('G2', bls12_381.G2.Point, 2, (pair) => Fp2.fromBigTuple(pair), ({ c0, c1 }) => [c0, c1]);

export const g1Generator = bls12_381.G1.Point.BASE;
export const g2Generator = bls12_381.G2.Point.BASE;

export const isEqualUpToSign = (left, right) => left.equals(right) || left.equals(right.negate());
