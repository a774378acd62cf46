import { suiteMarkdown, type BenchResult, type SuiteReport } from './report.js';

/**
 * Puts results into a page: what stands between `<!-- bench:NAME -->` and `<!-- /bench -->` is replaced by the table of that
 * suite, and `<!-- bench:machine -->` by where and when it was measured. Words around them are people's. A suite measured again
 * is taken from the last result that has it; one that failed counts only where no other has it.
 * @throws Error when the page asks for a suite that no result has
 */
export function fillPage(page: string, results: readonly BenchResult[]): string {
  const sources = new Map<string, { readonly result: BenchResult; readonly report: SuiteReport }>();
  for (const result of results)
    for (const report of result.suites)
      if (report.failed === null || !sources.has(report.suite)) sources.set(report.suite, { result, report });
  return page.replaceAll(
    /(<!-- bench:([a-z-]+) -->\n)[\s\S]*?(<!-- \/bench -->)/g,
    (_, open: string, name: string, close: string) => `${open}${blockOf(name)}\n${close}`,
  );

  function blockOf(name: string): string {
    if (name === 'machine') return machineLines();
    const source = sources.get(name);
    if (source === undefined) throw new Error(`no result has the suite ${name}, which the page shows; run all suites`);
    return suiteMarkdown(source.report);
  }

  function machineLines(): string {
    const used = [...sources.values()];
    const lines = results.flatMap((result) => {
      const suites = used.filter((source) => source.result === result).map(({ report }) => report.suite);
      return suites.length === 0 ? [] : [{ line: machineLine(result), suites: suites.join(', ') }];
    });
    const [only] = lines;
    if (lines.length === 1 && only !== undefined) return only.line;
    return lines.map(({ line, suites }) => `- ${suites}: ${line}`).join('\n');
  }
}

/** One line: machine, versions, commit, repetitions. */
export function machineLine({ machine, commit, at, repetitions, quick }: BenchResult): string {
  const { cpu, cores, memoryGb, platform, node, onnxruntime } = machine;
  const kind = quick ? ', QUICK: these numbers say only that it runs' : '';
  return `${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}; Node ${node}, onnxruntime-node ${onnxruntime}; commit ${commit}, ${at.slice(0, 10)}; repetitions: ${repetitions}${kind}`;
}
