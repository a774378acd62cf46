/** What an ffmpeg must bring to be used here. Pure. */

/** One encoder for each format that needs one; distributions leave some out for their licences. */
export const NEEDED_ENCODERS = ['libmp3lame', 'libopus', 'aac', 'flac'] as const;

/** The oldest release these arguments and results were tried with; older ones are passed over for the fetched one. */
const OLDEST_MAJOR = 5;

/**
 * What is missing, by name, from what `ffmpeg -encoders` and `ffmpeg -version` print; empty when it can be used. Builds
 * from a development tree have no release number and are taken by their encoders alone.
 */
export function missingCapabilities(encodersOutput: string, versionOutput: string): readonly string[] {
  const encoders = new Set([...encodersOutput.matchAll(/^ A\S{5} (\S+)/gm)].map(([, name]) => name));
  const missing = NEEDED_ENCODERS.filter((name) => !encoders.has(name)).map((name) => `encoder ${name}`);
  const major = /^ffmpeg version n?(\d+)\./m.exec(versionOutput)?.[1];
  const old = major !== undefined && Number(major) < OLDEST_MAJOR;
  return old ? [...missing, `release ${OLDEST_MAJOR} or newer`] : missing;
}
