import ipaddr from 'ipaddr.js';

/**
 * Which addresses a webhook may be sent to. A job's webhook is a URL a stranger chooses and Lector calls from inside
 * the operator's network, so everything that is not plainly the public internet is refused: metadata services,
 * loopback, private ranges, and IPv6 forms that carry an IPv4 address inside. The list is Svix's and a little more.
 * Submission checks the address as written; delivery checks what the name resolves to and connects to exactly that.
 */

/** IPv4 blocks that are not the public internet (IANA special-purpose registry). */
const BLOCKED_V4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8',
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8',
  '169.254.0.0/16', // link-local, cloud metadata
  '172.16.0.0/12',
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16',
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
];

/**
 * IPv6 is the other way round: only 2000::/3 is given out to the public, and of that these are not. Forms that embed
 * an IPv4 address (mapped, NAT64, 6to4, Teredo) are refused whole rather than unpacked, but for the mapped form,
 * which operating systems treat as the IPv4 address itself.
 */
const PUBLIC_V6 = '2000::/3';
const BLOCKED_V6 = [
  '2001::/23', // Teredo, ORCHID, benchmarking and other protocol assignments
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '2620:4f:8000::/48', // AS112
  '3fff::/20', // documentation
  '5f00::/16', // SRv6
];

/**
 * Whether an address is public, or listed by the operator.
 * @param ip as text; anything that is not an address is not public
 * @param allowCidrs blocks the operator opened (`LECTOR_WEBHOOK_ALLOW_CIDR`)
 */
export function isPublicAddress(ip: string, allowCidrs: readonly string[]): boolean {
  // Only canonical forms: `0x7f.1` and the like never come out of a URL or a resolver.
  if (!ipaddr.IPv4.isValidFourPartDecimal(ip) && !ipaddr.IPv6.isValid(ip)) return false;
  if (ip.includes('%')) return false;
  const address = ipaddr.process(ip);
  if (allowCidrs.some((cidr) => inBlock(address, cidr))) return true;
  if (address.kind() === 'ipv4') return !BLOCKED_V4.some((cidr) => inBlock(address, cidr));
  return inBlock(address, PUBLIC_V6) && !BLOCKED_V6.some((cidr) => inBlock(address, cidr));
}

/**
 * What can be said of a webhook URL without asking DNS.
 * @returns null when it may be tried, otherwise why it is refused
 */
export function refusedWebhookUrl(url: string, allowCidrs: readonly string[]): string | null {
  if (!URL.canParse(url)) return 'is not a URL';
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return 'must be http or https';
  if (username !== '' || password !== '') return 'must not hold a user name or password';
  const ip = literalAddress(hostname);
  if (ip === null) return null;
  return isPublicAddress(ip, allowCidrs)
    ? null
    : 'is a private or reserved address; the operator can allow it with LECTOR_WEBHOOK_ALLOW_CIDR';
}

/**
 * The address a host name spells out, or null for a name that DNS has to answer. `URL` has already turned
 * `2130706433`, `0x7f.1` and full-width digits into dotted decimals; a trailing dot and `localhost` are left to us.
 */
export function literalAddress(hostname: string): string | null {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return '127.0.0.1';
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare) ? bare : null;
}

function inBlock(address: ipaddr.IPv4 | ipaddr.IPv6, cidr: string): boolean {
  const [base, bits] = ipaddr.parseCIDR(cidr);
  if (base.kind() === address.kind()) return address.match(base, bits);
  // An operator may list `::ffff:10.0.0.0/104`, the mapped form of 10.0.0.0/8.
  if (address.kind() === 'ipv4' && base instanceof ipaddr.IPv6 && base.isIPv4MappedAddress() && bits >= 96) {
    return address.match(base.toIPv4Address(), bits - 96);
  }
  return false;
}
