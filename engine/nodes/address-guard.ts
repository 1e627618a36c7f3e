import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { AppError } from '../errors';

export interface AddressPolicy {
  /** Addresses of the own network, such as 10.0.0.0/8. */
  allowPrivate: boolean;
  /** This computer, when it is named as such. */
  allowLoopback: boolean;
}

export type ResolveName = (name: string) => Promise<readonly LookupAddress[]>;

export const resolveName: ResolveName = name => systemLookup(name, { all: true });

/** Where clouds keep the keys of a machine; some of these look like ordinary private or public addresses. */
const metadata = new Set(['169.254.169.254', '100.100.100.200', '168.63.129.16', 'fd00:ec2::254', 'fd20:ce::254']);

const isLocalName = (name: string) => name === 'localhost' || name.endsWith('.localhost');

/** Reads and checks a web address before anything is looked up; throws `node.address_blocked`. */
export function checkUrl(text: string, policy: AddressPolicy): URL {
  if (!URL.canParse(text)) throw blocked(shorten(text), 'this is not a whole web address');
  const url = new URL(text);
  const address = url.host || shorten(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw blocked(address, `only http and https are used here, not ${url.protocol.slice(0, -1)}`);
  }
  if (url.username || url.password) throw blocked(address, 'a web address must not hold a user name or password');
  const host = bareHost(url);
  if (!ipaddr.isValid(host)) return url;
  // 0x7f.1, 2130706433 and full-width digits all become 127.0.0.1: nobody writes an address so who means well.
  if (hostAsWritten(text) !== url.hostname) throw blocked(host, 'the number is written in an unusual way');
  const problem = problemWithAddress(host, { policy, name: host });
  if (problem) throw blocked(host, problem);
  return url;
}

/** Whether a host is this computer by its own name or number. */
export function isLoopbackHost(url: URL): boolean {
  const host = bareHost(url);
  return isLocalName(host) || (ipaddr.isValid(host) && ipaddr.parse(host).range() === 'loopback');
}

/**
 * The look-up that the connection itself uses, so that a name cannot lead elsewhere between check and use. One address
 * that is not allowed spoils the name.
 */
export function guardedLookup(policy: AddressPolicy, resolve: ResolveName = resolveName): LookupFunction {
  return (name, options, callback) => {
    resolve(name).then(
      addresses => {
        const problem = addresses.map(({ address }) => problemWithAddress(address, { policy, name })).find(Boolean);
        const [first] = addresses;
        if (problem) return callback(blocked(name, `it leads to ${problem}`), '', 0);
        if (!first) return callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0);
        if (options.all) return callback(null, [...addresses]);
        return callback(null, first.address, first.family);
      },
      error => callback(error as NodeJS.ErrnoException, '', 0),
    );
  };
}

/** Why an address may not be called, in words; null when it may. */
function problemWithAddress(address: string, { policy, name }: { policy: AddressPolicy; name: string }): string | null {
  if (!ipaddr.isValid(address)) return 'an address that cannot be read';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (metadata.has(parsed.toString())) return 'the metadata of a cloud machine';
  switch (range) {
    case 'unicast':
      return parsed.kind() === 'ipv6' && isEmbedded(parsed.toByteArray()) ? 'an IPv4 address in disguise' : null;
    case 'loopback':
      if (!policy.allowLoopback) return 'this computer itself';
      // A foreign name that leads to this computer is an attack, or a mistake.
      return isLocalName(name) || name === address ? null : 'this computer itself';
    case 'private':
    case 'uniqueLocal':
    case 'carrierGradeNat':
      return policy.allowPrivate ? null : 'a private network';
    case 'linkLocal':
      return 'a link-local address';
    case 'ipv4Mapped':
    case 'rfc6145':
    case 'rfc6052':
    case '6to4':
    case 'teredo':
      return 'an IPv4 address in disguise';
    default:
      return `an address that is not for use (${range})`;
  }
}

/** ::/96 and the NAT64 prefix for local use, 64:ff9b:1::/48, which the library takes for ordinary ones. */
function isEmbedded(bytes: readonly number[]): boolean {
  const startsWith = (prefix: readonly number[]) => prefix.every((byte, index) => bytes[index] === byte);
  return startsWith(Array(12).fill(0)) || startsWith([0, 0x64, 0xff, 0x9b, 0, 1]);
}

/** The host without the brackets of IPv6. */
const bareHost = (url: URL) => url.hostname.replace(/^\[(.*)\]$/, '$1');

function hostAsWritten(text: string): string {
  const authority = /^\s*[a-z][a-z0-9+.-]*:[\\/]*([^/?#\\]*)/i.exec(text)?.[1] ?? '';
  return authority.replace(/^.*@/, '').replace(/:\d*$/, '').toLowerCase();
}

const shorten = (text: string) => (text.length > 100 ? `${text.slice(0, 99)}…` : text);

const blocked = (address: string, reason: string) => new AppError('node.address_blocked', { address, reason });
