import { EXPLAIN_MAX_CHARACTERS, ExplainRequest, type ExplainResponse, parseRequest } from '@lector/contract';
import { checkText, type Plan } from '@lector/text';
import { checkLength, readableLanguages } from '../check-request.js';
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
        const { text, language } = parseRequest(ExplainRequest, request.body);
        checkLength(text, TEXT_LIMIT);
        checkText(text);
        await readableLanguages(deps.text.languages, { text, language });
        response.json(explained(await deps.text.plan(text, language)));
      },
    },
  ];
}

function explained(plan: Plan): ExplainResponse {
  return {
    segments: plan.segments.map(({ index, start, end, pauseMs, spans }) => ({
      index,
      start,
      end,
      pause_ms: pauseMs,
      spans: spans.map(({ words, ...span }) => ({
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
