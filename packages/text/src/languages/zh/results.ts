/** Words behind the score of a match: 2-1战胜切尔西. */
const RESULTS =
  /^(?:不敌|不敵|战胜|戰勝|击败|擊敗|负于|負於|险胜|險勝|大胜|大勝|完胜|惜败|落败|落敗|告负|逆转|战平|戰平|领先|落后|输给|轻取|力克|小胜|惨败|获胜|取胜|胜出|落敗|打败)/u;

/** Words of a match, anywhere in the sentence. */
const MATCH =
  /比[赛賽]|[足篮籃排]球|球[队隊迷]|[决決][赛賽]|半[场場]|[客主][场場]|[联聯][赛賽]|世界[杯盃]|[进進]球|[点點]球|[终終][场場]|[绝絕][杀殺]|晋级|晉級|淘汰|[赢贏]了|[输輸]了/u;
const REACH = 30;

/** Whether the sentence around a pair of numbers tells of a match. */
export function isOfMatch(source: string, start: number, end: number): boolean {
  const before =
    source
      .slice(Math.max(0, start - REACH), start)
      .split(/[。！？!?\n]/u)
      .at(-1) ?? '';
  const after = source.slice(end, end + REACH).split(/[。！？!?\n]/u)[0] ?? '';
  return MATCH.test(`${before} ${after}`);
}

/** Whether what stands at `end` says that two numbers before it are the score of a match. */
export function isResult(source: string, end: number): boolean {
  return RESULTS.test(source.slice(end, end + 3));
}
