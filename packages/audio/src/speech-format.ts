import type { AudioFormat } from '@lector/contract';

interface FormatFacts {
  readonly contentType: string;
  /** Without the dot. */
  readonly extension: string;
  /** Hz that can be asked for. */
  readonly sampleRates: readonly number[];
  /** The same audio sent while it is being made, where that is another container; null where a stream cannot be one. */
  readonly stream: { readonly contentType: string } | null;
}

/** What MPEG audio has; the others take them too. 8 to 48 kHz: below is no speech, above nothing is gained. */
const USUAL_RATES = [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000] as const;

/** What the encoder of Opus works at. Decoders give 48 kHz whatever it was. */
const OPUS_RATES = [8_000, 12_000, 16_000, 24_000, 48_000] as const;

/** What each format of the contract is on the wire and on disk. */
const FORMATS: Readonly<Record<AudioFormat, FormatFacts>> = {
  wav: {
    contentType: 'audio/wav',
    extension: 'wav',
    sampleRates: USUAL_RATES,
    stream: { contentType: 'audio/wav' },
  },
  mp3: {
    contentType: 'audio/mpeg',
    extension: 'mp3',
    sampleRates: USUAL_RATES,
    stream: { contentType: 'audio/mpeg' },
  },
  opus: {
    contentType: 'audio/ogg',
    extension: 'opus',
    sampleRates: OPUS_RATES,
    stream: { contentType: 'audio/ogg' },
  },
  // A file is AAC in MP4, which knows its length and can be sought. A stream is bare ADTS frames: their length can only
  // be guessed by players (17 % off was seen), but they can be sent one by one.
  aac: {
    contentType: 'audio/mp4',
    extension: 'm4a',
    sampleRates: USUAL_RATES,
    stream: { contentType: 'audio/aac' },
  },
  flac: {
    contentType: 'audio/flac',
    extension: 'flac',
    sampleRates: USUAL_RATES,
    stream: { contentType: 'audio/flac' },
  },
  // Raw S16. Not `audio/L16`: RFC 2586 makes that big-endian.
  pcm: {
    contentType: 'audio/pcm',
    extension: 'pcm',
    sampleRates: USUAL_RATES,
    stream: { contentType: 'audio/pcm' },
  },
  // The index stands at the head of the file and needs the whole of it.
  m4b: { contentType: 'audio/mp4', extension: 'm4b', sampleRates: USUAL_RATES, stream: null },
};

/** Formats that can be sent while the speech is still being rendered. */
export type StreamFormat = Exclude<AudioFormat, 'm4b'>;

/** Of a finished file. */
export function contentType(format: AudioFormat): string {
  return FORMATS[format].contentType;
}

/** Of what `encodeStream` sends. */
export function streamContentType(format: StreamFormat): string {
  return FORMATS[format].stream?.contentType ?? FORMATS[format].contentType;
}

export function isStreamable(format: AudioFormat): format is StreamFormat {
  return FORMATS[format].stream !== null;
}

/** Without the dot. */
export function fileExtension(format: AudioFormat): string {
  return FORMATS[format].extension;
}

/** Hz that can be asked for with a format, rising. */
export function sampleRatesOf(format: AudioFormat): readonly number[] {
  return FORMATS[format].sampleRates;
}
