import {
  EXPLAIN_MAX_CHARACTERS,
  ExplainRequest,
  type ExplainResponse,
  parseRequest,
  submittedText,
} from '@lector/contract';
import { checkText, type Plan } from '@lector/text';
import { checkLength, inOwnField, readableLanguages } from '../check-request.js';
import type { ApiDeps } from '../deps.js';
import type { Route } from '../route.js';

const TEXT_LIMIT = {
  maxCharacters: EXPLAIN_MAX_CHARACTERS,
  remedy: 'this limit is fixed, as the text is planned while others wait; explain it in parts',
};

/** `/v1/text/explain`: the plan synthesis would follow, by the same code that makes it for jobs. */
export function explainRoutes(deps: Pick<ApiDeps, 'text'>): Route[] {
  return [
    {
      method: 'post',
      path: '/v1/text/explain',
      json: TEXT_LIMIT,
      handle: async (request, response) => {
        const { language, emoji, ...body } = parseRequest(ExplainRequest, request.body);
        const submitted = submittedText(body);
        response.json(
          await inOwnField(submitted, async () => {
            checkLength(submitted.text, TEXT_LIMIT);
            checkText(submitted.text, submitted.format);
            await readableLanguages(deps.text.languages, { language, submitted });
            return explained(await deps.text.plan(submitted, { language, ...(emoji === undefined ? {} : { emoji }) }));
          }),
        );
      },
    },
  ];
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
