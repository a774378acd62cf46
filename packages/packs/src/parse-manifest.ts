import { LectorError } from '@lector/contract';
import { PackManifest } from './manifest.js';

/** Weights are written by hand with two or three decimals. */
const WEIGHT_TOLERANCE = 1e-6;

/** What the shape alone cannot say: that the parts of a manifest agree with each other. Empty when they do. */
function disagreements(manifest: PackManifest): string[] {
  const found: string[] = [];
  const paths = new Set<string>();
  for (const file of manifest.files) {
    if (paths.has(file.path)) found.push(`the file ${file.path} is listed twice`);
    paths.add(file.path);
    if (file.sources.length === 0 && manifest.built === undefined) found.push(`the file ${file.path} has no source`);
  }
  if (manifest.graph !== '' && !paths.has(manifest.graph))
    found.push(`the graph ${manifest.graph} is not among the files`);
  const ids = new Set<string>();
  for (const voice of manifest.voices) {
    if (ids.has(voice.id)) found.push(`the voice ${voice.id} is listed twice`);
    ids.add(voice.id);
    for (const [language, how] of Object.entries(voice.languages)) {
      const total = Object.values(how.styles).reduce((sum, weight) => sum + weight, 0);
      if (Math.abs(total - 1) > WEIGHT_TOLERANCE) {
        found.push(`the weights of ${voice.id} in ${language} add up to ${total}, not to 1`);
      }
    }
  }
  if (!ids.has(manifest.defaultVoice)) found.push(`the default voice ${manifest.defaultVoice} is not among the voices`);
  return found;
}

/**
 * A manifest from the text of its file; `where` names the file in messages.
 * @throws LectorError `config_invalid`, listing every problem
 */
export function parseManifest(text: string, where: string): PackManifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new LectorError('config_invalid', `the manifest is not JSON [file=${where}]`, { cause: error });
  }
  const parsed = PackManifest.safeParse(json);
  const problems = parsed.success
    ? disagreements(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || problems.length > 0) {
    throw new LectorError('config_invalid', `the manifest is wrong [file=${where}]: ${problems.join('; ')}`);
  }
  return parsed.data;
}
