import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { LectorError } from '@lector/contract';
import { isPublicAddress } from '@lector/jobs';

/**
 * Which addresses a webhook may be sent to. A user chooses the URL, and this process stands inside the operator's
 * network: without these checks a webhook would be a way to call the metadata service, Redis, or a neighbour. Names are
 * resolved once, every address is checked, and the socket connects to exactly the address that was checked, so a name
 * that changes its answer between check and connection (DNS rebinding) gains nothing. Literal addresses never reach a
 * resolver: `refusedWebhookUrl` of `@lector/jobs` catches those before.
 */
export interface TargetRules {
  /** Networks the operator allows although they are not public (`LECTOR_WEBHOOK_ALLOW_CIDR`). */
  readonly allowCidrs: readonly string[];
}

/** A `lookup` for sockets that gives one checked address, or fails when any answer is not public. */
export function guardedLookup(rules: TargetRules, resolve: typeof dnsLookup = dnsLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(
      hostname,
      { family: options.family ?? 0, all: true, verbatim: true },
      (error, addresses: LookupAddress[]) => {
        if (error !== null) return callback(error, '', 0);
        const bad = addresses.find(({ address }) => !isPublicAddress(address, rules.allowCidrs));
        const [first] = addresses;
        if (bad !== undefined || first === undefined) {
          const why = bad === undefined ? 'no address' : `${hostname} is at ${bad.address}`;
          return callback(refused(why), '', 0);
        }
        if (options.all === true) callback(null, [first]);
        else callback(null, first.address, first.family);
      },
    );
  };
}

function refused(why: string): LectorError {
  return new LectorError('webhook_target_refused', `webhooks are not sent there [${why}]`);
}
