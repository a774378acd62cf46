import type { SpokenToken } from '../room.js';
import { digitByDigit } from './numbers.js';

/**
 * Addresses and file names that touch Cantonese text. Detection hands Latin text to the English room; what stays here is
 * said as Hong Kong says it, the letters by their names. Bounded, hence linear.
 */
const LABEL = '[A-Za-z0-9][A-Za-z0-9_-]{0,62}';
const ADDRESS = [
  // E-mail.
  `(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@${LABEL}(?:\\.${LABEL}){1,8}`,
  // Web, with or without the protocol; a bare name needs a known ending.
  `(?<![A-Za-z0-9._-])(?:https?:\\/\\/${LABEL}|www\\.${LABEL})(?:\\.${LABEL}){0,8}(?:\\/[A-Za-z0-9._~%-]{0,100}){0,10}`,
  // The ending of a file.
  `(?<=\\p{Script=Han})\\.[a-z][a-z0-9]{1,4}(?![A-Za-z0-9.])`,
].join('|');

const ADDRESSES = new RegExp(ADDRESS, 'gu');

const SIGNS: Readonly<Record<string, string>> = {
  '.': '點',
  '@': ' at ',
  '/': '斜線',
  '-': '橫線',
  _: '底線',
  '~': '波浪',
  '%': '巴仙',
  '+': '加',
};

export function addressesIn(source: string): readonly SpokenToken[] {
  return Array.from(source.matchAll(ADDRESSES), ({ 0: address, index }) => ({
    start: index,
    end: index + address.length,
    spoken: readAddress(address),
    rule: 'address',
  }));
}

/** `info@gov.hk` info at gov點hk. */
function readAddress(address: string): string {
  return address
    .replace(/^https?:\/\//u, '')
    .replaceAll(/\d+/gu, digitByDigit)
    .replaceAll(/[.@/_~%+-]/gu, (sign) => SIGNS[sign] ?? sign);
}
