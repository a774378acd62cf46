import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loadDictionaries } from '@lector/dictionaries';
import { engineModel, type EngineModel } from '@lector/engines';
import { loadManifest, MANIFESTS_DIR, preparePack, type PreparedPack } from '@lector/packs';
import { createFrontend } from '@lector/text';
import { ROOT } from '../paths.js';
import type { PythonContext } from '../python-venv.js';
import { VOICE_PACK } from '../voice-pack.js';
import type { ManifestEntry } from './judge.js';
import type { Judged } from './result.js';
import type { Sentence } from './sentences.js';
import { spanCuts } from './span-cuts.js';
import { createSpeaker, type Speaker, type Spoken } from './speaker.js';

export interface EvalContext extends PythonContext {
  readonly threads: number;
}

/** What is spoken in, and where what was spoken and judged is kept. */
export interface Studio {
  readonly pack: PreparedPack;
  readonly model: EngineModel;
  readonly speaker: Speaker;
  readonly workDir: string;
  readonly audioDir: string;
}

/** @throws LectorError `pack_missing` before the pack was pulled */
export async function openStudio({ folders, threads }: EvalContext): Promise<Studio> {
  const manifest = await loadManifest(VOICE_PACK, MANIFESTS_DIR);
  const pack = await preparePack(manifest, { modelDir: folders.modelDir });
  const model = engineModel(manifest);
  const frontend = createFrontend(await loadDictionaries());
  const workDir = join(folders.cacheDir, 'eval');
  // Of this checkout alone: another may speak the same sentence otherwise before this one's is judged.
  const audioDir = join(workDir, 'audio', createHash('sha256').update(ROOT).digest('hex').slice(0, 12));
  await mkdir(audioDir, { recursive: true });
  const speaker = await createSpeaker({ pack, model, frontend, threads, segmentsDir: join(workDir, 'segments') });
  return { pack, model, speaker, workDir, audioDir };
}

/** What is to be judged, with what only speaking knows. */
export type Utterance = ManifestEntry & Pick<Judged, 'found' | 'failed'>;

/** A sentence spoken by Lector into a file, or why it could not be. */
export async function spoken(sentence: Sentence, voice: string, studio: Studio): Promise<Utterance> {
  return await written(sentence, 'lector', voice, studio, () => studio.speaker.speak(sentence.text, voice));
}

/** What `speak` says, in a file for the judge. */
export async function written(
  sentence: Omit<Sentence, 'split'>,
  system: 'lector' | 'floor',
  voice: string,
  { audioDir }: Studio,
  speak: () => Promise<Spoken>,
): Promise<Utterance> {
  const { id, language, expected, kana, spans, text } = sentence;
  const entry = { id, system, voice, language, expected, ...(kana === undefined ? {} : { kana }) };
  const silent = (spans ?? []).map((span) => ({ ...span, start: 0, end: 0 }));
  try {
    const { wav, words, seconds, languages } = await speak();
    const file = join(audioDir, `${system}-${voice}-${id}.wav`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, wav);
    const cuts = spans === undefined ? [] : spanCuts(text, spans, words, seconds);
    const timed = silent.map((span, index) => ({ ...span, ...cuts[index] }));
    return { ...entry, file, found: languages, ...(spans === undefined ? {} : { spans: timed }) };
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error);
    return { ...entry, file: null, failed, ...(spans === undefined ? {} : { spans: silent }) };
  }
}
