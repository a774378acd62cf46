/** Latin words that Korean has a spelling of its own for: brands, borrowed words, letters with English numbers. */
const ROWS = `
k-pop=케이팝 kpop=케이팝 k-drama=케이드라마 k-beauty=케이뷰티 j-pop=제이팝 wi-fi=와이파이 wifi=와이파이 e-mail=이메일 email=이메일 iphone=아이폰
ipad=아이패드 imac=아이맥 ios=아이오에스 macbook=맥북 apple=애플 samsung=삼성 galaxy=갤럭시 google=구글 youtube=유튜브 netflix=넷플릭스
facebook=페이스북 instagram=인스타그램 twitter=트위터 tiktok=틱톡 naver=네이버 kakao=카카오 kakaotalk=카카오톡 line=라인 amazon=아마존
microsoft=마이크로소프트 windows=윈도우 office=오피스 excel=엑셀 word=워드 powerpoint=파워포인트 android=안드로이드 chatgpt=챗지피티 openai=오픈에이아이
tesla=테슬라 hyundai=현대 starbucks=스타벅스 nike=나이키 adidas=아디다스 ikea=이케아 disney=디즈니 spotify=스포티파이 zoom=줌 github=깃허브 linux=리눅스
python=파이썬 java=자바 javascript=자바스크립트 online=온라인 offline=오프라인 app=앱 apps=앱스 web=웹 blog=블로그 test=테스트 help=헬프 info=인포
admin=어드민 user=유저 report=리포트 hello=헬로 example=이그잼플 mail=메일 gmail=지메일 daum=다음 hanmail=한메일 com=컴 net=넷 org=오알지 korea=코리아
seoul=서울 ok=오케이 covid=코비드 bluetooth=블루투스 nasa=나사 nato=나토 unesco=유네스코 unicef=유니세프 opec=오펙 asean=아세안 toeic=토익 toefl=토플 fifa=피파 lotte=롯데
vs=대 tel=전화 fax=팩스 etc=기타 top=톱 best=베스트 new=뉴 hot=핫 sale=세일 event=이벤트 free=프리 live=라이브 show=쇼 star=스타 ver=버전 twice=트와이스 blackpink=블랙핑크
newjeans=뉴진스 exo=엑소 3d=쓰리디 2d=투디 4d=포디 4k=포케이 8k=에이트케이 mp3=엠피쓰리 mp4=엠피포 b2b=비투비 b2c=비투씨 a4=에이포 p2p=피투피 gpt-3=지피티쓰리 gpt-4=지피티포 gpt-5=지피티파이브
`;

export const KNOWN_WORDS: ReadonlyMap<string, string> = new Map(
  ROWS.trim()
    .split(/\s+/u)
    .map((row) => {
      const [written = '', spoken = ''] = row.split('=');
      return [written, spoken] as const;
    }),
);
