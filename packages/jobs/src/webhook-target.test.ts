import { describe, expect, it } from 'vitest';
import { isPublicAddress, literalAddress, refusedWebhookUrl } from './webhook-target.js';

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '1.1.1.1', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450::1'])(
    'takes the public address %s',
    (ip) => {
      expect(isPublicAddress(ip, [])).toBe(true);
    },
  );

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    'fe80::1%eth0',
  ])('refuses %s', (ip) => {
    expect(isPublicAddress(ip, [])).toBe(false);
  });

  it.each(['', 'example.com', '0x7f.1', '0177.0.0.1', '2130706433', '127.1', '1.2.3.4.5', '1.2.3.4 '])(
    'does not call %j an address',
    (text) => {
      expect(isPublicAddress(text, ['0.0.0.0/0', '::/0'])).toBe(false);
    },
  );

  it('takes a private address the operator listed, and only that block', () => {
    const allow = ['10.1.0.0/16', 'fd00::/8'];
    expect(isPublicAddress('10.1.2.3', allow)).toBe(true);
    expect(isPublicAddress('::ffff:10.1.2.3', allow)).toBe(true);
    expect(isPublicAddress('fd12::1', allow)).toBe(true);
    expect(isPublicAddress('10.2.0.1', allow)).toBe(false);
    expect(isPublicAddress('127.0.0.1', allow)).toBe(false);
    expect(isPublicAddress('10.9.9.9', ['::ffff:10.0.0.0/104'])).toBe(true);
  });
});

describe('refusedWebhookUrl', () => {
  it.each([
    'http://127.0.0.1/hook',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://①②⑦.0.0.1/',
    'http://[::1]:8080/',
    'http://[::ffff:127.0.0.1]/',
    'http://localhost/',
    'http://localhost./',
    'http://LOCALHOST:3000/',
    'http://a.localhost/',
    'http://127.0.0.1./',
    'http://169.254.169.254/latest/meta-data/',
    'https://10.0.0.8/',
  ])('refuses %s as private', (url) => {
    expect(refusedWebhookUrl(url, [])).toContain('private or reserved');
  });

  it('takes a name, which only delivery can resolve', () => {
    expect(refusedWebhookUrl('https://hooks.example.com/x?y=1', [])).toBeNull();
    expect(refusedWebhookUrl('https://localhost.example.com/', [])).toBeNull();
  });

  it('takes loopback when it is listed, by number and by name', () => {
    expect(refusedWebhookUrl('http://127.0.0.1:5000/', ['127.0.0.0/8'])).toBeNull();
    expect(refusedWebhookUrl('http://localhost:5000/', ['127.0.0.0/8'])).toBeNull();
  });

  it('refuses other protocols and credentials in the URL', () => {
    expect(refusedWebhookUrl('ftp://example.com/', [])).toContain('http or https');
    expect(refusedWebhookUrl('https://user@example.com/', [])).toContain('user name');
    expect(refusedWebhookUrl('https://example.com@127.0.0.1/', ['127.0.0.0/8'])).toContain('user name');
    expect(refusedWebhookUrl('nonsense', [])).toContain('not a URL');
  });
});

describe('literalAddress', () => {
  it('gives the address a host spells out and null for names', () => {
    expect(literalAddress('[::1]')).toBe('::1');
    expect(literalAddress('127.0.0.1.')).toBe('127.0.0.1');
    expect(literalAddress('example.com')).toBeNull();
  });
});
