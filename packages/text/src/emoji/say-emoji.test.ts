import { LANGUAGES } from '@lector/contract';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LanguageRoom } from '../languages/room.js';
import { createRooms } from '../languages/registry.js';
import { LIMIT as limit, realDictionaries } from '../plan.fixture.js';
import { createFrontend, type Frontend } from '../plan.js';
import { emojiNames } from './emoji-names.js';
import { SEQUENCES } from './sequences.js';

let frontend: Frontend;
let rooms: ReadonlyMap<string, LanguageRoom>;
beforeAll(async () => {
  const dictionaries = await realDictionaries();
  frontend = createFrontend(dictionaries);
  rooms = createRooms(dictionaries);
});

const plan = (text: string, emoji: 'drop' | 'name' = 'name') =>
  frontend.plan(text, { language: 'auto', limit, emoji }).segments;
const spoken = (text: string, emoji: 'drop' | 'name' = 'name') =>
  plan(text, emoji).flatMap(({ spans }) => spans.map((span) => `${span.language}:${span.spoken}`));
const words = (text: string) =>
  plan(text).flatMap(({ spans }) =>
    spans.flatMap((span) => span.words.map(({ start, end }) => slice(text, start, end))),
  );
const slice = (text: string, start: number, end: number) => [...text].slice(start, end).join('');

describe('emoji that are named', () => {
  it.each<[string, string[]]>([
    ['我爱🍎。', ['zh:我爱 红苹果 。']],
    ['佢哋好鍾意🍎。', ['yue:佢哋好鍾意 紅蘋果 。']],
    ['🍎を食べた。', ['ja:赤リンゴを食べた。']],
    ['오늘 🍎를 먹었다.', ['ko:오늘 빨간 사과를 먹었다.']],
    ['I like 🍎.', ['en:I like red apple .']],
  ])('are words of the language around them: %s', (text, expected) => {
    expect(spoken(text)).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ['joined pictures', 'a 👩‍🔬 b', 'a woman scientist b'],
    ['flags', 'a 🇯🇵 b', 'a flag: Japan b'],
    ['flags of tags', 'a 🏴󠁧󠁢󠁳󠁣󠁴󠁿 b', 'a flag: Scotland b'],
    ['skin tones', 'a 👋🏽 b', 'a waving hand: medium skin tone b'],
    ['two skin tones', 'a 🧑🏻‍🤝‍🧑🏿 b', 'a people holding hands: light skin tone, dark skin tone b'],
    ['keycaps', 'a 1️⃣ b', 'a keycap: one b'],
    ['with and without a selector', 'a ❤️ b ❤ c', 'a red heart b red heart c'],
    ['pictures of things without a selector', 'a ⌚ b ⏱ c ☎ d', 'a watch b stopwatch c telephone d'],
    ['keycaps of signs', 'a #️⃣ b *️⃣ c', 'a keycap: hash b keycap: star c'],
    ['different ones in a row', 'a 🍎🍌 b', 'a red apple, banana b'],
    ['the same in a row', 'a 😂😂😂 b', 'a face with tears of joy b'],
    ['a sign that is text without a selector', '3 ↔ 4 ↔️ c', 'three four left-right arrow c'],
  ])('are sequences as people see them: %s', (_what, text, expected) => {
    expect(spoken(text)).toEqual([`en:${expected}`]);
  });

  it('are one word each, where they stand', () => {
    expect(words('I 👩‍🔬 you 😂😂!')).toEqual(['I', '👩‍🔬', 'you', '😂😂']);
    expect(words('今天好😂。')).toEqual(['今天', '好', '😂']);
  });

  it('take the language of the sentence before them where they are one of their own, else of the next', () => {
    expect(spoken('今天好。\n😂')).toEqual(['zh:今天好。', 'zh:笑哭了']);
    expect(spoken('😂\n我的天！')).toEqual(['zh:笑哭了', 'zh:我的天！']);
  });

  it('are listed as unread where there is no name', () => {
    const [segment] = plan('a 🇽🇽 b');
    expect(segment?.spans.map((span) => span.spoken)).toEqual(['a b']);
    expect(segment?.unread).toEqual([{ start: 2, end: 4, reason: 'no_reading' }]);
  });

  it('are dropped in silence where nobody asked for names', () => {
    expect(spoken('我爱🍎。', 'drop')).toEqual(['zh:我爱。']);
    expect(plan('我爱🍎。', 'drop').map(({ unread }) => unread)).toEqual([undefined]);
  });

  it('keep offsets in order and inside of the text, whatever stands around them', () => {
    const unit = fc.constantFrom(
      ...'今天好 a1,。を오를',
      '😂',
      '🍎',
      '👩‍🔬',
      '🇯🇵',
      '🇽',
      '1️⃣',
      '👋🏽',
      '🏽',
      '\u200D',
      '\uFE0F',
      '❤',
      '‼',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 20 }), (parts) => {
        const text = `好a${parts.join('')}`;
        let at = 0;
        for (const { spans } of plan(text)) {
          for (const span of spans) {
            expect(span.start).toBeGreaterThanOrEqual(at);
            expect(span.source).toBe(slice(text, span.start, span.end));
            for (const word of span.words) {
              expect(word.start).toBeGreaterThanOrEqual(at);
              expect(word.end).toBeGreaterThan(word.start);
              at = word.end;
            }
            at = span.end;
          }
        }
        expect(at).toBeLessThanOrEqual([...text].length);
      }),
      { numRuns: 300 },
    );
  });

  it('are read in linear time', () => {
    const cost = (times: number): number => {
      const text = `好${'😂🍎👩‍🔬'.repeat(times)}`;
      const runs = Array.from({ length: 3 }, () => {
        const started = process.cpuUsage();
        plan(text);
        return process.cpuUsage(started).user / 1000;
      });
      return Math.min(...runs);
    };
    expect(cost(2_000)).toBeLessThan(Math.max(400, 24 * cost(250)));
  }, 60_000);
});

describe('the names of emoji', () => {
  it.each(LANGUAGES)('are there for every sequence in %s, and every name has a sound', (language) => {
    const room = rooms.get(language);
    const names = emojiNames(room?.emojiNames ?? '');
    const sequences = SEQUENCES.trim().split(/\s+/u);
    expect(sequences.length).toBeGreaterThan(1_900);
    const nameless = sequences.filter((sequence) => (names(sequence) ?? '') === '');
    expect(nameless).toEqual([]);
    const silent = sequences.filter((sequence) => {
      const written = (room?.normalise(names(sequence) ?? '') ?? []).map((token) => token.spoken).join('');
      return room?.toIpa(written).words.length === 0;
    });
    expect(silent).toEqual([]);
  });
});
