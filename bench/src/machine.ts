import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './paths.js';
import type { Machine } from './report.js';

export function readMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    platform: `${process.platform}-${process.arch}`,
    node: process.version,
    onnxruntime: runtimeVersion(),
  };
}

/** The short commit, with `+changes` for a working tree that differs; `unknown` outside a checkout. */
export function readCommit(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const changes = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+changes';
    return `${git('rev-parse', '--short', 'HEAD')}${changes}`;
  } catch {
    return 'unknown';
  }
}

/** Versions are pinned exactly, so the manifest of the one importer tells. */
function runtimeVersion(): string {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'packages', 'engines', 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return manifest.dependencies['onnxruntime-node'] ?? 'unknown';
}
