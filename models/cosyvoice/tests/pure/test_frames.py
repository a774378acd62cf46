import unittest

from cosyvoice.frames import frames_of, stretch


class Frames(unittest.TestCase):
    def test_fifty_tokens_are_a_second_of_mel(self):
        self.assertEqual([frames_of(tokens) for tokens in (1, 2, 20, 50, 250)], [1, 3, 34, 86, 430])

    def test_every_frame_lies_between_two_neighbouring_tokens(self):
        for tokens in (1, 2, 40, 41, 47, 250):
            with self.subTest(tokens):
                between = stretch(tokens)
                self.assertEqual(len(between.left), frames_of(tokens))
                for left, right, share in zip(between.left, between.right, between.share, strict=True):
                    self.assertTrue(0 <= left < tokens and right - left in (0, 1) and 0 <= share < 1)

    def test_a_short_row_is_stretched_as_a_whole(self):
        self.assertEqual(stretch(2).left, [0, 0, 1])
        self.assertEqual(stretch(2).right, [1, 1, 1])
        for found, wanted in zip(stretch(2).share, (0, 0.5, 1 / 6), strict=True):
            self.assertAlmostEqual(found, wanted)

    def test_the_first_and_last_twenty_of_a_longer_one_are_stretched_apart(self):
        between = stretch(60)
        self.assertEqual((between.right[33], between.left[34], between.right[34]), (19, 20, 21))
        self.assertEqual((between.left[-34], between.right[-1]), (40, 59))


if __name__ == "__main__":
    unittest.main()
