import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loadDictionaries } from '@lector/dictionaries';
import { engineModel, type EngineModel } from '@lector/engines';
import { loadManifest, MANIFESTS_DIR, preparePack, publishedGraphPath, type PreparedPack } from '@lector/packs';
import { createFrontend, READABLE_LANGUAGES } from '@lector/text';
import { readCommit, readMachine } from '../machine.js';
import { EVAL_DIR } from '../paths.js';
import { pinnedVersions, type PythonContext } from '../python-venv.js';
import { VOICE_PACK } from '../voice-pack.js';
import { judge, type ManifestEntry } from './judge.js';
import type { EvalOptions } from './options.js';
import { PEER_STYLES, speakByPeers } from './peers.js';
import type { EvalResult, Judged } from './result.js';
import { parseRows, parseSentences, spread, type Sentence } from './sentences.js';
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
  const audioDir = join(workDir, 'audio');
  await mkdir(audioDir, { recursive: true });
  const speaker = await createSpeaker({ pack, model, frontend, threads, segmentsDir: join(workDir, 'segments') });
  return { pack, model, speaker, workDir, audioDir };
}

/** The sentences a call is about, those of unreadable languages left out with a word. */
export async function chosenSentences(
  { languages, limit, split }: Pick<EvalOptions, 'languages' | 'limit' | 'split'>,
  progress: (text: string) => void,
): Promise<readonly Sentence[]> {
  const chosen: Sentence[] = [];
  for (const language of languages) {
    if (language !== 'mixed' && !READABLE_LANGUAGES.includes(language)) {
      progress(`${language} is left out: there is no room for it`);
      continue;
    }
    const all = parseSentences(language, await readFile(join(EVAL_DIR, 'sentences', `${language}.tsv`), 'utf8'));
    chosen.push(
      ...spread(
        all.filter((sentence) => split === null || sentence.split === split),
        limit,
      ),
    );
  }
  return chosen;
}

/** What is to be judged, with what only speaking knows. */
export type Utterance = ManifestEntry & Pick<Judged, 'found' | 'failed'>;

/** Speaks, has it judged, and counts. */
export async function runEval(options: EvalOptions, context: EvalContext): Promise<EvalResult> {
  const startedAt = new Date();
  const studio = await openStudio(context);
  try {
    const sentences = await chosenSentences(options, context.progress);
    const voices = options.voices ?? studio.model.voices.filter(({ kind }) => kind === 'preset').map(({ id }) => id);
    const utterances: Utterance[] = [];
    for (const voice of voices) {
      context.progress(`speaking ${sentences.length} sentences as ${voice}`);
      for (const sentence of sentences) utterances.push(await spoken(sentence, voice, studio));
      utterances.push(...(await floor(sentences, voice, studio)));
    }
    if (options.peers) utterances.push(...(await peers(sentences, studio, context)));
    await studio.speaker.close();
    const judged = await judge(utterances, studio.workDir, context.threads, context);
    return {
      version: 1,
      at: startedAt.toISOString(),
      commit: readCommit(),
      machine: readMachine(),
      pack: VOICE_PACK,
      call: { limit: options.limit, split: options.split },
      versions: {
        ...judged.versions,
        ...(options.peers ? { peers: await pinnedVersions(join(EVAL_DIR, 'requirements-peers.txt')) } : {}),
      },
      wallSeconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
      sentences: Object.fromEntries(sentences.map(({ id, text, expected, split }) => [id, { text, expected, split }])),
      utterances: utterances.map(({ id, system, voice, language, found, failed }, index) => ({
        id,
        system,
        voice,
        language,
        ...(found === undefined ? {} : { found }),
        ...(failed === undefined ? {} : { failed }),
        ...(judged.utterances[index] ?? { errors: 0, units: 0, seconds: 0 }),
      })),
      likeness: judged.likeness,
    };
  } finally {
    await studio.speaker.close();
  }
}

/** A sentence spoken by Lector into a file, or why it could not be. */
export async function spoken(sentence: Sentence, voice: string, studio: Studio): Promise<Utterance> {
  return await written(sentence, 'lector', voice, studio, () => studio.speaker.speak(sentence.text, voice));
}

async function written(
  sentence: Sentence,
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

/** Sentences whose IPA somebody checked by hand (`models/eval/floor.tsv`): what the engine and the listener alone get wrong. */
async function floor(sentences: readonly Sentence[], voice: string, studio: Studio): Promise<readonly Utterance[]> {
  const rows = parseRows(await readFile(join(EVAL_DIR, 'floor.tsv'), 'utf8'));
  const ipaOf = new Map(rows.map(({ id, ipa }) => [id, ipa]));
  const utterances: Utterance[] = [];
  for (const sentence of sentences) {
    const { id, language, expected } = sentence;
    const ipa = ipaOf.get(id);
    if (language === 'mixed' || ipa === undefined) continue;
    const speak = () => studio.speaker.speakIpa({ language, spoken: expected, ipa }, voice);
    utterances.push(await written(sentence, 'floor', voice, studio, speak));
  }
  return utterances;
}

/** The peers, and Lector in the same raw styles. */
async function peers(
  sentences: readonly Sentence[],
  studio: Studio,
  context: EvalContext,
): Promise<readonly Utterance[]> {
  const single = sentences.flatMap((sentence) =>
    sentence.language === 'mixed' ? [] : [{ sentence, voice: PEER_STYLES[sentence.language] }],
  );
  const utterances: Utterance[] = [];
  context.progress('speaking in the styles of the peers');
  for (const { sentence, voice } of single) utterances.push(await spoken(sentence, voice, studio));
  const { pack, workDir, audioDir } = studio;
  const graphPath = publishedGraphPath(pack.manifest, context.folders.modelDir) ?? '';
  const voicesDir = join(pack.dir, 'voices');
  const { threads } = context;
  const answers = await speakByPeers(sentences, { graphPath, voicesDir, workDir, audioDir, threads }, context);
  const byId = new Map(sentences.map((sentence) => [sentence.id, sentence]));
  for (const { system, id, voice, language, file, failed } of answers) {
    const { expected = '', kana } = byId.get(id) ?? {};
    const entry = { id, system, voice, language, expected, file };
    utterances.push({ ...entry, ...(kana === undefined ? {} : { kana }), ...(failed === undefined ? {} : { failed }) });
  }
  return utterances;
}
