import unittest

from cosyvoice.sampling import sample

# Three tokens and the end, of chances 0.6, 0.25, 0.1 and 0.05.
LOGITS = [-0.5108, -1.3863, -2.3026, -2.9957]


class Sampling(unittest.TestCase):
    def test_draws_among_the_likeliest_by_their_chances(self):
        self.assertEqual(sample(LOGITS, [], True, (0.0, 0.0)), 0)
        self.assertEqual(sample(LOGITS, [], True, (0.70, 0.0)), 0)
        self.assertEqual(sample(LOGITS, [], True, (0.71, 0.0)), 1)

    def test_the_token_that_crosses_the_limit_is_the_last_that_can_be_drawn(self):
        self.assertEqual(sample(LOGITS, [], True, (0.9999, 0.0)), 1)

    def test_never_more_than_twenty_five_can_be_drawn(self):
        even = [0.0] * 100
        self.assertEqual(sample(even, [], True, (0.9999, 0.0)), 24)

    def test_a_token_of_the_last_ten_gives_way_to_one_of_all_others(self):
        drawn = [sample(LOGITS, [0], True, (0.0, second)) for second in (0.0, 0.62, 0.63, 0.87, 0.88, 0.9999)]
        self.assertEqual(drawn, [1, 1, 2, 2, 3, 3])

    def test_one_of_eleven_tokens_ago_may_come_again(self):
        self.assertEqual(sample(LOGITS, [0, *[2] * 10], True, (0.0, 0.9)), 0)

    def test_the_end_cannot_be_drawn_before_it_may(self):
        self.assertEqual(sample([0.0, 9.0], [], True, (0.5, 0.0)), 1)
        self.assertEqual(sample([0.0, 9.0], [], False, (0.5, 0.0)), 0)
        self.assertEqual(sample(LOGITS, [0], False, (0.0, 0.9999)), 2)


if __name__ == "__main__":
    unittest.main()
