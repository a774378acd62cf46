/** How each of the three forms of an HTTP date begins (RFC 9110, 5.6.7); anything else is not one. */
const HTTP_DATE = /^(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?,? /;

/**
 * What a receiver asks for by `Retry-After`, in seconds from now; 0 for a time that has passed, null for what is neither a
 * number nor a date. How much of it is honoured is the schedule's business.
 */
export function retryAfterSeconds(header: string | readonly string[] | undefined, nowMs: number): number | null {
  if (typeof header !== 'string') return null;
  const value = header.trim();
  if (/^\d+$/.test(value)) return Math.min(Number(value), Number.MAX_SAFE_INTEGER);
  if (!HTTP_DATE.test(value)) return null;
  // The oldest form names no zone; all of them mean GMT.
  const atMs = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  return Number.isNaN(atMs) ? null : Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
