import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ENV_FIELDS, SHARED_NAMES } from '@lector/process-kit';
import { composeServices, dockerfileStages, type ComposeService, type DockerfileStage } from '@lector/testing';
import { redisConfig } from '../../../packages/embedded/src/redis-config.js';
import { s3Arguments } from '../../../packages/embedded/src/s3-command.js';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
const COMPOSE = read('docker-compose.yml');

const SERVICES = new Map(Object.entries(composeServices(COMPOSE, { LECTOR_API_KEYS: 'me:0123456789abcdef' })));

function service(name: string): ComposeService {
  return SERVICES.get(name) as ComposeService;
}

function stage(name: string): DockerfileStage {
  return dockerfileStages(read('infra/docker/Dockerfile')).find((found) => found.name === name) as DockerfileStage;
}

describe('the compose file', () => {
  it('names no variable that Lector does not know', () => {
    const names = [...COMPOSE.matchAll(/^ +(LECTOR_\w+):/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(SHARED_NAMES.length);
    expect(names.filter((name) => !Object.hasOwn(ENV_FIELDS, name))).toEqual([]);
  });

  it('tells the API and the workers the same of all they have to agree on', () => {
    const api = service('api').environment ?? {};
    const worker = service('worker').environment ?? {};
    for (const name of SHARED_NAMES) {
      expect(api, name).toHaveProperty(name);
      expect(worker[name], name).toBe(api[name]);
    }
  });

  it('does not start without API keys, and says how to set them', () => {
    expect(() => composeServices(COMPOSE, {})).toThrow(/LECTOR_API_KEYS: set it in \.env/);
  });

  it('opens nothing beyond this machine, and Redis and S3 to nobody but API and workers', () => {
    const ports = [...SERVICES.values()].flatMap(({ ports: own = [] }) => own);
    expect(ports).toEqual(['127.0.0.1:8080:8080']);
    for (const name of ['redis', 's3']) expect(service(name).networks).toEqual(['backend']);
    expect(COMPOSE).toMatch(/^ {2}backend:\n {4}internal: true$/m);
  });

  it('gives Redis the settings of the embedded one', () => {
    const flags = (service('redis').command ?? []).join(' ');
    const embedded = redisConfig({ port: 0, dir: '/data', password: '' });
    for (const name of ['appendonly', 'appendfsync', 'maxmemory-policy']) {
      const value = new RegExp(`^${name} "(.+)"$`, 'm').exec(embedded)?.[1];
      expect(flags).toContain(`--${name} ${value}`);
    }
  });

  it('gives S3 the settings of the embedded one', () => {
    const embedded = s3Arguments({ dir: '/data', configPath: '', ports: [1, 2, 3, 4, 5, 6, 7, 8] });
    const local = /port=[1-8]$|port\.grpc=|^-s3\.config=/;
    expect(service('s3').command).toEqual(expect.arrayContaining(embedded.filter((flag) => !local.test(flag))));
  });

  it('runs API and workers with a root that cannot be written, after Redis and S3', () => {
    for (const name of ['api', 'worker']) {
      expect(service(name).read_only).toBe(true);
      const { redis, s3 } = service(name).depends_on ?? {};
      expect([redis?.condition, s3?.condition]).toEqual(['service_healthy', 'service_healthy']);
    }
  });
});

describe('the images', () => {
  it.each(['api', 'worker'])('%s is not root, has a health check and sets no variable Lector does not know', (name) => {
    const { user, env, healthcheck } = stage(name);
    expect(user).toMatch(/^[1-9]\d+:[1-9]\d+$/);
    expect(healthcheck[0]).toBe('node');
    const names = Object.keys(env).filter((variable) => variable.startsWith('LECTOR_'));
    expect(names.filter((variable) => !Object.hasOwn(ENV_FIELDS, variable))).toEqual([]);
  });

  it('stand on glibc, which the model runtime needs, and on pinned releases', () => {
    expect(stage('node').from).toMatch(/^node:\$\{NODE_VERSION\}-\w+-slim$/);
    expect(stage('base').from).toMatch(/^debian:\w+-slim$/);
    expect(read('infra/docker/Dockerfile')).toMatch(/^ARG NODE_VERSION=\d+\.\d+\.\d+$/m);
  });

  it('are built from files that reach the build', () => {
    const reaching = read('.dockerignore').match(/^!.+$/gm) ?? [];
    for (const path of stage('build').copied.filter((source) => source !== '.')) expect(reaching).toContain(`!${path}`);
  });
});
