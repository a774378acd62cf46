import { silence, writeStoredSegment } from '@lector/audio';
import type { Rig } from './rig.js';

/** What a worker does of a job that is told segment by segment, in memory. */

export const RATE = 24_000;

/** Samples unlike those of any other segment. */
export function segmentPcm(index: number, samples = 2400): Uint8Array {
  const bytes = new Uint8Array(samples * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < samples; at += 1) view.setInt16(at * 2, ((at * 7 + index * 1000) % 20_000) - 10_000, true);
  return bytes;
}

/** The job is planned and somebody renders it. */
export function plan(rig: Rig, id: string, segmentsTotal: number): void {
  rig.store.run(id);
  const record = rig.store.record(id);
  rig.store.put({ ...record, progress: { ...record.progress, segmentsTotal } });
}

/** A segment as a worker stores it. */
export function storedPcm(pcm: Uint8Array): Uint8Array {
  const header = {
    version: 1,
    sampleRate: RATE,
    samples: pcm.length / 2,
    durations: null,
    samplesPerFrame: null,
    findings: [],
  } as const;
  return writeStoredSegment({ header, pcm });
}

/** A segment is stored, and then told of. */
export function finishSegment(rig: Rig, id: string, index: number, pauseMs = 0): Uint8Array {
  const contentKey = `${id}-${index}`;
  const pcm = segmentPcm(index);
  const { tenant } = rig.store.record(id);
  rig.objects.set(rig.deps.segmentKey(tenant, contentKey), storedPcm(pcm));
  rig.store.say(id, 'job.segment', { index }, { contentKey, pauseMs });
  return Buffer.concat([pcm, silence(pauseMs, RATE)]);
}
