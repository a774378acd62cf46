/**
 * What a machine must have before anything is installed. In ECMAScript 5 and without any dependency, so that it runs on a
 * Node too old for the rest. Every failure names the exact fix.
 */
'use strict';

var spawnSync = require('child_process').spawnSync;
var fs = require('fs');
var os = require('os');
var path = require('path');

/** Packages 0.7 GB, pack 0.12 GB, prepared graph 0.26 GB, embedded services 0.2 GB, and room to work. */
var DISK_MINIMUM_GB = 2;
var PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64'];

/** @returns {{ what: string, fix: string }[]} empty when the machine will do */
function preflight(given) {
  var machine = given || readMachine();
  var problems = [];
  if (!isSupportedNode(machine.nodeVersion)) {
    problems.push({
      what: 'Node ' + machine.nodeVersion + ' cannot run Lector; it needs 20.19 or newer of 20, or 22.12 or newer.',
      fix: 'Install Node 22 LTS, for example: nvm install 22 && nvm use 22   (or your package manager’s nodejs 22)',
    });
  }
  if (PLATFORMS.indexOf(machine.platform) === -1) {
    problems.push({
      what: 'Lector does not run on ' + machine.platform + '.',
      fix:
        machine.platform.indexOf('win32') === 0
          ? 'Use WSL 2: wsl --install -d Debian, then clone and run inside it.'
          : 'Supported: ' + PLATFORMS.join(', ') + '.',
    });
  }
  if (machine.python === null) {
    problems.push({
      what: 'python3 was not found or cannot be run. It fetches the model pack and, where none is installed, Redis and S3.',
      fix: pythonFix(machine),
    });
  } else if (!machine.pip) {
    problems.push({ what: machine.python + ' has no pip.', fix: pipFix(machine) });
  }
  if (machine.freeGb !== null && machine.freeGb < DISK_MINIMUM_GB) {
    problems.push({
      what:
        'Only ' +
        machine.freeGb.toFixed(1) +
        ' GB are free under ' +
        machine.diskPath +
        '; Lector needs ' +
        DISK_MINIMUM_GB +
        ' GB.',
      fix: 'Free some space, or set LECTOR_DATA_DIR to a folder on a larger disk.',
    });
  }
  return problems;
}

/** 21 and the first 22s lack functions that 20.19 has. */
function isSupportedNode(version) {
  var parts = version.split('.').map(Number);
  return (parts[0] === 20 && parts[1] >= 19) || (parts[0] === 22 && parts[1] >= 12) || parts[0] > 22;
}

function pythonFix(machine) {
  if (machine.platform.indexOf('darwin') === 0) return 'brew install python';
  return 'sudo apt-get install -y python3 python3-pip   (Debian, Ubuntu)   |   sudo dnf install -y python3 python3-pip   (Fedora)';
}

function pipFix(machine) {
  if (machine.platform.indexOf('darwin') === 0) return 'python3 -m ensurepip --upgrade';
  return 'sudo apt-get install -y python3-pip   (Debian, Ubuntu)   |   python3 -m ensurepip --upgrade   (elsewhere)';
}

function readMachine() {
  var python = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  var pip = python.status === 0 ? spawnSync('python3', ['-m', 'pip', '--version'], { encoding: 'utf8' }) : null;
  var folder = nearestExisting(dataFolder(process.env, { home: os.homedir(), cwd: process.cwd() }));
  return {
    nodeVersion: process.versions.node,
    platform: process.platform + '-' + process.arch,
    python: python.status === 0 ? python.stdout.trim() : null,
    pip: pip !== null && pip.status === 0,
    freeGb: freeGb(folder),
    diskPath: folder,
  };
}

/** As the programs find it (`packages/process-kit/src/data-dirs.ts`, compared by a test). */
function dataFolder(env, machine) {
  var given = (env.LECTOR_DATA_DIR || '').trim();
  if (given === '~' || given.slice(0, 2) === '~/') return path.join(machine.home, given.slice(1));
  if (given !== '') return path.resolve(env.INIT_CWD || machine.cwd, given);
  var xdg = env.XDG_DATA_HOME || '';
  return path.join(xdg.charAt(0) === '/' ? xdg : path.join(machine.home, '.local', 'share'), 'lector');
}

function nearestExisting(folder) {
  var at = folder;
  while (!fs.existsSync(at) && path.dirname(at) !== at) at = path.dirname(at);
  return at;
}

function freeGb(folder) {
  // statfs came with Node 18.15; without it the Node problem is the one to report.
  if (typeof fs.statfsSync !== 'function') return null;
  var disk = fs.statfsSync(folder);
  return (disk.bavail * disk.bsize) / 1e9;
}

exports.preflight = preflight;
exports.dataFolder = dataFolder;
