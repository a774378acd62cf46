import { describe, expect, it } from 'vitest';
import { needsDependency, runtimeFiles, workspaceFiles } from './runtime-files.mjs';

const LINUX = { platform: 'linux', arch: 'x64' };
const kept = (paths: string[], name = 'anything', target = LINUX): string[] => runtimeFiles(name, paths, target);

describe('what of a package goes into an image', () => {
  it('is code and data, without types, source maps and text for readers', () => {
    const used = ['package.json', 'index.js', 'lib/deep.cjs', 'dict.bin', 'add.wasm', 'LICENSE'];
    const idle = ['index.d.ts', 'index.js.map', 'lib/deep.d.cts', 'src/index.ts', 'CHANGELOG.md', 'README.md'];
    expect(kept([...used, ...idle])).toEqual(used);
  });

  it('leaves out folders of tests and documents, but only where they cannot be code', () => {
    expect(kept(['test/a.js', 'docs/a.js', 'example/a.js'])).toEqual([]);
    expect(kept(['lib/test/a.js', 'lib/docs/a.js', 'test.js'])).toEqual(['lib/test/a.js', 'lib/docs/a.js', 'test.js']);
  });

  it.each(['LICENSE', 'LICENSE.md', 'licence.txt', 'COPYING', 'NOTICE.md', 'deps/LICENSE.md', 'ThirdPartyNotices.txt'])(
    'keeps %s in every case',
    (path) => {
      expect(kept([path])).toEqual([path]);
    },
  );

  it('keeps the readme of a package that has its licence nowhere else', () => {
    expect(kept(['index.js', 'README.md'])).toContain('README.md');
    expect(kept(['index.js', 'README.md', 'LICENSE'])).not.toContain('README.md');
  });

  it('keeps code that is merely named after a licence only as code', () => {
    expect(kept(['license.js', 'notice.d.ts'])).toEqual(['license.js']);
  });
});

describe('the model runtime', () => {
  const bin = (rest: string) => `bin/napi-v6/${rest}`;

  it('brings the library for this system and no other', () => {
    const here = [bin('linux/x64/libonnxruntime.so.1'), bin('linux/x64/onnxruntime_binding.node')];
    const elsewhere = [
      bin('linux/arm64/libonnxruntime.so.1'),
      bin('darwin/arm64/libonnxruntime.1.dylib'),
      bin('win32/x64/onnxruntime.dll'),
    ];
    expect(kept([...here, ...elsewhere], 'onnxruntime-node')).toEqual(here);
    expect(kept([...here, ...elsewhere], 'onnxruntime-node', { platform: 'linux', arch: 'arm64' })).toEqual([
      bin('linux/arm64/libonnxruntime.so.1'),
    ]);
  });

  it('brings nothing that needs a GPU, and nothing that would download it', () => {
    const gpu = ['cuda', 'tensorrt', 'shared'].map((name) => bin(`linux/x64/libonnxruntime_providers_${name}.so`));
    expect(kept([...gpu, bin('linux/x64/DirectML.dll'), 'script/install.js'], 'onnxruntime-node')).toEqual([]);
    expect(needsDependency('onnxruntime-node', 'global-agent')).toBe(false);
    expect(needsDependency('onnxruntime-node', 'onnxruntime-common')).toBe(true);
  });
});

it('takes from a package of this workspace what was built, and its scripts for Redis', () => {
  expect(
    workspaceFiles([
      'package.json',
      'tsconfig.json',
      'dist/index.js',
      'dist/index.js.map',
      'dist/index.d.ts',
      'lua/a.lua',
    ]),
  ).toEqual(['package.json', 'dist/index.js', 'lua/a.lua']);
});
