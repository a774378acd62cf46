import unittest

from listening.token_begins import token_begins


class TokenBegins(unittest.TestCase):
    def test_a_token_begins_where_the_walk_comes_to_it_first(self):
        walk = [(0, 0), (0, 1), (1, 2), (1, 3), (1, 4), (2, 5)]
        self.assertEqual(token_begins(walk), [0, 2, 5])

    def test_tokens_of_one_sound_begin_together(self):
        self.assertEqual(token_begins([(0, 0), (1, 4), (2, 4), (3, 4), (3, 5)]), [0, 4, 4, 4])


if __name__ == "__main__":
    unittest.main()
