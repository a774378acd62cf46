import { errorRate, type Count, type EvalResult, type Judged, type System } from './result.js';
import { SENTENCE_LANGUAGES, type SentenceLanguage } from './sentences.js';

/** A result as rows to print or put into a page. Pure. */

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the best preset should reach, share of the units. */
const GOALS: Partial<Record<SentenceLanguage, number>> = { zh: 0.03, en: 0.04, ja: 0.04, ko: 0.08, mixed: 0.1 };

const UNITS: Readonly<Record<SentenceLanguage, string>> = {
  zh: 'characters',
  en: 'words',
  ja: 'kana',
  ko: 'syllables',
  yue: 'characters',
  mixed: 'by span',
};

/** Errors of each preset in each language; the best in bold, and the goal beside it. */
export function errorTable(result: EvalResult, split: 'dev' | 'frozen' | null): Table {
  const inSplit =
    split === null ? result.utterances : result.utterances.filter(({ id }) => result.sentences[id]?.split === split);
  const lector = inSplit.filter(({ system }) => system === 'lector');
  const voices = presetVoices(result);
  const rows = SENTENCE_LANGUAGES.filter((language) => lector.some((one) => one.language === language)).map(
    (language) => {
      const rates = voices.map((voice) =>
        errorRate(lector.filter((one) => one.voice === voice && one.language === language)),
      );
      const best = Math.min(...rates.filter((rate) => !Number.isNaN(rate)));
      const goal = GOALS[language];
      const count = new Set(lector.filter((one) => one.language === language).map(({ id }) => id)).size;
      return [
        `${language} (${UNITS[language]})`,
        String(count),
        ...rates.map((rate) => (rate === best ? `**${percent(rate)}**` : percent(rate))),
        goal === undefined ? 'report' : `${percent(goal)} ${best <= goal ? '✓' : '✗'}`,
      ];
    },
  );
  return { head: ['language', 'sentences', ...voices, 'goal for the best'], rows };
}

