import {
  CandidatesRequest,
  type CandidatesResponse,
  EXPLAIN_MAX_CHARACTERS,
  ExplainRequest,
  type ExplainResponse,
  parseRequest,
  submittedText,
  type SubmittedText,
} from '@lector/contract';
import { checkText, type Plan } from '@lector/text';
import { checkLength, checkNamedVoices, inOwnField, readableLanguages } from '../check-request.js';
import type { ApiDeps, ReadWith } from '../deps.js';
import { namedLexicons } from '../lexicons/named-lexicons.js';
import type { Route } from '../route.js';
import { type ServedPack, servedPack } from '../served-packs.js';

const TEXT_LIMIT = {
  maxCharacters: EXPLAIN_MAX_CHARACTERS,
  remedy: 'this limit is fixed, as the text is planned while others wait; send it in parts',
};

type ExplainDeps = Pick<ApiDeps, 'text' | 'packs' | 'lexicons' | 'lexiconPins'>;

/** What synthesis would make of a text, and which of its words are worth a look: by the same code that plans jobs. */
export function explainRoutes(deps: ExplainDeps): Route[] {
  return [
    {
      method: 'post',
      path: '/v1/text/explain',
      json: TEXT_LIMIT,
      handle: async (request, response) => {
        const { pack: named, ...asked } = parseRequest(ExplainRequest, request.body);
        const pack = servedPack(deps.packs, named);
        const answer = await readBy(deps, response.locals.tenant, { ...asked, pack }, async (submitted, read) =>
          explained(await deps.text.plan(pack, submitted, read)),
        );
        response.json(answer);
      },
    },
    {
      method: 'post',
      path: '/v1/text/candidates',
      json: TEXT_LIMIT,
      handle: async (request, response) => {
        const asked = parseRequest(CandidatesRequest, request.body);
        const [pack] = deps.packs;
        const candidates = await readBy(deps, response.locals.tenant, { ...asked, pack }, (submitted, read) =>
          deps.text.candidates(pack, submitted, read),
        );
        response.json({ candidates: [...candidates] } satisfies CandidatesResponse);
      },
    },
  ];
}

/** Checks a text as a job's would be, and hands it on with what its lexicons fix. */
async function readBy<T>(
  deps: ExplainDeps,
  tenant: string,
  {
    language,
    emoji,
    lexicons: names,
    pack,
    ...body
  }: Omit<ExplainRequest | CandidatesRequest, 'pack'> & {
    readonly pack: ServedPack;
  },
  work: (submitted: SubmittedText, read: ReadWith) => Promise<T>,
): Promise<T> {
  const submitted = submittedText(body);
  const lexicons = await namedLexicons(deps.lexicons, tenant, names);
  return await inOwnField(submitted, async () => {
    checkLength(submitted.text, TEXT_LIMIT);
    checkText(submitted.text, submitted.format);
    const read = { language, emoji, findPins: await deps.lexiconPins(lexicons) };
    checkNamedVoices(pack, await readableLanguages(pack.languages, { ...read, submitted }));
    return await work(submitted, read);
  });
}

function explained(plan: Plan): ExplainResponse {
  return {
    segments: plan.segments.map(({ index, start, end, pauseMs, leadMs, voice, rate, gain, marks, unread, spans }) => ({
      index,
      start,
      end,
      ...(leadMs === undefined ? {} : { lead_ms: leadMs }),
      pause_ms: pauseMs,
      ...(voice === undefined ? {} : { voice }),
      ...(rate === undefined ? {} : { rate }),
      ...(gain === undefined ? {} : { gain }),
      ...(marks === undefined ? {} : { marks: marks.map(({ name, offset }) => ({ name, offset })) }),
      ...(unread === undefined ? {} : { notes: unread.map(({ start, end, reason }) => ({ start, end, reason })) }),
      spans: spans.map(({ words, shown: _shown, ...span }) => ({
        ...span,
        words: words.map((word) => ({
          start: word.start,
          end: word.end,
          ipa: span.ipa.slice(word.ipaStart, word.ipaEnd),
        })),
      })),
    })),
  };
}
