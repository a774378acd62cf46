import { fetchHttp, fetchNpmArchive, fetchWheel } from '@lector/fetch';

/** How bytes reach this machine; replaced in tests, where nothing but loopback is spoken to. */
export interface Fetchers {
  readonly http: typeof fetchHttp;
  readonly wheel: typeof fetchWheel;
  readonly npm: typeof fetchNpmArchive;
}

export const realFetchers: Fetchers = { http: fetchHttp, wheel: fetchWheel, npm: fetchNpmArchive };
