import { describe, expect, it } from 'vitest';
import { refusal } from './plan.fixture.js';
import { checkLanguages, surveyInSteps, surveyLanguages } from './survey.js';

describe('surveyLanguages', () => {
  it('names the languages by first appearance without dictionaries', () => {
    expect(surveyLanguages('𠮷 Hello，今天真不错！こんにちは！')).toMatchObject({
      languages: [
        { language: 'zh', offset: 0 },
        { language: 'en', offset: 2 },
        { language: 'ja', offset: 14 },
      ],
      unreadable: undefined,
    });
  });

  it('finds what planning would refuse', () => {
    const survey = surveyLanguages('Hi, Привет 안');
    expect(refusal(() => checkLanguages(survey, ['en']))?.errors).toHaveLength(2);
    expect(refusal(() => checkLanguages(surveyLanguages('Hello'), ['en']))).toBeUndefined();
    // Few enough to be read word by word.
    expect(refusal(() => checkLanguages(surveyLanguages('Hello, Привет'), ['en']))?.errors).toHaveLength(1);
    expect(refusal(() => checkLanguages(surveyLanguages('Hello hello, Привет'), ['en']))).toBeUndefined();
  });
});

describe('surveyInSteps', () => {
  const mixed = '今天天气很好，我们去公园。He paid $12.50, Mr. Smith said. 今日は天気がいいですね。';

  it('lets others survey between its steps and finds the same', () => {
    const texts = [mixed.repeat(50), 'Привет 한국어 3.5. '.repeat(200), `${'a'.repeat(5_000)}今日は`];
    const underWay = texts.map((text) => ({ text, steps: surveyInSteps(text), survey: {} }));
    for (let open = underWay; open.length > 0;) {
      open = open.filter((one) => {
        const step = one.steps.next();
        if (step.done === true) one.survey = step.value;
        return step.done !== true;
      });
    }
    for (const { text, survey } of underWay) expect(survey).toEqual(surveyLanguages(text));
  });

  it.each([mixed, mixed.replace(/[。.]/gu, ''), 'ア的', '1,234.5 ', '東京1', '。', '"a. ', '<b>字</b>'])(
    'is in no step for long inside one huge paragraph of %j',
    (unit) => {
      const text = unit.repeat(200_000 / unit.length);
      /**
       * The longest step as a part of the whole, in time of the processor: the clock also counts what other programs
       * take in between. A collection of garbage may fall into a step, but not into the same one each time: a step counts
       * with the least of three runs.
       */
      const run = () => {
        const times: number[] = [];
        const steps = surveyInSteps(text);
        for (let done = false; !done;) {
          const before = process.cpuUsage();
          done = steps.next().done === true;
          const { user, system } = process.cpuUsage(before);
          times.push(user + system);
        }
        return times;
      };
      const runs = [run(), run(), run()];
      const least = runs[0]?.map((_, step) => Math.min(...runs.map((times) => times[step] ?? 0))) ?? [];
      expect(runs.map(({ length }) => length)).toEqual(runs.map(() => least.length));
      expect(least.length).toBeGreaterThan(400);
      const whole = Math.min(...runs.map((times) => times.reduce((sum, time) => sum + time)));
      expect(Math.max(...least) / whole).toBeLessThan(0.15);
    },
    120_000,
  );
});
