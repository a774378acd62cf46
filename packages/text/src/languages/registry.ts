import { LANGUAGES, type Language } from '@lector/contract';
import { createEnRoom } from './en/room.js';
import { createJaRoom } from './ja/room.js';
import { createKoRoom } from './ko/room.js';
import type { Dictionaries, LanguageRoom } from './room.js';
import { createYueRoom } from './yue/room.js';
import { createZhRoom } from './zh/room.js';

/** Every language room, one line each. A language without a line is known by sight but cannot be spoken. */
const ROOMS: Partial<Record<Language, (dictionaries: Dictionaries) => LanguageRoom>> = {
  zh: createZhRoom,
  en: createEnRoom,
  ja: createJaRoom,
  yue: createYueRoom,
  ko: createKoRoom,
};

/** Languages that have a room. */
export const READABLE_LANGUAGES: readonly Language[] = LANGUAGES.filter((language) => ROOMS[language] !== undefined);

export function createRooms(dictionaries: Dictionaries): ReadonlyMap<Language, LanguageRoom> {
  const rooms = new Map<Language, LanguageRoom>();
  for (const language of LANGUAGES) {
    const create = ROOMS[language];
    if (create !== undefined) rooms.set(language, create(dictionaries));
  }
  return rooms;
}
