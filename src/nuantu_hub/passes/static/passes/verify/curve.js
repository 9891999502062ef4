// What WebCrypto does not look at itself: points in their short form, and which half of the order a signature is in.
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const mod = (value) => ((value % P) + P) % P;

export function readNumber(bytes) {
  let text = "0x";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return bytes.length ? BigInt(text) : 0n;
}

export function writeNumber(value, length) {
  const text = value.toString(16).padStart(length * 2, "0");
  return Uint8Array.from({ length }, (_, place) => Number.parseInt(text.slice(place * 2, place * 2 + 2), 16));
}

function power(base, exponent) {
  let result = 1n, step = base;
  for (let left = exponent; left; left >>= 1n) {
    if (left & 1n) result = (result * step) % P;
    step = (step * step) % P;
  }
  return result;
}

// The whole point (65 bytes) of an x of 32 bytes and the sign of its y; null where the curve has no such point.
export function findPoint(x, odd) {
  const wide = readNumber(x);
  if (wide >= P) return null;
  const square = mod(wide * wide * wide - 3n * wide + B);
  const root = power(square, (P + 1n) / 4n);
  if ((root * root) % P !== square) return null;
  const y = Boolean(root & 1n) === odd ? root : mod(-root);
  if (Boolean(y & 1n) !== odd) return null;
  const point = new Uint8Array(65);
  point[0] = 4;
  point.set(x, 1);
  point.set(writeNumber(y, 32), 33);
  return point;
}

// Whether a raw signature r‖s has both numbers in the order and s in its lower half: of two that verify, the one.
export function isLowSignature(signature) {
  if (signature.length !== 64) return false;
  const r = readNumber(signature.subarray(0, 32)), s = readNumber(signature.subarray(32));
  return r > 0n && r < N && s > 0n && s <= N / 2n;
}

// The same signature with s in the lower half: WebCrypto gives either.
export function lowerSignature(signature) {
  const s = readNumber(signature.subarray(32));
  if (s <= N / 2n) return signature;
  const low = signature.slice();
  low.set(writeNumber(N - s, 32), 32);
  return low;
}
