import type { Chapter } from '@lector/jobs';
import type { Segment } from '@lector/text';

export interface ChapterMark extends Chapter {
  /** Where its first segment begins, in samples of the whole. */
  readonly startSample: number;
}

/** Finds where the chapters of a text begin in its audio, segment by segment. */
export class ChapterMarks {
  readonly marks: ChapterMark[] = [];
  private next = 0;

  constructor(private readonly chapters: readonly Chapter[]) {}

  /** To be called with each segment in order, before its audio. @param samples of the audio before it */
  add(segment: Segment, samples: number): void {
    let mark: ChapterMark | null = null;
    for (; this.next < this.chapters.length; this.next += 1) {
      const chapter = this.chapters[this.next];
      if (chapter === undefined || chapter.start > segment.start) break;
      // A chapter nothing of which is spoken gives its place to the one after it.
      mark = { ...chapter, startSample: samples };
    }
    if (mark !== null) this.marks.push(this.marks.length === 0 ? { ...mark, startSample: 0 } : mark);
  }
}
