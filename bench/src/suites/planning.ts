import { startPlanner, type PlannedRun } from '../planner.js';
import { measureShares, shareMeasures } from '../planning-share.js';
import { PLANNING_KINDS, type PlanningKind } from '../planning-text.js';
import { peakRssBytes, rssBytes } from '../process-tree.js';
import type { Measure } from '../report.js';
import { median, sum } from '../statistics.js';
import { repetitionsOf, type BenchContext, type Suite } from '../suite.js';

const MB = 1e6;
/** Ten times the text; garbage that is collected the later the more there is may take a little more than ten times as long. */
const LINEAR_AT_MOST = 12;
const MILLION_SECONDS_AT_MOST = 20;

interface KindRuns {
  readonly kind: PlanningKind;
  /** Memory of the process before the longest text, and the most it ever had. */
  readonly rssBytes: number;
  readonly peakRssBytes: number;
  /** By length: the shorter ones as often as there are repetitions, the longest once. */
  readonly runs: readonly { readonly codePoints: number; readonly run: PlannedRun }[];
}

/**
 * What the text frontend costs: whether its time grows with the text and no faster, how much memory a book takes, how long it
 * keeps a thread from everything else, and which share of a text's CPU it is.
 */
export const planning: Suite = {
  name: 'planning',
  title: 'planning by length of the text, and its share in the CPU of synthesis',
  linuxOnly: true,
  async measure(context) {
    const lengths = context.quick ? [1_000, 10_000, 100_000] : [10_000, 100_000, 1_000_000];
    const kinds: KindRuns[] = [];
    for (const kind of PLANNING_KINDS) kinds.push(await measureKind(context, kind, lengths));
    const shares = await measureShares(context);
    return {
      measures: [...lengthMeasures(kinds, lengths), ...shareMeasures(shares)],
      notes: [
        `texts of ${lengths.map(named).join(', ')} code points: the sentences of models/eval, in paragraphs with a number of their own; each kind of text in a process of its own`,
        'CPU: user and system time of all threads of the process; memory: the most it had, above what it had before the longest text',
        'a step is what runs before others get their turn; the garbage that is collected in it counts',
        `share: CPU of planning (once the code is compiled) to CPU of the engine on one thread, ${sum(shares.map(({ sentences }) => sentences))} sentences`,
      ],
      raw: { kinds, shares },
    };
  },
};

async function measureKind(context: BenchContext, kind: PlanningKind, lengths: readonly number[]): Promise<KindRuns> {
  const planner = await startPlanner(context);
  const runs: { codePoints: number; run: PlannedRun }[] = [];
  const measured = async (codePoints: number) => {
    runs.push({ codePoints, run: await planner.plan({ kind, codePoints }) });
  };
  const longest = lengths.at(-1) ?? 0;
  const progress = (text: string) => context.progress(`${kind}: ${text}`);
  for (const _ of repetitionsOf({ ...context, progress }))
    for (const codePoints of lengths) if (codePoints !== longest) await measured(codePoints);
  progress(`${named(longest)} code points`);
  const before = rssBytes([planner.pid]);
  await measured(longest);
  const peak = peakRssBytes([planner.pid]);
  await planner.stop();
  return { kind, rssBytes: before, peakRssBytes: peak, runs };
}

function lengthMeasures(kinds: readonly KindRuns[], lengths: readonly number[]): readonly Measure[] {
  const [, middle = 0, longest = 0] = lengths;
  const each = (name: string, unit: string, samples: (kind: KindRuns) => readonly number[], goal?: Measure['goal']) =>
    kinds.map((kind) => ({
      name: `${name}, ${kind.kind}`,
      unit,
      samples: samples(kind),
      ...(goal === undefined ? {} : { goal }),
    }));
  const cpu = (kind: KindRuns, codePoints: number) => runsOf(kind, codePoints).map((run) => run.cpuSeconds);
  const whole = (kind: KindRuns) => cpu(kind, longest);
  return [
    ...each(`CPU for ${named(longest)}`, 's', whole, { atMost: (MILLION_SECONDS_AT_MOST * longest) / 1e6 }),
    ...each(
      `${named(longest)} : ${named(middle)}`,
      'times',
      (kind) => cpu(kind, middle).map((seconds) => median(whole(kind)) / seconds),
      { atMost: LINEAR_AT_MOST },
    ),
    ...each(`memory for ${named(longest)}`, 'MB', (kind) => [(kind.peakRssBytes - kind.rssBytes) / MB]),
    ...each('longest step', 'ms', (kind) => runsOf(kind, longest).map(({ longestStepMs }) => longestStepMs)),
  ];
}

function runsOf({ runs }: KindRuns, codePoints: number): readonly PlannedRun[] {
  return runs.filter((one) => one.codePoints === codePoints).map(({ run }) => run);
}

/** 10k, 100k, 1M. */
function named(codePoints: number): string {
  return codePoints >= 1e6 ? `${codePoints / 1e6}M` : `${codePoints / 1e3}k`;
}
