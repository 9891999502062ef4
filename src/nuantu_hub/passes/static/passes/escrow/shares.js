// Shares of a secret, 2 of 3, over the field of AES: the twin of nuantu.passes.shares.
export const NEEDED = 2;

function multiply(left, right) {
  let product = 0;
  for (let bit = 0; bit < 8; bit += 1) {
    product ^= left & -(right & 1);
    left = (left << 1) ^ (0x11b & -((left >> 7) & 1));
    right >>= 1;
  }
  return product & 255;
}

function invert(value) {
  let power = 1;
  for (let count = 0; count < 254; count += 1) power = multiply(power, value);
  return power;
}

// The secret of two shares {point, values}; null where they are fewer, of one point, or of two lengths.
export function combineShares([first, second]) {
  if (!first || !second || first.point === second.point || first.values.length !== second.values.length) return null;
  const below = invert(first.point ^ second.point);
  const weights = [multiply(second.point, below), multiply(first.point, below)];
  return first.values.map((value, at) => multiply(value, weights[0]) ^ multiply(second.values[at], weights[1]));
}

// The share of packed bytes, null where they are none.
export function unpackShare(data) {
  return data.length < 2 || data[0] === 0 ? null : { point: data[0], values: data.slice(1) };
}
