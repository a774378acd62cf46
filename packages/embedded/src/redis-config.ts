/**
 * Settings of an embedded Redis or Valkey, as its configuration file. They go through a file and not the command line
 * because the password would be visible to every user of the machine there.
 */
export function redisConfig(options: {
  readonly port: number;
  readonly dir: string;
  readonly password: string;
  /** Settings that replace or join those below; tests use them to build servers that must be refused. */
  readonly more?: Readonly<Record<string, string>>;
}): string {
  const settings: Readonly<Record<string, string>> = {
    bind: '127.0.0.1',
    port: String(options.port),
    'protected-mode': 'yes',
    requirepass: options.password,
    daemonize: 'no',
    dir: options.dir,
    // Every write survives a crash of the process; a power cut may cost the last second.
    appendonly: 'yes',
    appendfsync: 'everysec',
    // A snapshot an hour, for whoever copies the folder away; the append-only file is what a start reads.
    save: '3600 1',
    // Any other policy would let Redis drop jobs when memory is short.
    'maxmemory-policy': 'noeviction',
    ...options.more,
  };
  const lines = Object.entries(settings);
  return `${lines.map(([name, value]) => `${name} ${name === 'save' ? value : quote(value)}`).join('\n')}\n`;
}

/** Redis reads double-quoted words with backslash escapes; anything outside printable ASCII goes in as bytes. */
function quote(value: string): string {
  const bytes = [...Buffer.from(value, 'utf8')];
  const escaped = bytes.map((byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c
      ? `\\x${byte.toString(16).padStart(2, '0')}`
      : String.fromCharCode(byte),
  );
  return `"${escaped.join('')}"`;
}
