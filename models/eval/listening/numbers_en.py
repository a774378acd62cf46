"""English number words as digits: twenty-five is 25, nineteen seventy-two 1972, third 3 and seven point five 7.5."""

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()
SMALL = {word: value for value, word in enumerate(ONES)} | {word: value for value, word in enumerate(ORDINALS)}
ROUND = {word: 20 + 10 * at for at, word in enumerate(TENS)} | {word: 20 + 10 * at for at, word in enumerate(TENTHS)}
GREAT = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
IS_ORDINAL = frozenset(ORDINALS + TENTHS)
ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12, "xiv": 14, "xvi": 16}


def digits_for_words(words: list[str]) -> list[str]:
    """Number words of lower-case words without marks as digits; numbers that stand side by side become one.

    A year, a time and a telephone number are said in parts (nine forty-five) and written in one (9:45, 945 here).
    """
    spoken: list[str] = []
    at = 0
    while at < len(words):
        value, after = _number(words, at)
        if value is None:
            spoken.append(words[at])
            at += 1
            continue
        # Dates and kings are said with or without it: May (the) third, Henry (the) eighth.
        if spoken and spoken[-1] == "the":
            spoken.pop()
        if spoken and spoken[-1].replace(".", "").isdigit():
            spoken[-1] += value
        else:
            spoken.append(value)
        at = after
    return spoken


def _number(words: list[str], at: int) -> tuple[str | None, int]:
    value, at_end = _whole(words, at)
    if value is None:
        return None, at
    tail = ""
    after = at_end + 1
    if at_end + 1 < len(words) and words[at_end] == "point" and words[after] in SMALL and SMALL[words[after]] < 10:
        while after < len(words) and words[after] in SMALL and SMALL[words[after]] < 10:
            tail += str(SMALL[words[after]])
            after += 1
        return f"{value}.{tail}", after
    return str(value), at_end


def _whole(words: list[str], at: int) -> tuple[int | str | None, int]:
    word = words[at]
    if word in ROMAN:
        return ROMAN[word], at + 1
    if word[:1].isdigit():
        digits = word
        if at + 1 < len(words) and words[at + 1] in GREAT and digits.replace(".", "", 1).isdigit():
            return int(float(digits) * GREAT[words[at + 1]]), at + 2
        return digits, at + 1
    section, after = _hundreds(words, at)
    if section is None:
        return None, at
    total = 0
    while section is not None:
        if after < len(words) and words[after] in GREAT:
            total, after = total + section * GREAT[words[after]], after + 1
        else:
            return total + section, after
        start = after + 1 if after < len(words) and words[after] == "and" else after
        section, further = _hundreds(words, start) if start < len(words) else (None, start)
        after = further if section is not None else after
    return total, after


def _hundreds(words: list[str], at: int) -> tuple[int | None, int]:
    value, after = _below_hundred(words, at)
    if value is None or after >= len(words) or words[after] != "hundred":
        return value, after
    value, after = value * 100, after + 1
    start = after + 1 if after < len(words) and words[after] == "and" else after
    rest, further = _below_hundred(words, start) if start < len(words) else (None, after)
    return (value, after) if rest is None else (value + rest, further)


def _below_hundred(words: list[str], at: int) -> tuple[int | None, int]:
    word = words[at]
    if word in SMALL:
        return SMALL[word], at + 1
    if word not in ROUND:
        return None, at
    ones = SMALL.get(words[at + 1], 0) if at + 1 < len(words) else 0
    if word in IS_ORDINAL or not 0 < ones < 10:
        return ROUND[word], at + 1
    return ROUND[word] + ones, at + 2
