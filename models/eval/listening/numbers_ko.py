"""Digits of Korean text as words. The recogniser writes words, so the few digits there are become words, too.

The other way round would turn ordinary syllables (이, 사, 일, 만) into numbers.
"""

import re

SINO = "영일이삼사오육칠팔구"
NATIVE_ONES = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"]
NATIVE_TENS = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"]
#: 대 counts cars, but stands between the goals of a score, too.
NATIVE_COUNTERS = r"개|명|병|시간|시|살|마리|권|켤레|잔|장|대(?!\s*\d)|번째"
SIGNS = {"%": "퍼센트", "℃": "도", "km": "킬로미터", "kg": "킬로그램", "cm": "센티미터", "$": "달러"}


def words_for_digits(text: str) -> str:
    # The recogniser writes some digits in square brackets.
    text = re.sub(r"\[(\d+)\]", r"\1", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    for sign, word in SIGNS.items():
        text = text.replace(sign, word)
    text = re.sub(rf"(?<!\d)(\d\d?)\s*(?=(?:{NATIVE_COUNTERS}))", lambda found: native(int(found[1])), text)
    text = re.sub(r"(\d+)\.(\d+)", lambda found: f"{sino(int(found[1]))}점{_row(found[2])}", text)
    return re.sub(r"\d+", lambda found: _row(found[0]) if found[0][0] == "0" else sino(int(found[0])), text)


def _row(digits: str) -> str:
    return "".join(SINO[int(digit)] for digit in digits)


def sino(number: int) -> str:
    """12 -> 십이, 45000 -> 사만오천."""
    if number == 0:
        return SINO[0]
    words = ""
    for power, name in ((10**8, "억"), (10**4, "만"), (10**3, "천"), (10**2, "백"), (10, "십")):
        count, number = divmod(number, power)
        if count > 0:
            words += (sino(count) if count > 1 or power == 10**8 else "") + name
    return words + (SINO[number] if number else "")


def native(number: int) -> str:
    """24 -> 스물네, 20 -> 스무: the forms before a counter."""
    if number == 20:
        return "스무"
    return NATIVE_TENS[number // 10] + NATIVE_ONES[number % 10]
