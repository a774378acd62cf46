/** What ffmpeg tells of a file on standard error while it decodes it (`-loglevel level+info`), line by line. Pure. */
export interface StreamFacts {
  /** `mp3`, `opus`, `aac`, `flac`. */
  readonly codec: string;
  /** Of the decoded samples, Hz. */
  readonly sampleRate: number;
  readonly channels: number;
}

/** null for every line but the one that describes the sound of the file read (`Stream #0:0…: Audio: …`). */
export function readStreamLine(line: string): StreamFacts | null {
  const found = /\bStream #0:\d+\S*: Audio: (\w+)[^,]*, (\d+) Hz, (mono|stereo|(\d+) channels)/.exec(line);
  if (found === null) return null;
  const [, codec = '', rate, layout, channels] = found;
  const count = layout === 'mono' ? 1 : layout === 'stereo' ? 2 : Number(channels);
  return { codec, sampleRate: Number(rate), channels: count };
}

/** What is wrong with the file; never a line that holds its title. */
export function isErrorLine(line: string): boolean {
  return /^(?:\[[^\]]* @ [^\]]*\] )?\[(?:error|fatal|panic)\] /.test(line);
}
