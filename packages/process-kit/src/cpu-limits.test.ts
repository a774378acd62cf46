import { describe, expect, it } from 'vitest';
import {
  affinityFromStatus,
  cgroupFolders,
  cpuBudget,
  parseCpuList,
  quotaFromCfs,
  quotaFromCpuMax,
} from './cpu-limits.js';

describe('cpu lists of the kernel', () => {
  it.each([
    ['0', [0]],
    ['0-3', [0, 1, 2, 3]],
    ['8,0-1\n', [0, 1, 8]],
    ['', []],
    ['all', []],
  ])('%j is %j', (text, cpus) => {
    expect(parseCpuList(text)).toEqual(cpus);
  });

  it('are found in the status of a process', () => {
    expect(affinityFromStatus('Name:\tnode\nCpus_allowed:\tff\nCpus_allowed_list:\t2-3,6\nMems:\t1\n')).toEqual([
      2, 3, 6,
    ]);
    expect(affinityFromStatus('Name:\tnode\n')).toEqual([]);
  });

  it('cannot fill the memory', () => {
    expect(parseCpuList('0-99999999999').length).toBeLessThan(70_000);
  });
});

describe('cgroup quotas', () => {
  it.each([
    ['200000 100000', 2],
    ['50000 100000\n', 0.5],
    ['max 100000', null],
    ['', null],
  ])('cpu.max %j is %s', (text, quota) => {
    expect(quotaFromCpuMax(text)).toBe(quota);
  });

  it.each([
    ['150000\n', '100000\n', 1.5],
    ['-1', '100000', null],
    ['', '', null],
  ])('cfs %j of %j is %s', (quota, period, cpus) => {
    expect(quotaFromCfs(quota, period)).toBe(cpus);
  });

  it('are looked for in the own folder and in every one above it', () => {
    expect(cgroupFolders('0::/a/b\n')).toEqual({ v2: ['/a/b', '/a', '/'], v1: ['/'] });
    expect(cgroupFolders('5:memory:/m\n4:cpu,cpuacct:/docker/x\n').v1).toEqual(['/docker/x', '/docker', '/']);
    expect(cgroupFolders('3:cpuset:/s\n').v1).toEqual(['/']);
    expect(cgroupFolders('0::/../other\n').v2).toEqual(['/other', '/']);
  });
});

describe('cpuBudget', () => {
  it('is the affinity where there is no quota', () => {
    expect(cpuBudget([2, 3], [], 8)).toEqual({ cpus: [2, 3], count: 2 });
  });

  it('is bounded by the smallest quota, rounded down because a thread too many is throttled', () => {
    expect(cpuBudget([0, 1, 2, 3], [3.9, 2.5], 4)).toEqual({ cpus: [0, 1, 2, 3], count: 2 });
  });

  it('is never below one', () => {
    expect(cpuBudget([0, 1], [0.5], 2).count).toBe(1);
    expect(cpuBudget([], [], 0)).toEqual({ cpus: [0], count: 1 });
  });

  it('numbers the cpus itself where the system does not tell the affinity', () => {
    expect(cpuBudget([], [], 3)).toEqual({ cpus: [0, 1, 2], count: 3 });
  });
});
