const longestMs = 7 * 86_400_000;

/** Milliseconds that a Retry-After header asks to wait: seconds, an HTTP date or an ISO time; undefined without one. */
export const retryAfterMs = (header: string | undefined, now: number): number | undefined => {
  const text = header?.trim() ?? "";
  if (text === "") return undefined;
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.max(0, Math.min(ms, longestMs)) : undefined;
};
