import { LectorError } from '@lector/contract';
import type { OnnxSession } from '../onnx/session.js';
import { fits, MAX_UTTERANCE_POSITIONS, positionsFor } from './capacity.js';
import type { LmShape } from './description.js';
import { PURPOSE, type Draws } from './draws.js';
import { createPositionTables } from './position-tables.js';
import { sample } from './sampling.js';
import { SpeechLm } from './speech-lm.js';
import type { Speaker, Tables } from './tables.js';

/** Speech tokens for each text token, at least and at most; upstream's. */
const LEAST_RATIO = 2;
const MOST_RATIO = 20;
/** Rows of a prompt beside its text: start, speaker, task. */
const PROMPT_ROWS = 3;

/** An utterance whose speech tokens are being decoded. */
export interface Decoding {
  readonly speaker: Speaker;
  readonly draws: Draws;
  /** Ids of the text, at least one. */
  readonly text: readonly number[];
  /** Speech tokens so far. */
  readonly tokens: number[];
  /** Why it ended before its end; null: it did not. */
  error: unknown;
  /** So many at most. */
  readonly most: number;
  /** Positions it may come to, those of the prompt included. */
  readonly longest: number;
}

/** @throws LectorError `engine_failed` for a text that cannot be spoken within what one utterance may take */
export function startDecoding(text: readonly number[], speaker: Speaker, draws: Draws): Decoding {
  const prompt = text.length + PROMPT_ROWS;
  const most = Math.min(MOST_RATIO * text.length, MAX_UTTERANCE_POSITIONS - prompt);
  if (most < LEAST_RATIO * text.length) {
    throw new LectorError('engine_failed', `the segment is too long [textTokens=${text.length}]`);
  }
  return { speaker, draws, text, tokens: [], error: null, most, longest: prompt + most };
}

export interface DecodingDeps {
  readonly sessions: Readonly<Record<'text_encoder' | 'lm' | 'lm_positions', OnnxSession>>;
  readonly shape: LmShape;
  readonly speechTokens: number;
  readonly tables: Tables;
}

/**
 * What decodes together: utterances enter with their prompt, go on by one token each with every step, and leave when
 * they end or are not wanted any more. Each draws from its own seed, so who is beside it decides nothing.
 */
export class DecodingBatch {
  private readonly lm: SpeechLm;
  private readonly maxPositions: number;
  /** In the order of the LM's rows. */
  private readonly rows: Decoding[] = [];

  constructor(private readonly deps: DecodingDeps) {
    const { sessions, shape } = deps;
    this.maxPositions = positionsFor(shape);
    const positions = createPositionTables(sessions.lm_positions, shape);
    this.lm = new SpeechLm({ session: sessions.lm, positions, shape, maxPositions: this.maxPositions });
  }

  hasRoomFor(decoding: Decoding): boolean {
    return fits(
      this.rows.map(({ longest }) => longest),
      decoding.longest,
      this.maxPositions,
    );
  }

  /** Reads its prompt and draws its first token, which is never its last. There must be room. */
  async enter(decoding: Decoding): Promise<void> {
    const logits = await this.lm.enter(await this.promptOf(decoding));
    this.rows.push(decoding);
    this.draw([decoding], logits);
    if (decoding.error !== null) throw decoding.error;
  }

  /** One token for each of at least one. @returns those that have ended, or cannot go on, and left */
  async step(): Promise<readonly Decoding[]> {
    const { shape, tables } = this.deps;
    const x = new Float32Array(this.rows.length * shape.width);
    for (const [row, { tokens }] of this.rows.entries()) tables.speech.copy(tokens.at(-1) ?? 0, x, row * shape.width);
    return this.draw([...this.rows], await this.lm.step(x));
  }

  get size(): number {
    return this.rows.length;
  }

  leave(decoding: Decoding): void {
    const row = this.rows.indexOf(decoding);
    if (row === -1) return;
    this.lm.leave(row);
    // As the LM does: the last row takes the number of the one that left.
    const last = this.rows.pop();
    if (last !== undefined && last !== decoding) this.rows[row] = last;
  }

  /** float32 [positions, width] */
  private async promptOf({ text, speaker }: Decoding): Promise<Float32Array> {
    const { sessions, shape, tables } = this.deps;
    const rows = new Float32Array(text.length * tables.text.width);
    for (const [at, token] of text.entries()) tables.text.copy(token, rows, at * tables.text.width);
    const { encoded } = await sessions.text_encoder.run({
      text: { type: 'float32', data: rows, shape: [1, text.length, tables.text.width] },
    });
    const prompt = new Float32Array((text.length + PROMPT_ROWS) * shape.width);
    tables.marks.copy(0, prompt, 0);
    prompt.set(speaker.lm, shape.width);
    prompt.set(encoded as Float32Array, 2 * shape.width);
    tables.marks.copy(1, prompt, (text.length + 2) * shape.width);
    return prompt;
  }

  /** @returns those that ended with this token */
  private draw(advanced: readonly Decoding[], logits: Float32Array): readonly Decoding[] {
    const width = this.deps.speechTokens + 1;
    const ended: Decoding[] = [];
    for (const [row, decoding] of advanced.entries()) {
      const { tokens, text, draws, most } = decoding;
      // Two for each token, whether the second is needed or not: which is used never depends on what came before.
      const drawn = (which: 0 | 1) => draws.uniform(PURPOSE.sampling, 2 * tokens.length + which);
      const mayEnd = tokens.length >= LEAST_RATIO * text.length;
      try {
        const own = logits.subarray(row * width, (row + 1) * width);
        const token = sample(own, tokens, mayEnd, [drawn(0), drawn(1)]);
        if (token !== this.deps.speechTokens) tokens.push(token);
        if (token === this.deps.speechTokens || tokens.length === most) ended.push(decoding);
      } catch (error) {
        decoding.error = error;
        ended.push(decoding);
      }
    }
    for (const decoding of ended) this.leave(decoding);
    return ended;
  }
}
