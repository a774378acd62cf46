import type { Chapter } from '../encoding.js';

/**
 * Title and chapters in ffmpeg's own text form. They go through a file: on the command line every user of the machine
 * could read them. Pure.
 */

export interface ChapterMark {
  readonly title: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface Metadata {
  readonly title?: string | undefined;
  readonly chapters: readonly Chapter[];
  /** Of the audio handed in: the time base of the chapters, so that they are exact to the sample. */
  readonly sampleRate: number;
  /** Length of the audio handed in, samples: the end of the last chapter. */
  readonly samples: number;
  /** Chapters move with the speech. */
  readonly tempo: number;
  /** 2 tells players of MP4 that this is an audiobook. */
  readonly mediaType?: number | undefined;
}

export function writeFfmetadata(metadata: Metadata): string {
  const { title, chapters, sampleRate, samples, tempo, mediaType } = metadata;
  const at = (sample: number) => Math.round(sample / tempo);
  const blocks = chapters.map((chapter, index) => {
    const end = chapters[index + 1]?.startSample ?? samples;
    return [
      '[CHAPTER]',
      `TIMEBASE=1/${sampleRate}`,
      `START=${at(chapter.startSample)}`,
      `END=${at(Math.max(end, chapter.startSample))}`,
      `title=${escape(chapter.title)}`,
    ].join('\n');
  });
  const tags = [
    ...(title === undefined ? [] : [`title=${escape(title)}`]),
    ...(mediaType === undefined ? [] : [`media_type=${mediaType}`]),
  ];
  return `${[';FFMETADATA1', ...tags, ...blocks].join('\n')}\n`;
}

/** The chapters of what ffmpeg writes for a file (`-f ffmetadata`). */
export function readChapterMarks(text: string): readonly ChapterMark[] {
  return text
    .split(/^\[CHAPTER\]\n/m)
    .slice(1)
    .map((block) => {
      // A line goes on while it ends in a backslash that is not itself escaped.
      const lines = block.match(/(?:\\[\s\S]|[^\\\n])+/g) ?? [];
      const fields = new Map(
        lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      );
      const [, numerator = '1', denominator = '1'] = /^(\d+)\/(\d+)$/.exec(fields.get('TIMEBASE') ?? '') ?? [];
      const seconds = (name: string) => (Number(fields.get(name)) * Number(numerator)) / Number(denominator);
      return {
        title: (fields.get('title') ?? '').replaceAll(/\\([\s\S])/g, '$1'),
        startSeconds: seconds('START'),
        endSeconds: seconds('END'),
      };
    });
}

/**
 * What a title becomes: controls end lines and cut strings in players, and ffmpeg takes a backslash at the end of a line,
 * escaped or not, for a line that goes on.
 */
export function plainTitle(title: string): string {
  const plain = title.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return plain.endsWith('\\') ? `${plain} ` : plain;
}

function escape(title: string): string {
  return plainTitle(title).replaceAll(/[=;#\\]/g, String.raw`\$&`);
}
