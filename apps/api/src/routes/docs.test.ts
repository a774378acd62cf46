import { describe, expect, it } from 'vitest';
import { startRig } from '../test-rig/rig.js';

describe('GET /docs', () => {
  it('show pages that load and run nothing', async () => {
    const { url } = await startRig();
    for (const path of ['/docs', '/docs/errors']) {
      const response = await fetch(url + path);
      const html = await response.text();
      expect(html).not.toMatch(/<script|src=|https?:\/\//);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const html = await (await fetch(`${url}/docs`)).text();
    for (const path of ['/v1/jobs/{id}/audio', '/tts']) expect(html).toContain(path);
  });
});
