// Asking the hub: an answer, or GoneError where there is no network, no hub, or one in trouble.
const PATIENCE_MS = 15000;

export class GoneError extends Error {}

export async function reach(address, words = {}) {
  let answer;
  try {
    answer = await fetch(address, { credentials: "omit", cache: "no-cache", signal: AbortSignal.timeout(PATIENCE_MS), ...words });
  } catch (cause) {
    throw new GoneError(address, { cause });
  }
  if (answer.status >= 500) throw new GoneError(`${address}: ${answer.status}`);
  return answer;
}
