import { startEmbedded } from '@lector/embedded';
import { startBare, startByHand, type BullmqPeer } from '../bullmq-peers.js';
import { cpuSeconds, processTree } from '../process-tree.js';
import { ROLES } from '../proc-files.js';
import type { Measure } from '../report.js';
import { toneText } from '../sentences.js';
import { allEnded, speakAll, submitAll } from '../speak.js';
import { startStack, type Stack } from '../stack.js';
import { quantile, ratios } from '../statistics.js';
import { repetitionsOf, type Suite } from '../suite.js';

/** Requests under way at a time, of either. */
const IN_FLIGHT = 8;

/**
 * Rounds before the first that counts, of each. A job of Lector's goes through much code: after 700 of them an eighth of its
 * worker's CPU was still V8's compiler (`perf`).
 */
const WARM_UP_ROUNDS = 10;

interface Sample {
  /** CPU milliseconds for a job, by process; `total` leaves the object store out, which bare BullMQ has none of. */
  readonly cpuMs: Readonly<Record<string, number>>;
  readonly pickupMs: readonly number[];
  readonly jobsPerSecond: number;
}

/**
 * What a job costs beside its speech: jobs of the stand-in pack, which renders in no time, through the whole stack; beside
 * it on the same Redis, with as many requests under way and one job worked on at a time, BullMQ alone (a process that
 * adds and one that does nothing), and BullMQ with the least around it that gives what a user gets: HTTP before it, and the
 * upload of a file of the same size behind it.
 */
export const jobOverhead: Suite = {
  name: 'job-overhead',
  title: 'CPU and pickup of a job without a model, beside bare BullMQ on the same Redis',
  linuxOnly: true,
  async measure(context) {
    const stack = await startStack(context, { pack: 'tone', workers: 1, threads: 1 });
    const services = await startEmbedded({
      dataDir: stack.dataDir,
      cacheDir: context.folders.cacheDir,
      want: { redis: true, s3: true },
    });
    const leave = context.stops.add(() => services.stop());
    const { redisUrl, s3: store } = services;
    if (redisUrl === null || store === null) throw new Error('the services of the stack were not found');
    const bare = await startBare(context, redisUrl);
    const jobs = context.quick ? 40 : 200;
    const pickups = context.quick ? 10 : 40;
    let number = 0;
    const texts = (count: number) => Array.from({ length: count }, () => toneText((number += 1)));
    // Until code is compiled and connections are open.
    const warm = await submitAll(stack.client, texts(jobs * WARM_UP_ROUNDS), { inFlight: IN_FLIGHT });
    await allEnded(stack.client, warm.slice(-IN_FLIGHT));
    const spoken = await speakAll(stack.client, texts(jobs), { inFlight: IN_FLIGHT });
    const byHand = await startByHand(context, { redisUrl, store, bytes: spoken.at(-1)?.result?.audio?.bytes ?? 0 });
    await bare.run(jobs * WARM_UP_ROUNDS, IN_FLIGHT);
    await byHand.run(jobs * WARM_UP_ROUNDS, IN_FLIGHT);

    const lector: Sample[] = [];
    const bullmq: Sample[] = [];
    const around: Sample[] = [];
    for (const _ of repetitionsOf(context)) {
      lector.push(await measureLector(stack, { jobs: texts(jobs), pickups: texts(pickups) }));
      // More of them: the kernel counts CPU in steps of 10 ms, and these are cheap.
      bullmq.push(await measurePeer(bare, stack, { jobs: jobs * 8, pickups }));
      around.push(await measurePeer(byHand, stack, { jobs: jobs * 2, pickups }));
    }
    await bare.stop();
    await byHand.stop();
    await leave();
    await stack.stop();
    return { measures: summary({ lector, bullmq, around }), notes: NOTES, raw: { lector, bullmq, around } };
  },
};

const NOTES = [
  'CPU: user and system time of API, worker and Redis, against adder, worker and Redis; the object store, which only Lector uses, is told apart',
  'bare BullMQ: one `add` for each job over one client, one job worked on at a time; no HTTP, no store, nothing done',
  'by hand: `node:http` that takes the text and adds, and a worker that uploads as many bytes as the WAV has; nothing is checked, kept or rendered. Lector stores two objects for a job, the segment for whoever asks for that sentence next and the result',
  'pickup: from accepted to started, one job at a time on an idle worker; milliseconds as the records have them',
];

