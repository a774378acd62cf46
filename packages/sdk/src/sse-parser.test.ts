import { array, assert, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SseParser } from './sse-parser.js';

const parse = (...pieces: string[]) => {
  const parser = new SseParser();
  return pieces.flatMap((piece) => parser.push(piece));
};

describe('SseParser', () => {
  it('reads ids, names and data of several lines', () => {
    expect(parse('id: 1-0\nevent: a\ndata: x\ndata:y\n\n')).toEqual([{ id: '1-0', event: 'a', data: 'x\ny' }]);
  });

  it('keeps the last id for events without one and skips comments and empty events', () => {
    expect(parse('id: 7\ndata: a\n\n: still here\n\nevent: nothing\n\ndata: b\n\n')).toEqual([
      { id: '7', event: 'message', data: 'a' },
      { id: '7', event: 'message', data: 'b' },
    ]);
  });

  it('drops an event that has not ended', () => {
    expect(parse('data: a\n\ndata: b\n')).toHaveLength(1);
  });

  it('takes CRLF and CR', () => {
    expect(parse('event: a\r\ndata: 1\r\n\r\nevent: b\rdata: 2\r\r', 'data: 3\n\n').map(({ data }) => data)).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  it('remembers how long to wait', () => {
    const parser = new SseParser();
    parser.push('retry: 2000\n\n');
    expect(parser.retryMs).toBe(2000);
  });

  it('does not depend on where the pieces end', () => {
    const text =
      'retry: 9\n\nid: 1-0\r\nevent: job.state\r\ndata: {"a":"ü\u{1F600}"}\r\n\r\n: x\n\nid: 2-0\rdata: b\rdata: c\r\rdata: d\n\n';
    const whole = parse(text);
    expect(whole).toHaveLength(3);
    assert(
      property(array(nat(text.length), { maxLength: 12 }), (cuts) => {
        const ends = [...cuts, text.length].sort((left, right) => left - right);
        const pieces = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
        expect(parse(...pieces)).toEqual(whole);
      }),
    );
  });
});
