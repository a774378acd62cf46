import unittest

from listening.errors import edit_distance, score
from listening.folding import Tools, judge_text, sound_score

#: Stand-ins for the dictionaries: what the tests below need of them.
SIMPLE = str.maketrans("氣錯氏個講話開運動進點間時說還區員這裡嗎買賣幾國來對書門問邊兒東車", "气错氏个讲话开运动进点间时说还区员这里吗买卖几国来对书门问边儿东车")
READINGS = {"三": "サン", "本": "ポン", "円": "エン", "今日": "キョウ", "橋": "ハシ", "箸": "ハシ"}
SOUNDS = {"係": "hai6", "系": "hai6", "好": "hou2", "人": "jan4"}


def katakana(text: str) -> str:
    for written, read in READINGS.items():
        text = text.replace(written, read)
    return text


TOOLS = Tools(
    simplified=lambda text: text.translate(SIMPLE),
    katakana=katakana,
    jyutping=lambda text: [SOUNDS.get(letter, letter) for letter in text],
)


def errors(language: str, expected: str, heard: str, kana: str | None = None) -> int:
    return judge_text(language, expected, heard, TOOLS, kana).errors


class EditDistance(unittest.TestCase):
    def test_counts_substitutions_deletions_and_insertions(self):
        self.assertEqual(edit_distance("abcd", "abcd"), 0)
        self.assertEqual(edit_distance("abcd", "axcd"), 1)
        self.assertEqual(edit_distance("abcd", "acd"), 1)
        self.assertEqual(edit_distance("abcd", "abxxcd"), 2)
        self.assertEqual(edit_distance("", "abc"), 3)

    def test_a_score_may_pass_one_when_more_is_heard_than_was_said(self):
        found = score("ab", "xxxxx")
        self.assertEqual((found.errors, found.units), (5, 2))


class Chinese(unittest.TestCase):
    def test_script_marks_width_and_the_way_numbers_are_written_do_not_count(self):
        self.assertEqual(errors("zh", "今天天气真不错，３６摄氏度！", "今天天氣真不錯 三十六度"), 0)
        self.assertEqual(errors("zh", "最高限速是每小时一百二十公里。", "最高限速是120km/h"), 0)
        self.assertEqual(errors("zh", "增长了百分之十二点五", "增长了12.5%"), 0)
        self.assertEqual(errors("zh", "请拨打四零零八二零一二三四", "请拨打400-820-1234"), 0)

    def test_another_character_counts(self):
        self.assertEqual(errors("zh", "银行的行长", "银行的航长"), 1)
        self.assertEqual(errors("zh", "三十六", "二十六"), 1)

    def test_characters_that_only_spelling_tells_apart_do_not_count(self):
        self.assertEqual(errors("zh", "她轻轻地推开门", "他轻轻的推开门"), 0)


class Cantonese(unittest.TestCase):
    def test_mandarin_writing_of_the_same_word_does_not_count(self):
        self.assertEqual(errors("yue", "佢唔係學生", "他不是學生"), 0)

    def test_by_sound_other_characters_of_the_same_syllable_do_not_count(self):
        found = sound_score("係好人", "系好人", TOOLS)
        self.assertEqual((found.errors, found.units), (0, 3))


class English(unittest.TestCase):
    def test_case_marks_contractions_spelling_and_numbers_do_not_count(self):
        for expected, heard in (
            ("The meeting starts at nine forty-five a m.", "the meeting starts at 9:45 a.m."),
            ("The tickets cost twenty-five dollars each.", "The tickets cost $25 each"),
            ("I'm sorry, it's my neighbourhood.", "I am sorry it is my neighborhood"),
            ("Born on May third, nineteen seventy-two", "Born on May 3rd, 1972"),
            ("and the N B C series", "and the NBC series"),
            ("three point two kilograms", "3.2kg"),
            ("from seven a m", "from 7:00 a.m."),
        ):
            with self.subTest(expected):
                self.assertEqual(errors("en", expected, heard), 0)

    def test_a_word_misheard_left_out_or_added_counts(self):
        self.assertEqual(errors("en", "the old bridge was rebuilt", "the cold bridge rebuilt now"), 3)


class Japanese(unittest.TestCase):
    def test_readings_are_compared_not_spellings(self):
        self.assertEqual(errors("ja", "今日の橋", "きょうの箸"), 0)

    def test_the_readings_of_the_sentence_itself_count_when_the_analyser_errs(self):
        self.assertEqual(errors("ja", "三本", "さんぼん", "さんぼん"), 0)

    def test_digits_and_numerals_are_the_same_number(self):
        self.assertEqual(errors("ja", "一万二千八百円", "12,800円"), 0)

    def test_another_sound_counts(self):
        self.assertEqual(errors("ja", "きょうは", "きょうわ", "きょうは"), 1)


class Korean(unittest.TestCase):
    def test_spaces_and_marks_do_not_count(self):
        self.assertEqual(errors("ko", "같이 산책하러 갈까요?", "같이산책하러 갈 까요"), 0)

    def test_another_syllable_counts(self):
        self.assertEqual(errors("ko", "날씨가", "날시가"), 1)


class Unknown(unittest.TestCase):
    def test_a_language_without_a_rule_is_refused(self):
        with self.assertRaisesRegex(ValueError, "no rule to judge xx"):
            errors("xx", "a", "b")


if __name__ == "__main__":
    unittest.main()
