import { extname, resolve } from 'node:path';
import {
  type Candidate,
  EXPLAIN_MAX_CHARACTERS,
  LANGUAGES,
  type Lexicon,
  lexiconNamed,
  LexiconNames,
  type LexiconView,
} from '@lector/contract';
import { LectorApiError, type LectorClient } from '@lector/sdk';
import { mergeCandidates, textParts } from '../candidates-of-parts.js';
import { CLIENT_OPTIONS, clientOf, printJson } from '../client.js';
import { type Command, type CommandInput, EXIT, isGiven, oneOf, UsageError } from '../command.js';
import { LEXICON_OPTION, lexiconInput } from '../lexicon-option.js';
import { table } from '../progress.js';
import { readTextFile } from '../read-text-file.js';
import { EMOJI_OPTION, emojiInput } from '../speech-options.js';

const READ_AS = ['auto', ...LANGUAGES] as const;

export const lexicons: Command = {
  name: 'lexicons',
  usage: '[list | put ID FILE | get ID | delete ID | candidates FILE]',
  summary: 'Keeps lists of how words are said, and finds the words of a text that need one.',
  notes:
    'put takes JSON, or PLS from a file that ends in .pls or .xml; get prints what put takes, of an older version as ID@VERSION.\n' +
    'candidates lists names, unknown words and words with several readings of a plain text of any length.',
  maxArguments: 3,
  options: {
    ...CLIENT_OPTIONS,
    ...LEXICON_OPTION,
    ...EMOJI_OPTION,
    language: {
      type: 'string',
      short: 'l',
      help: `what ambiguous text is read as (candidates): ${READ_AS.join(', ')}`,
    },
    pls: { type: 'boolean', help: 'print PLS (get)' },
  },
  async run(input) {
    const [action = 'list', ...rest] = input.positionals;
    for (const option of ['lexicon', 'language', 'emoji']) {
      if (isGiven(input, option) && action !== 'candidates') throw new UsageError(`--${option} belongs to candidates`);
    }
    if (isGiven(input, 'pls') && action !== 'get') throw new UsageError('--pls belongs to get');
    const client = clientOf(input);
    switch (action) {
      case 'list':
        takes(rest, []);
        await list(input, client);
        break;
      case 'put':
        await put(input, client, takes(rest, ['ID', 'FILE']));
        break;
      case 'get':
        await get(input, client, takes(rest, ['ID']));
        break;
      case 'delete':
        await client.lexicons.delete(takes(rest, ['ID'])[0] ?? '');
        break;
      case 'candidates':
        await candidates(input, client, takes(rest, ['FILE']));
        break;
      default:
        throw new UsageError(`there is no action ${action}`);
    }
    return EXIT.done;
  },
};

/** The arguments of an action, no more and no fewer. @throws UsageError */
function takes(given: readonly string[], names: readonly string[]): readonly string[] {
  const missing = names[given.length];
  if (missing !== undefined) throw new UsageError(`${missing} is missing`);
  if (given.length > names.length) throw new UsageError(`unexpected ${given.slice(names.length).join(' ')}`);
  return given;
}

async function list(input: CommandInput, client: LectorClient): Promise<void> {
  const found: LexiconView[] = [];
  for await (const lexicon of client.lexicons.all()) found.push(lexicon);
  if (input.values['json'] === true) {
    printJson(found);
    return;
  }
  const rows = found.map(({ id, version, entries_count: entries, language, updated_at: updated, description }) => {
    return [id, String(version), String(entries), language ?? '', updated, description ?? ''];
  });
  console.log(table([['ID', 'VERSION', 'ENTRIES', 'LANGUAGE', 'UPDATED', 'DESCRIPTION'], ...rows]));
}

async function put(input: CommandInput, client: LectorClient, [id = '', file = '']: readonly string[]): Promise<void> {
  const text = await readTextFile(resolve(input.cwd, file), null);
  const isPls = ['.pls', '.xml'].includes(extname(file).toLowerCase());
  const view = await client.lexicons.put(id, isPls ? text : parsed(text, file));
  if (input.values['json'] === true) printJson(view);
  else console.log(`${view.id}@${view.version}: ${view.entries_count} entries`);
}

/** Its shape is the API's business. @throws UsageError */
function parsed(text: string, file: string): Lexicon {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as Lexicon;
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function get(input: CommandInput, client: LectorClient, [name = '']: readonly string[]): Promise<void> {
  if (!LexiconNames.safeParse([name]).success) throw new UsageError(`"${name}" is no ID of a lexicon`);
  const { id, version } = lexiconNamed(name);
  const query = version === null ? {} : { version };
  if (input.values['pls'] === true) {
    console.log(await client.lexicons.pls(id, query));
    return;
  }
  const document = await client.lexicons.get(id, query);
  const { language, description, entries } = document;
  printJson(input.values['json'] === true ? document : { language, description, entries });
}

async function candidates(input: CommandInput, client: LectorClient, [file = '']: readonly string[]): Promise<void> {
  const language = oneOf(input, 'language', READ_AS) ?? 'auto';
  const text = await readTextFile(resolve(input.cwd, file), null);
  const found: { readonly part: ReturnType<typeof textParts>[number]; readonly candidates: readonly Candidate[] }[] =
    [];
  const parts = textParts(text, EXPLAIN_MAX_CHARACTERS);
  for (const part of parts) {
    const asked = client.candidates({ text: part.text, language, ...emojiInput(input), ...lexiconInput(input) });
    // A page of a book may hold nothing but a line of stars.
    const candidates = await asked.catch((error: unknown) => {
      if (parts.length > 1 && error instanceof LectorApiError && error.code === 'empty_text') return [];
      throw error;
    });
    found.push({ part, candidates });
  }
  const words = mergeCandidates(found);
  if (input.values['json'] === true) {
    printJson(words);
    return;
  }
  const rows = words.map(({ word, language: tag, kind, count, reading, alphabet }) => {
    return [word, tag, kind, String(count), reading, alphabet].map((cell) => cell.replaceAll(/\s+/g, ' '));
  });
  console.log(table([['WORD', 'LANG', 'KIND', 'COUNT', 'READING', 'ALPHABET'], ...rows]));
}
