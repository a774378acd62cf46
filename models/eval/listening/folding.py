"""What is heard and what was to be heard as units that compare: one way of writing for each sound.

Units are characters for zh, yue and ko, words for en and kana for ja. `Tools` carries what needs a dictionary, so that
the rest is tested without any.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .errors import Score, best_score, score
from .numbers_en import digits_for_words
from .numbers_han import digits_for_han
from .numbers_ko import words_for_digits
from .written_en import CONTRACTIONS, SPELLINGS, UNITS
from .written_han import CANTONESE, SIGNS_HAN, SIGNS_JA, VARIANTS_HAN


@dataclass(frozen=True)
class Tools:
    """Dictionaries: traditional to simplified characters, a Japanese text to katakana, a Cantonese one to jyutping."""

    simplified: Callable[[str], str]
    katakana: Callable[[str], str]
    jyutping: Callable[[str], Sequence[str]]


def judge_text(language: str, expected: str, heard: str, tools: Tools, kana: str | None = None) -> Score:
    """Errors of one utterance in the units of its language. @raises ValueError for a language without a rule"""
    if language == "zh":
        return score(han_units(expected, tools), han_units(heard, tools))
    if language == "yue":
        return score(cantonese_units(expected, tools), cantonese_units(heard, tools))
    if language == "en":
        return score(english_units(expected), english_units(heard))
    if language == "ko":
        return score(korean_units(expected), korean_units(heard))
    if language == "ja":
        return japanese_score(expected, heard, kana, tools)
    raise ValueError(f"no rule to judge {language}")


def sound_score(expected: str, heard: str, tools: Tools) -> Score:
    """Cantonese by sound: jyutping without tones, syllable by syllable, whatever characters were chosen."""
    return score(*([re.sub(r"\d", "", one) for one in tools.jyutping(_letters(text))] for text in (expected, heard)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text.replace("℃", "°C")).lower()


def _letters(text: str) -> str:
    """Letters and digits; of the marks only those a number is written with."""
    return "".join(c for c in text if unicodedata.category(c)[0] in "LNM" or c in "%/.")


def _without_stray_marks(text: str) -> str:
    """A point or stroke is kept between digits only, % behind one."""
    return re.sub(r"(?<!\d)[./%]|[./](?!\d)", "", text)


def _han(text: str, tools: Tools) -> str:
    text = tools.simplified(_plain(text))
    for pattern, written in SIGNS_HAN:
        text = re.sub(pattern, written, text)
    text = _without_stray_marks(digits_for_han(_letters(text)))
    for pattern, written in VARIANTS_HAN:
        text = re.sub(pattern, written, text)
    return text


def han_units(text: str, tools: Tools) -> list[str]:
    return list(_han(text, tools))


def cantonese_units(text: str, tools: Tools) -> list[str]:
    """Mandarin and Cantonese writing of the same word are folded: the recogniser writes Mandarin for what it hears."""
    text = _han(text, tools)
    for pattern, written in CANTONESE:
        text = re.sub(pattern, written, text)
    return list(text)


def korean_units(text: str) -> list[str]:
    """Syllables: where the spaces go is a matter of spelling."""
    text = words_for_digits(_plain(text)).replace("섭씨", "").replace("육월", "유월")
    text = re.sub(r"공(?=[일이삼사오육칠팔구공])", "영", text)
    return [c for c in text if unicodedata.category(c)[0] in "LN"]


def english_units(text: str) -> list[str]:
    """Words in lower case: contractions written out, American spelling, numbers in digits, spelled letters joined."""
    text = _plain(text).replace("’", "'").replace("per cent", "percent").replace("%", " percent ")
    text = re.sub(r"\$\s*([\d,.]*\d)", r"\1 dollars", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"\b([ap])\.?\s?m\b\.?", r" \1m ", text)
    text = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", text)
    text = re.sub(r"(?<=\d)(?=[a-z])", " ", text)
    text = re.sub(r"(?<=\d):00\b", "", text)
    text = re.sub(r"(?<=\d)[:-](?=\d)", "", text)
    for pattern, written in CONTRACTIONS:
        text = re.sub(pattern, written, text)
    words = re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*", text)
    joined = _joined_letters([SPELLINGS.get(word, UNITS.get(word, word)) for word in words])
    return " ".join(digits_for_words(joined)).split()


def _joined_letters(words: list[str]) -> list[str]:
    """n b c -> nbc; the words a and i stand alone unless letters surround them."""
    joined: list[str] = []
    run: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha() and (run or word not in "ai"):
            run.append(word)
            continue
        if run:
            joined.append("".join(run))
            run = []
        if word:
            joined.append(word)
    return joined


def japanese_score(expected: str, heard: str, kana: str | None, tools: Tools) -> Score:
    """Against the sentence's own kana, and reading against reading; the better counts.

    An analyser misreads now and then (三本 as サンポン), but then on both sides alike. Numbers are compared once in digits
    and once as they are read.
    """
    spelled = [japanese_units(expected, tools), japanese_units(heard, tools)]
    digits = [_kana_units(digits_for_han(_signs_ja(text)), tools) for text in (expected, heard)]
    pairs = [(spelled[0], spelled[1]), (digits[0], digits[1])]
    if kana is not None:
        pairs.append((_kana(kana), spelled[1]))
    return best_score(pairs)


def japanese_units(text: str, tools: Tools) -> list[str]:
    return _kana_units(re.sub(r"\d+", _spelled_han, _signs_ja(text)), tools)


def _signs_ja(text: str) -> str:
    text = re.sub(r"(?<=\d),(?=\d{3})", "", _plain(text))
    for pattern, written in SIGNS_JA:
        text = re.sub(pattern, written, text)
    return text


def _kana_units(text: str, tools: Tools) -> list[str]:
    return _kana(tools.katakana(text))


def _kana(text: str) -> list[str]:
    """Katakana, small letters and marks of length as units of their own; punctuation left out."""
    folded = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in _plain(text))
    folded = folded.replace("ヲ", "オ").replace("ヅ", "ズ").replace("ヂ", "ジ")
    return [c for c in folded if unicodedata.category(c)[0] in "LN" or c == "ー"]


def _spelled_han(found: re.Match[str]) -> str:
    """Digits as Japanese numerals: 12800 -> 一万二千八百; a row that begins with 0 digit by digit."""
    digits = found[0]
    names = "〇一二三四五六七八九"
    if digits[0] == "0" or len(digits) > 8:
        return "".join(names[int(digit)] for digit in digits)
    number, words = int(digits), ""
    for power, name in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十")):
        count, number = divmod(number, power)
        if count > 0:
            inner = _spelled_han(re.match(r"\d+", str(count))) if count > 1 or power == 10_000 else ""
            words += inner + name
    return words + (names[number] if number else "")
