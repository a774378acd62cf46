import type { LanguageRoom, SpokenIpa } from '../languages/room.js';

/** Latin letters before anything, digits before kana: of 3人 the number is the room's own. */
const NAME_BEFORE = /\p{Script=Latin}$|\d\p{Script=Hiragana}$/u;

/** Whether what begins at `start` is written to a word that stands in another span. */
export function endsWord(text: string, start: number): boolean {
  if (start === 0) return false;
  return NAME_BEFORE.test(text.charAt(start - 1)) || NAME_BEFORE.test(text.slice(start - 1, start + 1));
}

/**
 * What the room makes of a spoken text behind a word it is not given: Smith様, 小鳥遊《たかなし》君. Undefined where the stand-in runs on into the text
 * (katakana), or where the room has none.
 */
export function behindStandIn(spoken: string, room: LanguageRoom): SpokenIpa | undefined {
  const { standIn } = room;
  if (standIn === undefined || spoken === '') return undefined;
  const { length } = standIn;
  const { ipa, words } = room.toIpa(standIn + spoken);
  const [first, ...others] = words;
  if (first === undefined) return undefined;
  const seam = first.seams?.find(({ at }) => at === length);
  const rest =
    first.end === length
      ? others
      : seam === undefined
        ? []
        : [{ ...first, start: length, ipaStart: seam.ipaAt }, ...others];
  const ipaAt = rest[0]?.ipaStart;
  if (ipaAt === undefined || rest[0]?.start !== length) return undefined;
  return {
    ipa: ipa.slice(ipaAt),
    words: rest.map(({ start, end, ipaStart, ipaEnd, seams = [] }) => {
      const kept = seams
        .filter(({ at }) => at > length)
        .map((one) => ({ at: one.at - length, ipaAt: one.ipaAt - ipaAt }));
      return {
        start: start - length,
        end: end - length,
        ipaStart: ipaStart - ipaAt,
        ipaEnd: ipaEnd - ipaAt,
        ...(kept.length === 0 ? {} : { seams: kept }),
      };
    }),
  };
}
