import { withFileLock } from '@lector/fetch';
import { isAlive } from './process-identity.js';
import { servicesLockPath, readState, writeState } from './services-state.js';
import { redisService } from './redis-service.js';
import { s3Service } from './s3-service.js';
import { stopServer } from './server-process.js';

/**
 * Stops the servers of a data folder whose users have all been killed. Those with a living user stay.
 * @returns whether none of its servers runs any more
 */
export async function stopAbandoned(dataDir: string): Promise<boolean> {
  return await withFileLock(servicesLockPath(dataDir), async () => {
    for (const service of [redisService, s3Service]) {
      const running = readState(dataDir)[service.name];
      if (running === null || running.users.some((user) => isAlive(user.process))) continue;
      await stopServer(running.process, service.stopGraceMs);
      await service.cleanUp(running.ports);
      writeState(dataDir, { ...readState(dataDir), [service.name]: null });
    }
    const left = readState(dataDir);
    return left.redis === null && left.s3 === null;
  });
}
