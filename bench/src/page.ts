import { suiteMarkdown, type BenchResult } from './report.js';

/**
 * Puts a result into a page: what stands between `<!-- bench:NAME -->` and `<!-- /bench -->` is replaced by the table of that
 * suite, and `<!-- bench:machine -->` by where and when it was measured. Words around them are people's.
 * @throws Error when the page asks for a suite the result does not have
 */
export function fillPage(page: string, result: BenchResult): string {
  return page.replaceAll(
    /(<!-- bench:([a-z-]+) -->\n)[\s\S]*?(<!-- \/bench -->)/g,
    (_, open: string, name: string, close: string) => {
      return `${open}${blockOf(name, result)}\n${close}`;
    },
  );
}

function blockOf(name: string, result: BenchResult): string {
  if (name === 'machine') return machineLine(result);
  const report = result.suites.find(({ suite }) => suite === name);
  if (report === undefined) throw new Error(`the result has no suite ${name}, which the page shows; run all suites`);
  return suiteMarkdown(report);
}

/** One line: machine, versions, commit, repetitions. */
export function machineLine({ machine, commit, at, repetitions, quick }: BenchResult): string {
  const { cpu, cores, memoryGb, platform, node, onnxruntime } = machine;
  const kind = quick ? ', QUICK: these numbers say only that it runs' : '';
  return `${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}; Node ${node}, onnxruntime-node ${onnxruntime}; commit ${commit}, ${at.slice(0, 10)}; repetitions: ${repetitions}${kind}`;
}
