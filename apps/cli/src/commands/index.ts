import type { Command } from '../command.js';
import { api } from './api.js';
import { bench } from './bench.js';
import { demo } from './demo.js';
import { explain } from './explain.js';
import { job } from './job.js';
import { jobs } from './jobs.js';
import { models } from './models.js';
import { say } from './say.js';
import { up } from './up.js';
import { voices } from './voices.js';
import { worker } from './worker.js';

export const COMMANDS: readonly Command[] = [up, api, worker, demo, say, jobs, job, voices, explain, models, bench];
