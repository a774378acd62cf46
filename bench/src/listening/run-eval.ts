import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishedGraphPath } from '@lector/packs';
import { READABLE_LANGUAGES } from '@lector/text';
import { EVAL_DIR } from '../paths.js';
import { pinnedVersions } from '../python-venv.js';
import { judge } from './judge.js';
import type { EvalOptions } from './options.js';
import { PEER_STYLES, speakByPeers } from './peers.js';
import type { EvalResult } from './result.js';
import { runHead } from './run-head.js';
import { parseRows, parseSentences, spread, type Sentence } from './sentences.js';
import { openStudio, spoken, written, type EvalContext, type Studio, type Utterance } from './studio.js';

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
    const peerVersions = options.peers ? { peers: await pinnedVersions(join(EVAL_DIR, 'requirements-peers.txt')) } : {};
    return {
      ...runHead(startedAt, { ...judged.versions, ...peerVersions }),
      call: { limit: options.limit, split: options.split },
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
