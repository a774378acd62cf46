import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LectorError } from '@lector/contract';
import type { PreparedPack } from '@lector/packs';
import type { Engine, EngineThreads } from '../engine.js';
import { openSession, type OnnxSession } from '../onnx/session.js';
import { DESCRIPTION_FILE, GRAPHS, parseDescription, type Description, type GraphName } from './description.js';
import { cosyvoiceEngine, type CosyvoiceDeps } from './engine.js';
import { readTables, tableFiles } from './tables.js';
import { createTokenizer, readRanks } from './tokenizer.js';

/** @throws LectorError `pack_missing`, `pack_corrupt`, `pack_unsuitable`, `engine_failed` */
export async function loadCosyvoice(pack: PreparedPack, threads: EngineThreads): Promise<Engine> {
  return cosyvoiceEngine(await openPack(pack, threads));
}

/** The graphs of a pack, opened, its tables and its vocabulary. */
export async function openPack(pack: PreparedPack, threads: EngineThreads): Promise<CosyvoiceDeps> {
  const description = parseDescription(new TextDecoder().decode(await bytesOf(pack, DESCRIPTION_FILE)));
  if (description.sampleRate !== pack.manifest.sampleRate) {
    const facts = `pack=${description.sampleRate}, manifest=${pack.manifest.sampleRate}`;
    throw new LectorError('pack_unsuitable', `the manifest has another sample rate than the pack [${facts}]`);
  }
  const { file, ranks } = description.tokenizer;
  const tokenizer = createTokenizer(readRanks(await bytesOf(pack, file), ranks));
  const files = new Map<string, Uint8Array>();
  for (const name of tableFiles(description)) files.set(name, await bytesOf(pack, name));
  const tables = readTables(description, files);
  const sessions = await openSessions(description, pack, threads);
  return { description, tokenizer, tables, sessions };
}

async function openSessions(
  { graphs }: Description,
  pack: PreparedPack,
  threads: EngineThreads,
): Promise<Readonly<Record<GraphName, OnnxSession>>> {
  const opened: [GraphName, OnnxSession][] = [];
  for (const name of GRAPHS) opened.push([name, await openSession(join(pack.dir, graphs[name]), threads)]);
  return Object.fromEntries(opened) as Record<GraphName, OnnxSession>;
}

async function bytesOf(pack: PreparedPack, file: string): Promise<Uint8Array> {
  try {
    return await readFile(join(pack.dir, file));
  } catch (cause) {
    throw new LectorError(
      'pack_missing',
      `could not read a file of the pack [pack=${pack.manifest.name}, file=${file}]`,
      {
        cause,
      },
    );
  }
}