function summary({
  lector,
  bullmq,
  around,
}: Readonly<Record<'lector' | 'bullmq' | 'around', readonly Sample[]>>): readonly Measure[] {
  const cpu = (samples: readonly Sample[], part: string) => samples.map(({ cpuMs }) => cpuMs[part] ?? Number.NaN);
  const pickup = (samples: readonly Sample[], share: number) =>
    samples.map(({ pickupMs }) => quantile(pickupMs, share));
  const mine = cpu(lector, 'total');
  const theirs = cpu(bullmq, 'total');
  return [
    { name: 'Lector, CPU a job', unit: 'ms', samples: mine },
    ...ROLES.map((role) => ({
      name: `  of it ${role === 's3' ? 'not counted: s3' : role}`,
      unit: 'ms',
      samples: cpu(lector, role),
    })),
    { name: 'bare BullMQ, CPU a job', unit: 'ms', samples: theirs },
    { name: 'Lector : bare BullMQ', unit: 'times', samples: ratios(mine, theirs), goal: { atMost: 3 } },
    { name: 'BullMQ by hand, CPU a job', unit: 'ms', samples: cpu(around, 'total') },
    { name: 'Lector : BullMQ by hand', unit: 'times', samples: ratios(mine, cpu(around, 'total')) },
    { name: 'Lector, pickup p50', unit: 'ms', samples: pickup(lector, 0.5), goal: { atMost: 5 } },
    { name: 'Lector, pickup p95', unit: 'ms', samples: pickup(lector, 0.95) },
    { name: 'bare BullMQ, pickup p50', unit: 'ms', samples: pickup(bullmq, 0.5) },
    { name: 'Lector, throughput', unit: 'jobs/s', samples: lector.map(({ jobsPerSecond }) => jobsPerSecond) },
    { name: 'bare BullMQ, throughput', unit: 'jobs/s', samples: bullmq.map(({ jobsPerSecond }) => jobsPerSecond) },
  ];
}

async function measureLector(
  { client, pid }: Stack,
  texts: { readonly jobs: readonly string[]; readonly pickups: readonly string[] },
): Promise<Sample> {
  const tree = processTree(pid);
  const before = ROLES.map((role) => cpuSeconds(tree[role]));
  const startedAt = performance.now();
  const ids = await submitAll(client, texts.jobs, { inFlight: IN_FLIGHT });
  // The queue is in order, so the last to be submitted tell when all is done; asking for each would cost more than the job.
  await allEnded(client, ids.slice(-IN_FLIGHT));
  const seconds = (performance.now() - startedAt) / 1000;
  const count = texts.jobs.length;
  const used = ROLES.map((role, index) => ((cpuSeconds(tree[role]) - (before[index] ?? 0)) / count) * 1000);
  await allEnded(client, ids);
  const cpuMs = Object.fromEntries(ROLES.map((role, index) => [role, used[index] ?? 0]));
  const pickupMs: number[] = [];
  for (const text of texts.pickups) {
    const [job] = await speakAll(client, [text], { inFlight: 1 });
    pickupMs.push(Date.parse(job?.started_at ?? '') - Date.parse(job?.created_at ?? ''));
  }
  const total = (cpuMs['api'] ?? 0) + (cpuMs['worker'] ?? 0) + (cpuMs['redis'] ?? 0);
  return { cpuMs: { ...cpuMs, total }, pickupMs, jobsPerSecond: count / seconds };
}

async function measurePeer(
  peer: BullmqPeer,
  stack: Stack,
  counts: { readonly jobs: number; readonly pickups: number },
): Promise<Sample> {
  const parts = { ...peer.pids, redis: processTree(stack.pid).redis };
  const read = () => Object.entries(parts).map(([name, pids]) => [name, cpuSeconds(pids)] as const);
  const before = new Map(read());
  const startedAt = performance.now();
  await peer.run(counts.jobs, IN_FLIGHT);
  const seconds = (performance.now() - startedAt) / 1000;
  const used = read().map(([name, now]) => [name, ((now - (before.get(name) ?? 0)) / counts.jobs) * 1000] as const);
  const total = used.reduce((sum, [, ms]) => sum + ms, 0);
  const pickupMs: number[] = [];
  for (let one = 0; one < counts.pickups; one += 1) pickupMs.push(...(await peer.run(1, 1)));
  return { cpuMs: { ...Object.fromEntries(used), total }, pickupMs, jobsPerSecond: counts.jobs / seconds };
}
