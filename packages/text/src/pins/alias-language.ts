import type { Language } from '@lector/contract';
import { detectText } from '../detect/detect-text.js';
import { foreignScriptOf } from '../detect/writing.js';

/** The one language other words are in, found as that of any text; or why there is none. */
export function aliasLanguage(alias: string, near: Language): Language | { readonly wrong: string } {
  const languages = new Set<Language>();
  for (const paragraph of detectText(alias, near)) {
    for (const sentence of paragraph?.sentences ?? []) {
      for (const { language, rule } of sentence.spans) {
        const script = foreignScriptOf(rule);
        if (script !== undefined) return { wrong: `letters of the script ${script} have no language here` };
        languages.add(language);
      }
    }
  }
  if (languages.size > 1) {
    return { wrong: `other words are read in one language, these hold ${[...languages].join(' and ')}: part them` };
  }
  return [...languages][0] ?? near;
}
