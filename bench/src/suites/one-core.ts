import { coresOf, pidsOf, processTree, pssBytes, type ProcessTree } from '../process-tree.js';
import { ROLES } from '../proc-files.js';
import { sampleEvery } from '../sample-memory.js';
import { everydayTexts } from '../sentences.js';
import { audioSecondsOf, speakAll } from '../speak.js';
import { startStack } from '../stack.js';
import { repetitionsOf, type Suite } from '../suite.js';
import { VOICE_PACK } from '../voice-pack.js';

const JOBS = 20;
const SAMPLE_MS = 1000;

interface Sample {
  readonly seconds: number;
  readonly audioSeconds: number;
  readonly peakPssBytes: number;
  /** At the end, by process. */
  readonly pssByRole: Readonly<Record<string, number>>;
}

/** Redis, object store, API and worker together on one core, where a small machine would have them. */
export const oneCore: Suite = {
  name: 'one-core',
  title: 'the whole stack on one core (taskset)',
  linuxOnly: true,
  async measure(context) {
    const [core = 0] = context.cpus;
    const stack = await startStack(context, { pack: VOICE_PACK, cpus: [core] });
    const tree = processTree(stack.pid);
    const cores = coresOf(pidsOf(tree));
    if (cores.length !== 1) throw new Error(`the stack may run on other cores too [cores=${cores.join(',')}]`);
    const count = context.quick ? 3 : JOBS;
    const texts = everydayTexts();
    await speakAll(stack.client, texts(1), { inFlight: 1 });
    const samples: Sample[] = [];
    for (const _ of repetitionsOf(context)) {
      const memory = sampleEvery(SAMPLE_MS, () => pssBytes(pidsOf(tree)));
      const startedAt = performance.now();
      const jobs = await speakAll(stack.client, texts(count), { inFlight: 4 }).finally(() => memory.stop());
      samples.push({
        seconds: (performance.now() - startedAt) / 1000,
        audioSeconds: audioSecondsOf(jobs),
        peakPssBytes: Math.max(...memory.samples),
        pssByRole: byRole(tree),
      });
    }
    await stack.stop();
    return {
      measures: [
        { name: `${count} jobs`, unit: 's', samples: samples.map(({ seconds }) => seconds) },
        {
          name: 'wall time for a second of audio',
          unit: 's',
          samples: samples.map(({ seconds, audioSeconds }) => seconds / audioSeconds),
        },
        {
          name: 'memory of everything, peak PSS',
          unit: 'GB',
          samples: samples.map(({ peakPssBytes }) => peakPssBytes / 1e9),
          claim: 'article: 1 core, 2 GB',
        },
        ...ROLES.map((role) => ({
          name: `  of it ${role}`,
          unit: 'GB',
          samples: samples.map(({ pssByRole }) => (pssByRole[role] ?? 0) / 1e9),
        })),
      ],
      notes: [`${pidsOf(tree).length} processes, all on core ${core}; the client that asks runs elsewhere`],
      raw: samples,
    };
  },
};

function byRole(tree: ProcessTree): Readonly<Record<string, number>> {
  return Object.fromEntries(ROLES.map((role) => [role, pssBytes(tree[role])]));
}
