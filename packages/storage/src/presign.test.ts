import { expect, it } from 'vitest';
import { contentDisposition } from './presign.js';

it('names a download in plain ASCII where that is enough', () => {
  expect(contentDisposition('job_1.wav')).toBe('attachment; filename="job_1.wav"');
});

it('gives other names in UTF-8 beside an ASCII one', () => {
  expect(contentDisposition('声音 (1).wav')).toBe(
    `attachment; filename="__ (1).wav"; filename*=UTF-8''%E5%A3%B0%E9%9F%B3%20%281%29.wav`,
  );
});

it('cannot be used to end the quotes or the header', () => {
  expect(contentDisposition('a"; x="b\r\nset-cookie: c')).not.toMatch(/[\r\n]|"; x=/);
});
