/**
 * What a machine must have before anything is installed, checked without any dependency so that it runs on a Node too
 * old for the rest. Every failure names the exact fix.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { homedir } from 'node:os';
import { dirname } from 'node:path';

/** Packages 0.7 GB, pack 0.12 GB, prepared graph 0.26 GB, embedded services 0.2 GB, and room to work. */
const DISK_MINIMUM_GB = 2;
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64'];

/** @returns {{ what: string, fix: string }[]} empty when the machine will do */
export function preflight(machine = readMachine()) {
  const problems = [];
  const [major, minor] = machine.nodeVersion.split('.').map(Number);
  // 21 and the first 22s lack functions that 20.19 has.
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!supported) {
    problems.push({
      what: `Node ${machine.nodeVersion} cannot run Lector; it needs 20.19 or newer of 20, or 22.12 or newer.`,
      fix: 'Install Node 22 LTS, for example: nvm install 22 && nvm use 22   (or your package manager’s nodejs 22)',
    });
  }
  if (!PLATFORMS.includes(machine.platform)) {
    problems.push({
      what: `Lector does not run on ${machine.platform}.`,
      fix: machine.platform.startsWith('win32')
        ? 'Use WSL 2: wsl --install -d Debian, then clone and run inside it.'
        : `Supported: ${PLATFORMS.join(', ')}.`,
    });
  }
  if (machine.python === null) {
    problems.push({
      what: 'python3 was not found or cannot be run. It fetches the model pack and, where none is installed, Redis and S3.',
      fix: pythonFix(machine),
    });
  } else if (!machine.pip) {
    problems.push({ what: `${machine.python} has no pip.`, fix: pipFix(machine) });
  }
  if (machine.freeGb !== null && machine.freeGb < DISK_MINIMUM_GB) {
    problems.push({
      what: `Only ${machine.freeGb.toFixed(1)} GB are free under ${machine.diskPath}; Lector needs ${DISK_MINIMUM_GB} GB.`,
      fix: 'Free some space, or set LECTOR_DATA_DIR to a folder on a larger disk.',
    });
  }
  return problems;
}

function pythonFix(machine) {
  if (machine.platform.startsWith('darwin')) return 'brew install python';
  return 'sudo apt-get install -y python3 python3-pip   (Debian, Ubuntu)   |   sudo dnf install -y python3 python3-pip   (Fedora)';
}

function pipFix(machine) {
  if (machine.platform.startsWith('darwin')) return 'python3 -m ensurepip --upgrade';
  return 'sudo apt-get install -y python3-pip   (Debian, Ubuntu)   |   python3 -m ensurepip --upgrade   (elsewhere)';
}

function readMachine() {
  const python = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  const pip = python.status === 0 ? spawnSync('python3', ['-m', 'pip', '--version'], { encoding: 'utf8' }) : null;
  const diskPath = nearestExisting(process.env.LECTOR_DATA_DIR || homedir());
  return {
    nodeVersion: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    python: python.status === 0 ? python.stdout.trim() : null,
    pip: pip !== null && pip.status === 0,
    freeGb: freeGb(diskPath),
    diskPath,
  };
}

function nearestExisting(path) {
  let at = path;
  while (!fs.existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}

function freeGb(path) {
  // statfs came with Node 18.15; without it the Node problem is the one to report.
  if (typeof fs.statfsSync !== 'function') return null;
  const disk = fs.statfsSync(path);
  return (disk.bavail * disk.bsize) / 1e9;
}
