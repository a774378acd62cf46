/**
 * What is counted, and in which numerals: `native` (하나 둘 셋, up to ninety-nine) or `sino` (일 이 삼). Counters that take either
 * stand under the more frequent; what decides between them in context is in `normalise/quantity.ts`.
 */
const NATIVE =
  '개 명 마리 살 시 시간 달 권 장 병 잔 컵 그릇 접시 송이 그루 벌 켤레 쌍 자루 통 통화 편 곡 대 척 채 칸 가지 군데 곳 줄 포기 알 조각 모금 ' +
  '숟가락 스푼 방울 바퀴 걸음 판 봉지 상자 박스 팩 캔 갑 다발 묶음 뭉치 톨 끼 배 번 번째 차례 해 사람 집 나라 과목 문제 글자 마디 팀 골 건 ' +
  '종류 가구 돈 근 그룹 꼬집 큰술 작은술 모 첩 필 점포 주먹 토막 덩어리 덩이 사발 단어 문장 가닥 겹 무더기 움큼 발짝 발자국 스쿱 학교 회사 ' +
  '아이 친구 형제 자매 남매 식구 부부 커플 도시 마을 밤 고개 손가락 방 세트 게임 자리 자릿수 경기';
const SINO =
  '년 년대 년도 년생 년간 년차 일 일간 일차 주 주일 주년 주간 주차 분 분간 분기 초 초간 세 세기 세대 원 층 인 인분 도 회 회차 등 위 순위 호 호선 호실 호기 ' +
  '호차 학년 학기 학점 반 교시 개월 개월간 개국 개년 개소 개사 개교 개구 차 차선 차원 단계 박 부 번지 동 조 항 절 페이지 쪽 평 퍼센트 퍼센트포인트 프로 ' +
  '미터 킬로 킬로미터 센티 센티미터 밀리 밀리미터 리터 밀리리터 그램 킬로그램 밀리그램 톤 달러 엔 유로 위안 파운드 센트 점 승 패 무 연승 연패 급 성 단 강 ' +
  '종 관 면 열 행 교 기 기가 기가바이트 메가 메가바이트 테라 바이트 와트 킬로와트 볼트 칼로리 킬로칼로리 데시벨 헤르츠 인치 피트 야드 마일 배럴 헥타르 ' +
  '제곱미터 세제곱미터 라운드 쿼터 이닝 비트 픽셀 프레임 군 구 사단 연대 대대 중대 소대 박자 화 촌 레벨 시즌 탄';

export type Numerals = 'native' | 'sino';

const list = (words: string): readonly string[] => words.split(' ');

/** Counter -> the numerals it takes. */
export const COUNTERS: ReadonlyMap<string, Numerals> = new Map<string, Numerals>([
  ...list(SINO).map((counter) => [counter, 'sino'] as const),
  ...list(NATIVE).map((counter) => [counter, 'native'] as const),
]);

const LONGEST = 6;

/** The longest counter that opens `text`; undefined where none does. */
export function counterAt(text: string): string | undefined {
  for (let length = Math.min(LONGEST, text.length); length > 0; length -= 1) {
    const head = text.slice(0, length);
    if (COUNTERS.has(head)) return head;
  }
  return undefined;
}
