/** Progress on a terminal as one line that is redrawn, elsewhere as a line now and then. */
export interface ProgressLine {
  update(text: string): void;
  /** Leaves a last text standing and moves on. */
  done(text: string): void;
  /** Takes the line away, for whoever writes next. */
  clear(): void;
}

/** A terminal, or what stands for one. */
export type ProgressStream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> & { write(text: string): unknown };

/** Plain output gets at most one line in this time: logs of a build server stay readable. */
const PLAIN_EVERY_MS = 5_000;

export function progressLine(stream: ProgressStream, now: () => number): ProgressLine {
  let lastMs = Number.NEGATIVE_INFINITY;
  let standing = false;
  return {
    update(text) {
      if (stream.isTTY) {
        // A line that wraps cannot be taken back: each redrawing would leave one more of it behind.
        stream.write(`\r\u001B[2K${cut(text, stream.columns)}`);
        standing = true;
      } else if (now() - lastMs >= PLAIN_EVERY_MS) {
        lastMs = now();
        stream.write(`${text}\n`);
      }
    },
    done(text) {
      stream.write(stream.isTTY ? `\r\u001B[2K${text}\n` : `${text}\n`);
      standing = false;
    },
    clear() {
      if (standing) stream.write('\r\u001B[2K');
      standing = false;
    },
  };
}

/** As much of a text as fits beside the cursor. Terminals that do not tell their width are taken for 80 columns. */
function cut(text: string, columns: number | undefined): string {
  let left = (columns === undefined || columns === 0 ? 80 : columns) - 1;
  const kept: string[] = [];
  for (const character of text) {
    left -= width(character);
    if (left < 0) break;
    kept.push(character);
  }
  return kept.join('');
}

/**
 * `[██████░░░░]  61 %  56 / 92 MB  ETA 4 s`
 * @param doneBefore what was done when `startedMs` was: the time left is told by what came after
 */
export function bar(
  doneSoFar: number,
  total: number,
  unit: string,
  startedMs: number,
  nowMs: number,
  doneBefore = 0,
): string {
  const done = Math.min(doneSoFar, total);
  const share = total === 0 ? 0 : done / total;
  const filled = Math.round(share * 20);
  const watched = done - doneBefore;
  const etaSeconds = watched > total / 100 ? ((nowMs - startedMs) / 1000 / watched) * (total - done) : null;
  const eta = etaSeconds === null || share === 1 ? '' : `  ETA ${inWords(etaSeconds)}`;
  return `[${'█'.repeat(filled)}${'░'.repeat(20 - filled)}] ${String(Math.floor(share * 100)).padStart(3)} %  ${round(done)} / ${round(total)} ${unit}${eta}`;
}

/** `0:07`, `12:30`, `1:02:03` */
export function hoursMinutes(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** `121 MB`, `1.6 MB` */
export function megabytes(bytes: number): string {
  return `${round(bytes / 1e6)} MB`;
}

/** `45 s`, `12:30`, `1:02:03` */
function inWords(seconds: number): string {
  return seconds < 100 ? `${Math.ceil(seconds)} s` : hoursMinutes(seconds);
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, '');
}

/** Rows under each other with their columns aligned; wide (CJK) characters count double, combining ones nothing. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? '')))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** What stands on the letter before it, as IPA has it, or is not seen at all. */
const WITHOUT_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

function width(text: string): number {
  return [...text].reduce((sum, character) => sum + widthOf(character), 0);
}

function widthOf(character: string): number {
  if (WITHOUT_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
