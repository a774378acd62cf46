import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Tools of the same manners as the real ones, of Python's standard library alone: the real ones need PyTorch. A checkpoint whose
 * text is `wrong` is refused as one of another model is, `crash` ends the program early.
 */
export async function standInTools(dir: string): Promise<{ readonly toolsDir: string; readonly path: string }> {
  const toolsDir = join(dir, 'models');
  const bin = join(dir, 'bin');
  await mkdir(join(toolsDir, 'cosyvoice'), { recursive: true });
  await mkdir(bin);
  const files = {
    '__init__.py': '',
    'requirements.txt': '# none\n',
    'speakers.json': JSON.stringify([
      { speaker: '中文女', id: 'zh_female', name: '中文女', gender: 'female', native: ['zh'] },
    ]),
    'build.py': BUILD,
    'random_checkpoint.py': RANDOM,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(toolsDir, 'cosyvoice', name), text);
  await writeFile(join(bin, 'python3'), PYTHON3);
  await chmod(join(bin, 'python3'), 0o755);
  return { toolsDir, path: `${bin}:${process.env['PATH'] ?? ''}` };
}

/** Makes environments that are the machine's own Python, and installs nothing into them. */
const PYTHON3 = `#!/bin/sh
mkdir -p "$3/bin"
real=$(PATH=$(echo "$PATH" | cut -d: -f2-) command -v python3)
printf '#!/bin/sh\\ntest "$2" = pip || exec %s "$@"\\n' "$real" > "$3/bin/python"
chmod 755 "$3/bin/python"
`;

const BUILD = `
import argparse, json, pathlib, sys
parser = argparse.ArgumentParser()
for name in ("from", "out", "precision", "size", "vocabulary"): parser.add_argument("--" + name)
parser.add_argument("--part", action="append", default=[])
given = vars(parser.parse_args())
source, out = pathlib.Path(given["from"]), pathlib.Path(given["out"])
print(json.dumps({"step": 1, "steps": 2, "what": "reading the checkpoints"}), flush=True)
lm = (source / "llm.pt").read_text()
if lm == "wrong":
    print(json.dumps({"refused": "checkpoint", "why": "llm.pt holds another model [ missing: speech_embedding.weight;]"}))
    sys.exit(2)
if lm == "crash":
    print("Traceback", "MemoryError", sep="\\n", file=sys.stderr)
    sys.exit(1)
out.mkdir(parents=True)
(out / "lm.onnx").write_text(lm + given["precision"])
print("a warning of some package")
print(json.dumps({"step": 2, "steps": 2, "what": "lm as block8"}), flush=True)
speakers = (source / "spk2info.pt").read_text().split()
precision = dict(part.split("=") for part in given["part"]).get("lm", given["precision"])
description = {"sample_rate": 22050, "speakers": speakers, "graphs": {"lm": {"precision": precision}}}
(out / "cosyvoice.json").write_text(json.dumps(description))
`;

const RANDOM = `
import argparse, pathlib
parser = argparse.ArgumentParser()
for name in ("out", "size", "seed"): parser.add_argument("--" + name)
given = parser.parse_args()
out = pathlib.Path(given.out)
out.mkdir(parents=True)
for name in ("llm.pt", "flow.pt", "hift.pt"): (out / name).write_text(f"{name} {given.size} {given.seed}")
(out / "spk2info.pt").write_text("中文女")
`;
