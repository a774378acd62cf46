import { readFile } from 'node:fs/promises';
import { LANGUAGES, LectorError } from '@lector/contract';
import { z } from 'zod';
import { PackVoice } from '../manifest.js';

/**
 * Who the speakers of a checkpoint are: `speakers.json` of the tools says it of those the model was published with, a file of the
 * same shape of one's own. Nothing in a checkpoint tells a man from a woman, or Korean from English.
 */
const SpeakerFacts = z.array(
  z.strictObject({
    /** As the checkpoint calls it. */
    speaker: z.string().min(1),
    id: PackVoice.shape.id,
    name: z.string().min(1),
    gender: PackVoice.shape.gender,
    /** Languages it was trained on; the others it speaks with an accent. */
    native: z.array(z.enum(LANGUAGES)).min(1),
  }),
);
export type SpeakerFacts = z.infer<typeof SpeakerFacts>;

/** @throws LectorError `config_invalid` with all that is wrong */
export async function readSpeakerFacts(path: string): Promise<SpeakerFacts> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new LectorError('config_invalid', `the voices cannot be read as JSON [file=${path}]`, { cause: error });
  }
  const facts = SpeakerFacts.safeParse(json);
  if (facts.success) return facts.data;
  const problems = facts.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new LectorError('config_invalid', `the voices are wrong [file=${path}]: ${problems.join('; ')}`);
}

/**
 * The speakers of a checkpoint as voices, in its order. What is known later in `facts` counts.
 * @throws LectorError `checkpoint_unsuitable` naming the speakers nobody knows anything of
 */
export function voicesOf(speakers: readonly string[], facts: SpeakerFacts): PackVoice[] {
  const known = new Map(facts.map((one) => [one.speaker, one]));
  const unknown = speakers.filter((speaker) => !known.has(speaker));
  if (unknown.length > 0) {
    throw new LectorError(
      'checkpoint_unsuitable',
      `nothing is known of the speakers ${unknown.join(', ')}; say who they are in a file for --voices, as models/cosyvoice/speakers.json does`,
    );
  }
  return speakers.flatMap((speaker) => {
    const one = known.get(speaker);
    return one === undefined ? [] : [voiceOf(one)];
  });
}

function voiceOf({ speaker, id, name, gender, native }: SpeakerFacts[number]): PackVoice {
  const languages: PackVoice['languages'] = {};
  for (const language of LANGUAGES) {
    const quality = native.includes(language) ? 'native' : 'cross-lingual';
    languages[language] = { quality, styles: { [speaker]: 1 } };
  }
  return { id, name, gender, languages };
}
