import unittest

import numpy as np

from cosyvoice.blocks import quantise_blocks
from cosyvoice.draws import FLOW_NOISE, SAMPLING, Draws
from cosyvoice.mel_flow import times
from cosyvoice.source import source

UNIFORM = [0.36147533752955496, 0.6271563412155956, 0.021166946971789002]
NORMAL = [-0.8121727, -0.20947565, -0.34956497]


class RandomNumbers(unittest.TestCase):
    def test_known_ones(self):
        # Written down for implementations in other languages.
        draws = Draws(7)
        np.testing.assert_allclose(draws.uniform(SAMPLING, 3), UNIFORM, rtol=0, atol=1e-12)
        np.testing.assert_allclose(draws.normal(FLOW_NOISE, 3), NORMAL, rtol=0, atol=1e-6)

    def test_each_depends_on_seed_purpose_and_index_alone(self):
        draws = Draws(7)
        np.testing.assert_array_equal(draws.normal(FLOW_NOISE, 5, first=10), draws.normal(FLOW_NOISE, 20)[10:15])
        self.assertFalse(np.any(draws.uniform(SAMPLING, 9) == draws.uniform(FLOW_NOISE, 9)))
        self.assertFalse(np.any(draws.uniform(SAMPLING, 9) == Draws(8).uniform(SAMPLING, 9)))

    def test_they_are_spread_as_they_should_be(self):
        uniform, normal = Draws(1).uniform(SAMPLING, 200_000), Draws(1).normal(FLOW_NOISE, 200_000)
        counts = np.histogram(uniform, bins=20, range=(0, 1))[0]
        self.assertLess(np.abs(counts - 10_000).max(), 500)
        self.assertLess(abs(normal.mean()), 0.01)
        self.assertLess(abs(normal.std() - 1), 0.01)
        self.assertLess(abs(np.corrcoef(normal[:-1], normal[1:])[0, 1]), 0.01)


class Source(unittest.TestCase):
    def test_the_phase_goes_on_over_frames_however_long_the_utterance(self):
        frames, hertz = 2_000, 217.3
        found = source(np.full(frames, hertz), np.zeros(1), np.zeros((256 * frames, 1)), np.ones(1), 0.0)
        at = np.arange(1, 256 * frames + 1) * hertz / 22_050
        wanted = np.tanh(0.1 * np.sin(2 * np.pi * (at % 1)))
        self.assertLess(np.abs(found - wanted).max(), 1e-6)

    def test_what_is_not_voiced_is_noise_alone(self):
        found = source(np.full(1, 9.9), np.zeros(1), np.ones((256, 1)), np.ones(1), 0.0)
        np.testing.assert_allclose(found, np.tanh(0.1 / 3), rtol=1e-6)


class FlowTimes(unittest.TestCase):
    def test_ten_steps_reach_the_end_narrow_ones_first(self):
        widths = [float(width) for _, width in times()]
        self.assertEqual(len(widths), 10)
        self.assertAlmostEqual(sum(widths), 1, places=6)
        self.assertEqual(widths, sorted(widths))


class Blocks(unittest.TestCase):
    def test_eight_bit_numbers_are_within_one_step_of_the_weights(self):
        weight = np.random.default_rng(1).standard_normal((200, 3), dtype=np.float32)
        packed, scales = quantise_blocks(weight, bits=8, size=128)
        self.assertEqual((packed.shape, scales.shape), ((3, 2, 128), (3, 2)))
        found = ((packed.astype(np.float32) - 128) * scales[..., None]).reshape(3, 256).T
        self.assertLess(np.abs(found[:200] - weight).max(), np.abs(scales).max() * 1.001)
        np.testing.assert_array_equal(found[200:], 0)

    def test_four_bit_numbers_lie_two_in_a_byte_the_first_one_low(self):
        packed, scales = quantise_blocks(np.array([[-8.0], [7.0]], dtype=np.float32), bits=4, size=2)
        self.assertEqual((packed.tolist(), scales.tolist()), ([[[0xF0]]], [[1.0]]))


if __name__ == "__main__":
    unittest.main()
