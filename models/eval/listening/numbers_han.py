"""Numbers of Chinese and Cantonese, and written with Han numerals in Japanese, as digits.

A recogniser writes 36 or 三十六 for the same sound, and a reference spells everything out. Both become `36`. Works on
simplified text without white space.
"""

import re

DIGITS = {**{c: str(n) for n, c in enumerate("零一二三四五六七八九")}, "〇": "0", "两": "2", "幺": "1", "０": "0"}
SMALL = {"十": 10, "百": 100, "千": 1000}
GREAT = {"万": 10_000, "亿": 100_000_000, "億": 100_000_000}
NUMERALS = "".join(DIGITS) + "".join(SMALL) + "".join(GREAT)

# A row of digits in one piece: cut anywhere, the endless rows a recogniser makes of noise would take for ever.
ROW = r"\d[\d,]*(?:\.\d+)?(?![\d,])"
NUMBER = rf"(?:{ROW}|[{NUMERALS}])(?:[{NUMERALS}]|{ROW})*"
DECIMAL_TAIL = r"(?:点(?P<tail>[零〇一二两三四五六七八九\d]+)(?![分钟刻点十百千零〇一二两三四五六七八九\d]))?"
HUNDREDTHS = re.compile(rf"百分之(?P<head>{NUMBER}){DECIMAL_TAIL}")
FRACTION = re.compile(rf"(?P<under>{NUMBER})分之(?P<over>{NUMBER})")
PLAIN = re.compile(rf"(?P<head>{NUMBER}){DECIMAL_TAIL}")


def digits_for_han(text: str) -> str:
    """Every number of a text in digits: 三千五百元 -> 3500元, 百分之十二点五 -> 12.5%, 三分之二 -> 2/3, 四零零 -> 400."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = HUNDREDTHS.sub(lambda found: f"{_decimal(found)}%", text)
    text = FRACTION.sub(lambda found: f"{_value(found['over'])}/{_value(found['under'])}", text)
    return PLAIN.sub(_decimal, text)


def _decimal(found: re.Match[str]) -> str:
    tail = found["tail"]
    head = _value(found["head"])
    return head if tail is None else f"{head}.{''.join(DIGITS.get(c, c) for c in tail)}"


def _value(numeral: str) -> str:
    """三千五百 -> 3500; a row of digits (一九九八) stays one."""
    if not any(c in SMALL or c in GREAT for c in numeral):
        return "".join(DIGITS.get(c, c) for c in numeral)
    total = section = 0.0
    for token in re.findall(r"\d+(?:\.\d+)?|.", numeral):
        if token in GREAT:
            section = section if section or total else 1
            # 亿 multiplies all before it (一万亿), 万 only its own section.
            total = total + section * GREAT[token] if token == "万" else (total + section) * GREAT[token]
            section = 0
        elif token in SMALL:
            last = section % 10 or 1
            section = section - section % 10 + last * SMALL[token]
        else:
            section = _appended(section, float(DIGITS.get(token, token)))
    value = total + section
    return str(int(value)) if value == int(value) else str(value)


def _appended(section: float, digit: float) -> float:
    """A digit right behind a digit (二三十) counts as the later one; 零 only fills a place."""
    return section + digit if section % 10 == 0 else section - section % 10 + digit
