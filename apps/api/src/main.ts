#!/usr/bin/env node
import { LectorError } from '@lector/contract';
import { createLogger, createShutdown } from '@lector/process-kit';
import { apiConfig } from './config.js';
import { startApiWith } from './start-api.js';

/** The API as a program of its own: configuration from the environment, SIGTERM drains. */

/** Below the 30 s that orchestrators wait between SIGTERM and SIGKILL. */
const SHUTDOWN_MS = 15_000;

try {
  const config = apiConfig(process.env);
  const logger = createLogger({ name: 'api', level: config.logLevel });
  const api = await startApiWith({ config, logger });
  const shutdown = createShutdown({
    signals: process,
    logger,
    exit: (code) => process.exit(code),
    deadlineMs: SHUTDOWN_MS,
  });
  shutdown.add('api', () => api.close());
} catch (error) {
  const text = error instanceof LectorError ? `${error.title}: ${error.message} [${error.code}]` : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
