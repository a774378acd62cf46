import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { dataDirs } from '../packages/process-kit/src/data-dirs.js';

interface Problem {
  readonly what: string;
  readonly fix: string;
}
type Env = Readonly<Record<string, string>>;
const { preflight, dataFolder } = createRequire(import.meta.url)('./preflight.cjs') as {
  preflight: (machine: object) => Problem[];
  dataFolder: (env: Env, machine: { readonly home: string; readonly cwd: string }) => string;
};

const good = {
  nodeVersion: '20.19.0',
  platform: 'linux-x64',
  python: 'Python 3.11.7',
  pip: true,
  freeGb: 40,
  diskPath: '/data',
};

describe('preflight', () => {
  it('finds nothing to say about a machine that has everything', () => {
    expect(preflight(good)).toEqual([]);
    expect(preflight({ ...good, nodeVersion: '24.1.0', platform: 'darwin-arm64' })).toEqual([]);
  });

  it.each([
    ['an old Node', { nodeVersion: '20.18.3' }, /nvm install 22/],
    ['an ancient Node', { nodeVersion: '18.20.0' }, /nvm install 22/],
    ['an odd Node', { nodeVersion: '21.7.3' }, /nvm install 22/],
    ['an early Node 22', { nodeVersion: '22.1.0' }, /nvm install 22/],
    ['no python', { python: null, pip: false }, /apt-get install -y python3 python3-pip/],
    ['no python on a Mac', { python: null, pip: false, platform: 'darwin-arm64' }, /brew install python/],
    ['python without pip', { pip: false }, /apt-get install -y python3-pip/],
    ['a full disk', { freeGb: 0.4 }, /LECTOR_DATA_DIR/],
    ['Windows', { platform: 'win32-x64' }, /WSL 2/],
  ])('names the exact fix for %s', (_name, change, fix) => {
    const problems = preflight({ ...good, ...change });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.fix).toMatch(fix);
  });

  it('reports every problem at once', () => {
    expect(preflight({ ...good, nodeVersion: '18.0.0', python: null, pip: false, freeGb: 0.1 })).toHaveLength(3);
  });
});

describe('the disk that is measured', () => {
  it.each<Env>([
    {},
    { XDG_DATA_HOME: '/big/data' },
    { XDG_DATA_HOME: 'big' },
    { LECTOR_DATA_DIR: '/srv/lector', XDG_DATA_HOME: '/big/data' },
    { LECTOR_DATA_DIR: 'data' },
    { LECTOR_DATA_DIR: '../data', INIT_CWD: '/called/from' },
    { LECTOR_DATA_DIR: '~/data' },
    { LECTOR_DATA_DIR: '' },
  ])('is the one the programs will use with %j', (env) => {
    const machine = { home: '/home/anna', cwd: '/work' };
    const given = env['LECTOR_DATA_DIR'] ?? '';
    const { dataDir } = dataDirs(
      { dataDir: given === '' ? undefined : given, modelDir: undefined },
      { home: machine.home, xdgDataHome: env['XDG_DATA_HOME'], cwd: env['INIT_CWD'] ?? machine.cwd },
    );
    expect(dataFolder(env, machine)).toBe(dataDir);
  });
});
