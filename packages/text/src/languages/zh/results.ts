/** Words behind the score of a match: 2-1战胜切尔西. */
const RESULTS =
  /^(?:不敌|不敵|战胜|戰勝|击败|擊敗|负于|負於|险胜|險勝|大胜|大勝|完胜|惜败|落败|落敗|告负|逆转|战平|戰平|领先|落后|输给|轻取|力克|小胜|惨败|获胜|取胜|胜出|落敗|打败)/u;

/** Whether what stands at `end` says that two numbers before it are the score of a match. */
export function isResult(source: string, end: number): boolean {
  return RESULTS.test(source.slice(end, end + 3));
}