/** Everybody who spoke a language: Lector in its presets and in the peers' styles, and the peers. */
export function systemTable(result: EvalResult): Table {
  const groups = new Map<string, Judged[]>();
  for (const one of result.utterances) {
    // Of some sentences only; it has a table of its own.
    if (one.system === 'floor') continue;
    const key = [one.language, one.system, one.voice].join('\t');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const rows = [...groups].map(([key, all]) => {
    const [language = '', system = '', voice = ''] = key.split('\t');
    return { language, system, voice, all };
  });
  const order = (language: string) => SENTENCE_LANGUAGES.findIndex((one) => one === language);
  return {
    head: ['language', 'who', 'voice', 'sentences', 'error', 'second opinion', 'P.808', 'overall', 'not spoken'],
    rows: rows
      .sort((a, b) => order(a.language) - order(b.language) || compare(a.system, b.system) || compare(a.voice, b.voice))
      .map(({ language, system, voice, all }) => [
        language,
        WHO[system as System] ?? system,
        voice,
        String(all.length),
        percent(errorRate(all)),
        secondOpinion(all),
        mean(all.map(({ dnsmos }) => dnsmos?.p808)),
        mean(all.map(({ dnsmos }) => dnsmos?.overall)),
        String(all.filter(({ failed }) => failed !== undefined).length),
      ]),
  };
}

function secondOpinion(all: readonly Judged[]): string {
  const given = all.flatMap(({ second }) => (second === undefined ? [] : [second]));
  const [first] = given;
  return first === undefined ? '' : `${percentOf(given)} ${first.judge}`;
}

const WHO: Readonly<Record<System, string>> = {
  lector: 'Lector',
  floor: 'the floor: IPA checked by hand',
  'kokoro-onnx espeak': 'kokoro-onnx, espeak phonemes',
  'kokoro-onnx misaki': 'kokoro-onnx, misaki phonemes',
};

/** Lector beside its floor, on the sentences whose IPA was checked by hand: the difference is the frontend's. */
export function floorTable(result: EvalResult): Table {
  const voices = presetVoices(result);
  const checked = result.utterances.filter(({ system }) => system === 'floor');
  const languages = SENTENCE_LANGUAGES.filter((language) => checked.some((one) => one.language === language));
  return {
    head: ['language', 'sentences', 'who', ...voices],
    rows: languages.flatMap((language) => {
      const ids = new Set(checked.filter((one) => one.language === language).map(({ id }) => id));
      const rates = (system: System) =>
        voices.map((voice) =>
          percentOf(result.utterances.filter((one) => one.system === system && one.voice === voice && ids.has(one.id))),
        );
      return (['lector', 'floor'] as const).map((system) => [
        language,
        String(ids.size),
        WHO[system],
        ...rates(system),
      ]);
    }),
  };
}

/** Errors of the spans of mixed sentences by the language of the span. */
export function spanTable(result: EvalResult): Table {
  const voices = presetVoices(result);
  const spans = result.utterances
    .filter(({ system }) => system === 'lector')
    .flatMap(({ voice, spans = [] }) => spans.map((span) => ({ ...span, voice })));
  const languages = SENTENCE_LANGUAGES.filter((language) => spans.some((span) => span.language === language));
  return {
    head: ['span in', 'spans', ...voices],
    rows: languages.map((language) => {
      const own = spans.filter((span) => span.language === language);
      const counts = voices.map((voice) => own.filter((span) => span.voice === voice));
      return [language, String(Math.max(0, ...counts.map(({ length }) => length))), ...counts.map(percentOf)];
    }),
  };
}

/**
 * Whether a preset is one speaker: its mean voices in two languages must be nearer to one another than the voices of different
 * presets are.
 */
export function likenessTable(result: EvalResult): Table {
  const pairs = result.likeness.flatMap(({ a, b, cosine }) => {
    const [systemA = '', voiceA = '', languageA = ''] = a.split('/');
    const [systemB = '', voiceB = '', languageB = ''] = b.split('/');
    const presets = presetVoices(result);
    if (systemA !== 'lector' || systemB !== 'lector' || !presets.includes(voiceA) || !presets.includes(voiceB))
      return [];
    return [{ voices: [voiceA, voiceB], same: voiceA === voiceB, across: languageA !== languageB, cosine }];
  });
  return {
    head: [
      'preset',
      'between its languages',
      'worst two',
      'other presets, same language',
      'other presets, another language',
    ],
    rows: presetVoices(result).map((voice) => {
      const own = pairs.filter(({ voices }) => voices.includes(voice));
      const within = own.filter(({ same }) => same).map(({ cosine }) => cosine);
      const others = own.filter(({ same }) => !same);
      const across = (across: boolean) =>
        mean(others.filter((pair) => pair.across === across).map(({ cosine }) => cosine));
      return [
        voice,
        mean(within),
        within.length === 0 ? '' : Math.min(...within).toFixed(2),
        across(false),
        across(true),
      ];
    }),
  };
}

export interface Worst {
  readonly id: string;
  readonly voice: string;
  readonly rate: number;
  readonly expected: string;
  readonly heard: string;
}

/**
 * The sentences with the largest share of errors in any preset, each once, in the voice it is worst in. Cantonese ones are left out: all
 * are wrong to a recogniser that was not taught it.
 */
export function worstOf(result: EvalResult, count: number): readonly Worst[] {
  const voices = presetVoices(result);
  const seen = new Set<string>();
  return result.utterances
    .filter(({ system, voice, language }) => system === 'lector' && voices.includes(voice) && language !== 'yue')
    .map((one) => ({ one, rate: errorRate([one]) }))
    .sort((a, b) => b.rate - a.rate || compare(a.one.id, b.one.id))
    .filter(({ one: { id } }) => !seen.has(id) && seen.add(id))
    .slice(0, count)
    .map(({ one, rate }) => ({
      id: one.id,
      voice: one.voice,
      rate,
      expected: result.sentences[one.id]?.expected ?? '',
      heard: one.failed ?? one.hypothesis ?? (one.spans ?? []).map(({ hypothesis }) => hypothesis).join(' | '),
    }));
}

/** Voices of Lector in more than the peers' part of a run. */
export function presetVoices({ utterances }: Pick<EvalResult, 'utterances'>): readonly string[] {
  // Raw styles carry an underscore; a preset is a name.
  return [...new Set(utterances.filter(({ system }) => system === 'lector').map(({ voice }) => voice))].filter(
    (voice) => !/[_(]/u.test(voice),
  );
}

export function percent(rate: number): string {
  return Number.isNaN(rate) ? '' : `${(rate * 100).toFixed(1)} %`;
}

function percentOf(counts: readonly Count[]): string {
  return percent(errorRate(counts));
}

function mean(values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? '' : (known.reduce((sum, value) => sum + value, 0) / known.length).toFixed(2);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function tableText({ head, rows }: Table): string {
  const widths = head.map((name, column) => Math.max(...[head, ...rows].map((row) => width(row[column] ?? name))));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function width(text: string): number {
  return [...text].length;
}

export function tableMarkdown({ head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
