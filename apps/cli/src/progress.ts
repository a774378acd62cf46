/** Progress on a terminal as one line that is redrawn, elsewhere as a line now and then. */
export interface ProgressLine {
  update(text: string): void;
  /** Leaves the last text standing and moves on. */
  done(text: string): void;
}

/** Plain output gets at most one line in this time: logs of a build server stay readable. */
const PLAIN_EVERY_MS = 5_000;

export function progressLine(stream: NodeJS.WriteStream, now: () => number): ProgressLine {
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    update(text) {
      if (stream.isTTY) {
        stream.write(`\r\u001B[2K${text}`);
      } else if (now() - lastMs >= PLAIN_EVERY_MS) {
        lastMs = now();
        stream.write(`${text}\n`);
      }
    },
    done(text) {
      stream.write(stream.isTTY ? `\r\u001B[2K${text}\n` : `${text}\n`);
    },
  };
}

/** `[██████░░░░]  61 %  56 / 92 MB  ETA 4 s` */
export function bar(done: number, total: number, unit: string, startedMs: number, nowMs: number): string {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const filled = Math.round(share * 20);
  const etaSeconds = share > 0.01 ? ((nowMs - startedMs) / 1000) * (1 / share - 1) : null;
  const eta = etaSeconds === null || share === 1 ? '' : `  ETA ${Math.ceil(etaSeconds)} s`;
  return `[${'█'.repeat(filled)}${'░'.repeat(20 - filled)}] ${String(Math.floor(share * 100)).padStart(3)} %  ${round(done)} / ${round(total)} ${unit}${eta}`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, '');
}

/** Rows under each other with their columns aligned; wide (CJK) characters count double. */
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

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}
