// What a gate says of a token. The list is closed, and the same as in the other verifier (nuantu.passes.verdict).
export const CODES = [
  "OK", "OK_DEGRADED", "E_FORMAT", "E_NONCANON", "E_ALG", "E_KID", "E_SIG", "E_NBF", "E_EXP", "E_LIFE", "E_SCOPE", "E_AUD",
  "E_STALE", "E_FUTURE", "E_REPLAY", "E_REVOKED", "E_STATUS_STALE", "E_TRUST_EXPIRED", "E_CLOCK", "E_RATE",
];

// Something of a pass, a poster or a list that is refused.
export class PassError extends Error {
  constructor(code, reason) {
    super(`${code}: ${reason}`);
    this.code = code;
    this.reason = reason;
  }
}

export const opens = (code) => code === "OK" || code === "OK_DEGRADED";
export const lightOf = (code) => (code === "OK" ? "green" : code === "OK_DEGRADED" || code === "E_CLOCK" ? "amber" : "red");
