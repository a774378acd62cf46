import { describe, expect, it } from 'vitest';
import { eventPosition, sseFrame, sseRetry } from './sse.js';

describe('sseFrame', () => {
  it('ends with an empty line and leaves out what is absent', () => {
    expect(sseFrame({ id: '1-0', event: 'job.state', data: '{}' })).toBe('id: 1-0\nevent: job.state\ndata: {}\n\n');
    expect(sseFrame({ event: 'job.state', data: '{}' })).toBe('event: job.state\ndata: {}\n\n');
  });

  it('gives every line of the data a field of its own, so that data cannot end the frame', () => {
    expect(sseFrame({ event: 'e', data: 'a\nb\r\nc\rd\n\n' })).toBe(
      'event: e\ndata: a\ndata: b\ndata: c\ndata: d\ndata: \ndata: \n\n',
    );
  });

  it.each(['a\nb', 'a\rb', 'a\r\ndata: x', 'a\0'])('refuses %j in an id or a name', (field) => {
    expect(() => sseFrame({ id: field, event: 'e', data: '' })).toThrow(RangeError);
    expect(() => sseFrame({ event: field, data: '' })).toThrow(RangeError);
  });
});

describe('sseRetry', () => {
  it('is a field of its own', () => {
    expect(sseRetry(2000.4)).toBe('retry: 2000\n\n');
  });
});

describe('eventPosition', () => {
  it('takes ids of our streams and nothing else', () => {
    expect(eventPosition('1763-0')).toBe('1763-0');
    expect(eventPosition('0')).toBe('0');
    for (const other of [undefined, '', '$', '-', '1-', 'a-1', '1-0 ', '+', '9'.repeat(21)]) {
      expect(eventPosition(other)).toBeNull();
    }
  });
});
