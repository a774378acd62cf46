import unittest

from listening.numbers_en import digits_for_words
from listening.numbers_han import digits_for_han
from listening.numbers_ko import native, sino, words_for_digits


class HanNumbers(unittest.TestCase):
    def test_a_number_in_words_and_in_digits_becomes_the_same(self):
        for words, digits in (
            ("三千五百元", "3500元"),
            ("一百二十公里", "120公里"),
            ("一千零五", "1005"),
            ("一万二千八百", "1万2千8百"),
            ("二百五十", "250"),
            ("十二", "12"),
            ("两点三十分", "2点30分"),
            ("一亿二千万", "1.2亿"),
            ("一万亿", "10000亿"),
        ):
            with self.subTest(words):
                self.assertEqual(digits_for_han(words), digits_for_han(digits))

    def test_numbers_that_differ_stay_different(self):
        self.assertNotEqual(digits_for_han("三十六"), digits_for_han("二十六"))
        self.assertNotEqual(digits_for_han("三千五百"), digits_for_han("三万五百"))

    def test_percentages_and_fractions_are_written_with_signs(self):
        self.assertEqual(digits_for_han("百分之十二点五"), "12.5%")
        self.assertEqual(digits_for_han("三分之二"), "2/3")

    def test_digits_one_by_one_are_a_row(self):
        self.assertEqual(digits_for_han("四零零八二零一二三四"), "4008201234")
        self.assertEqual(digits_for_han("一九九八年"), "1998年")

    def test_a_row_of_digits_without_end_is_read_at_once(self):
        for row in ("8" * 2_000, "8," * 1_000, "1.2" * 500, "八" * 2_000):
            with self.subTest(row[:3]):
                self.assertEqual(digits_for_han(row + "号")[-1], "号")

    def test_the_minutes_of_a_time_are_no_decimals(self):
        self.assertEqual(digits_for_han("两点五分"), "2点5分")
        self.assertEqual(digits_for_han("两点五公里"), "2.5公里")


class EnglishNumbers(unittest.TestCase):
    def numbers(self, text: str) -> str:
        return " ".join(digits_for_words(text.split()))

    def test_words_become_digits(self):
        self.assertEqual(self.numbers("one thousand two hundred people"), "1200 people")
        self.assertEqual(self.numbers("twelve hundred people"), "1200 people")
        self.assertEqual(self.numbers("one hundred and twenty three"), "123")
        self.assertEqual(self.numbers("seven point five percent"), "7.5 percent")
        self.assertEqual(self.numbers("three million"), "3000000")

    def test_a_year_said_in_halves_is_one_number(self):
        self.assertEqual(self.numbers("in nineteen seventy two"), "in 1972")

    def test_the_article_of_an_ordinal_may_be_left_out(self):
        self.assertEqual(self.numbers("henry the eighth"), self.numbers("henry viii"))

    def test_and_joins_no_two_numbers_that_stand_alone(self):
        self.assertEqual(self.numbers("two and three"), "2 and 3")


class KoreanNumbers(unittest.TestCase):
    def test_digits_are_read_by_their_counter(self):
        self.assertEqual(words_for_digits("학생 24명"), "학생 스물네명")
        self.assertEqual(words_for_digits("45,000원"), "사만오천원")
        self.assertEqual(words_for_digits("3.5%"), "삼점오퍼센트")

    def test_a_score_is_no_count_of_cars(self):
        self.assertEqual(words_for_digits("차 2대를"), "차 두대를")
        self.assertEqual(words_for_digits("[2] 대 [1] 로"), "이 대 일 로")

    def test_both_systems(self):
        self.assertEqual([sino(n) for n in (0, 10, 1995, 10_000)], ["영", "십", "천구백구십오", "만"])
        self.assertEqual([native(n) for n in (1, 20, 21)], ["한", "스무", "스물한"])


if __name__ == "__main__":
    unittest.main()
