import type { Measure } from '../report.js';
import { paragraph, shortText } from '../sentences.js';
import { startStack, type Stack } from '../stack.js';
import { repetitionsOf, type Suite } from '../suite.js';
import { VOICE_PACK } from '../voice-pack.js';

/** How a client can come to its first sound. */
const WAYS = ['speech stream', 'job.segment', '/tts'] as const;
type Way = (typeof WAYS)[number];

const SPEECH_PATH = '/v1/audio/speech';

interface Sample {
  readonly text: string;
  readonly way: Way;
  readonly ms: number;
}

/**
 * From sending the request until there is audio: the first bytes of a streamed answer where the API has that call, the event
 * that tells of the first finished segment, and the whole answer of `/tts`. A warm worker, nothing else to do.
 */
export const firstAudio: Suite = {
  name: 'first-audio',
  title: 'time to the first audio on a warm, idle stack',
  async measure(context) {
    const stack = await startStack(context, { pack: VOICE_PACK });
    const streams = await offersSpeech(stack);
    const ways = WAYS.filter((way) => way !== 'speech stream' || streams);
    const kinds = [
      { name: 'one sentence', text: shortText },
      { name: 'four sentences', text: paragraph },
    ];
    let number = 0;
    await stack.client.tts({ text: shortText(number) });
    const samples: Sample[] = [];
    for (const _ of repetitionsOf(context)) {
      for (const { name, text } of kinds) {
        for (const way of ways) {
          number += 1;
          samples.push({ text: name, way, ms: await timed(way, stack, text(number)) });
        }
      }
    }
    await stack.stop();
    const measures: Measure[] = kinds.flatMap(({ name }) =>
      WAYS.map((way) => ({
        name: `${name}, ${way}`,
        unit: 'ms',
        samples: samples.filter((sample) => sample.text === name && sample.way === way).map(({ ms }) => ms),
      })),
    );
    const notes = ['job.segment: the first segment is rendered and stored; /tts: the whole answer has arrived'];
    return { measures, notes: streams ? notes : [...notes, `this API has no ${SPEECH_PATH}`], raw: samples };
  },
};

/** Milliseconds until `first` has something; what comes after it is waited for, so that the next call finds an idle worker. */
async function timed(way: Way, stack: Stack, text: string): Promise<number> {
  const startedAt = performance.now();
  const finish = await FIRST[way](stack, text);
  const ms = performance.now() - startedAt;
  await finish();
  return ms;
}

type Finish = () => Promise<unknown>;

const FIRST: Record<Way, (stack: Stack, text: string) => Promise<Finish>> = {
  'speech stream': ({ url }, text) => firstSpeechBytes(url, text),
  'job.segment': ({ client }, text) => firstSegment(client, text),
  async '/tts'({ client }, text) {
    await client.tts({ text });
    return () => Promise.resolve();
  },
};

async function firstSegment(client: Stack['client'], text: string): Promise<Finish> {
  const { id } = await client.jobs.create({ text, priority: 'interactive' });
  for await (const event of client.jobs.events(id, { after: '0' }))
    if (event.type === 'job.segment') return () => client.jobs.untilEnded(id);
  throw new Error(`a job ended without a segment [job=${id}]`);
}

async function offersSpeech({ url }: Stack): Promise<boolean> {
  const description = (await (await fetch(`${url}/openapi.json`)).json()) as { readonly paths: object };
  return SPEECH_PATH in description.paths;
}

/** Raw samples, whose first byte is sound: a header would come before there is any. */
async function firstSpeechBytes(url: string, text: string): Promise<Finish> {
  const response = await fetch(`${url}${SPEECH_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: VOICE_PACK, input: text, voice: 'default', response_format: 'pcm' }),
  });
  if (!response.ok || response.body === null) throw new Error(`${SPEECH_PATH} answered ${response.status}`);
  const reader = response.body.getReader();
  const { value } = await reader.read();
  if (value === undefined || value.length === 0) throw new Error(`${SPEECH_PATH} sent no audio`);
  return async () => {
    while (!(await reader.read()).done);
  };
}
