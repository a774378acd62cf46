import { parse } from 'yaml';

/**
 * What the Dockerfile and the compose file say a container is started with, for tests that start the same without Docker.
 * Reads what those two files use, not all that such files may hold.
 */

export interface DockerfileStage {
  readonly name: string;
  readonly from: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string | null;
  /** Sources of its COPY instructions that come from the repository. */
  readonly copied: readonly string[];
  readonly entrypoint: readonly string[];
  readonly healthcheck: readonly string[];
}

export function dockerfileStages(text: string): readonly DockerfileStage[] {
  const lines = text.replaceAll(/^\s*#.*\n/gm, '').replaceAll(/\\\n\s*/g, ' ');
  return lines
    .split(/^(?=FROM )/m)
    .slice(1)
    .map((block) => {
      const [, from = '', name = ''] = /^FROM (\S+) AS (\S+)/.exec(block) ?? [];
      const all = (pattern: RegExp) => [...block.matchAll(pattern)].map(([, found = '']) => found.trim());
      const words = (json: string | undefined) => (json === undefined ? [] : (JSON.parse(json) as string[]));
      const env = all(/^ENV (.+)$/gm).flatMap((line) => line.split(/\s+/).map((pair) => pair.split('=')));
      return {
        name,
        from,
        env: Object.fromEntries(env.map(([key = '', value = '']) => [key, value])),
        user: all(/^USER (.+)$/gm).at(-1) ?? null,
        copied: all(/^COPY (?!--from)(.+)$/gm).flatMap((line) => line.split(/\s+/).slice(0, -1)),
        entrypoint: words(all(/^ENTRYPOINT (\[.+\])$/gm).at(-1)),
        healthcheck: words(all(/^HEALTHCHECK .*?CMD (\[.+\])$/gm).at(-1)),
      };
    });
}

export interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly read_only?: boolean;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

/**
 * The services of a compose file with `variables` filled in.
 * @throws Error for a variable that has to be set and is not, with the file's own words
 */
export function composeServices(
  text: string,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, ComposeService>> {
  const fill = (value: string) =>
    value.replaceAll(/\$\{(\w+)(?:(:?[-?])([^}]*))?\}/g, (_all, name: string, sign = '', rest = '') => {
      const found = variables[name];
      if (found !== undefined && (found !== '' || !String(sign).startsWith(':'))) return found;
      if (String(sign).endsWith('?')) throw new Error(`${name}: ${String(rest)}`);
      return String(rest);
    });
  // After reading, as Compose does it: what is filled in with nothing is an empty text, and stays a text.
  const { services } = JSON.parse(JSON.stringify(parse(text, { merge: true })), (_key, value: unknown) =>
    typeof value === 'string' ? fill(value) : value,
  ) as { services: Record<string, ComposeService> };
  return services;
}
