import unittest

from cosyvoice.vocabulary import VocabularyError, compact, read_vocabulary, tiny_vocabulary


class Vocabulary(unittest.TestCase):
    def test_the_compact_file_has_each_token_behind_its_length(self):
        self.assertEqual(compact([b"a", b"", b"xyz"]), b"\x01a\x00\x03xyz")

    def test_a_token_its_length_cannot_be_told_of_is_refused(self):
        with self.assertRaisesRegex(VocabularyError, "longer than its length can say"):
            compact([b"x" * 256])

    def test_another_vocabulary_is_refused(self):
        with self.assertRaisesRegex(VocabularyError, "sha256 differs"):
            read_vocabulary(b"IQ== 0\n")

    def test_the_tiny_one_can_spell_any_bytes(self):
        tokens = tiny_vocabulary(272)
        self.assertEqual((len(tokens), len(set(tokens))), (272, 272))
        self.assertEqual(tokens[:256], [bytes([byte]) for byte in range(256)])
        self.assertEqual(tokens[256], b"ab")


if __name__ == "__main__":
    unittest.main()
