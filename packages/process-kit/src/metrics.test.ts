import { describe, expect, it } from 'vitest';
import { countsOf, createMetrics, mergedText } from './metrics.js';

describe('metrics of a process', () => {
  it('are written as Prometheus reads them', async () => {
    const metrics = createMetrics();
    metrics.counter('lector_things_total', 'Things.', ['kind']).add(2, { kind: 'good' });
    metrics.gauge('lector_level', 'Level.').set(7);
    const seconds = metrics.histogram('lector_wait_seconds', 'Waits.', [0.5, 2]);
    for (const value of [0.1, 1, 30]) seconds.observe(value);
    expect((await metrics.text()).split('\n').filter((line) => line !== '')).toEqual([
      '# HELP lector_things_total Things.',
      '# TYPE lector_things_total counter',
      'lector_things_total{kind="good"} 2',
      '# HELP lector_level Level.',
      '# TYPE lector_level gauge',
      'lector_level 7',
      '# HELP lector_wait_seconds Waits.',
      '# TYPE lector_wait_seconds histogram',
      'lector_wait_seconds_bucket{le="0.5"} 1',
      'lector_wait_seconds_bucket{le="2"} 2',
      'lector_wait_seconds_bucket{le="+Inf"} 3',
      'lector_wait_seconds_sum 31.1',
      'lector_wait_seconds_count 3',
    ]);
  });

  it('begin without a value where a gauge was never set, and have none again once it is cleared', async () => {
    const metrics = createMetrics();
    const level = metrics.gauge('lector_level', 'Level.');
    const lanes = metrics.gauge('lector_lane', 'Lane.', ['lane']);
    const values = async () =>
      (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(await values()).toEqual([]);
    level.set(1);
    lanes.set(2, { lane: 'bulk' });
    expect(await values()).toEqual(['lector_level 1', 'lector_lane{lane="bulk"} 2']);
    level.clear();
    lanes.clear();
    expect(await values()).toEqual([]);
  });

  it('of two registries know nothing of each other', async () => {
    const one = createMetrics();
    const other = createMetrics();
    one.counter('lector_things_total', 'Things.').add(1);
    other.counter('lector_things_total', 'Things.').add(5);
    expect(await one.text()).toContain('lector_things_total 1');
    expect(await other.text()).toContain('lector_things_total 5');
  });
});

describe('mergedText', () => {
  const worker = (index: string) => {
    const metrics = createMetrics({ worker: index });
    const ended = metrics.counter('lector_ended_total', 'Ends.', ['status']);
    const waits = metrics.histogram('lector_wait_seconds', 'Waits.', [1]);
    return { metrics, ended, waits };
  };

  it('keeps processes apart by their own label, also after a trip as JSON', async () => {
    const [zero, one] = [worker('0'), worker('1')];
    zero.ended.add(1, { status: 'completed' });
    one.ended.add(3, { status: 'completed' });
    one.waits.observe(0.5);
    const sent = JSON.parse(JSON.stringify([await zero.metrics.snapshot(), await one.metrics.snapshot()]));
    const text = await mergedText(sent);
    expect(text).toContain('lector_ended_total{status="completed",worker="0"} 1');
    expect(text).toContain('lector_ended_total{status="completed",worker="1"} 3');
    expect(text).toContain('lector_wait_seconds_bucket{le="+Inf",worker="1"} 1');
    expect(text.match(/# TYPE lector_ended_total counter/g)).toHaveLength(1);
  });

  it('adds up what has the same labels', async () => {
    const [before, after] = [worker('0'), worker('0')];
    before.ended.add(2, { status: 'failed' });
    after.ended.add(1, { status: 'failed' });
    const text = await mergedText([await before.metrics.snapshot(), await after.metrics.snapshot()]);
    expect(text).toContain('lector_ended_total{status="failed",worker="0"} 3');
  });

  it('of nobody is empty', async () => {
    expect((await mergedText([])).trim()).toBe('');
  });
});

describe('countsOf', () => {
  it('goes on counting where a process has ended, and forgets how it was', async () => {
    const life = () => {
      const metrics = createMetrics({ worker: '0' });
      metrics.counter('lector_ended_total', 'Ends.').add(2);
      metrics.gauge('lector_rss_bytes', 'Memory.').set(500);
      metrics.histogram('lector_wait_seconds', 'Waits.', [1]).observe(0.5);
      return metrics.snapshot();
    };
    const ended = await countsOf([await countsOf([await life(), await life()]), await life()]);
    const text = await mergedText([ended, await life()]);
    expect(text).toContain('lector_ended_total{worker="0"} 8');
    expect(text).toContain('lector_wait_seconds_sum{worker="0"} 2');
    expect(text).toContain('lector_wait_seconds_bucket{le="1",worker="0"} 4');
    expect(text).toContain('lector_rss_bytes{worker="0"} 500');
  });
});
