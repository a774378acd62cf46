"""Against what upstream's own code gave on the tiny random checkpoint: `fixtures/upstream-tiny.npz`, written by
`python -m cosyvoice.parity --upstream DIR --record models/cosyvoice/tests/model/fixtures/upstream-tiny.npz`."""

import tempfile
import unittest
from pathlib import Path

import numpy as np

from cosyvoice.checkpoint import read_checkpoint
from cosyvoice.compare import apart, differences, our_outputs, same_tokens
from cosyvoice.config import TINY
from cosyvoice.parity import INPUT_SEED, TOLERANCE, WEIGHT_SEED
from cosyvoice.parity_inputs import parity_inputs
from cosyvoice.random_checkpoint import fingerprint, write_random_checkpoint
from cosyvoice.running import torch_runs
from cosyvoice.tables import tables_of

RECORDED = Path(__file__).with_name("fixtures") / "upstream-tiny.npz"
PARTS = {"encoded", "prefill", "decode", "mu", "spks", "velocity", "mel", "f0", "source_double", "wave"}


class Parity(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        with tempfile.TemporaryDirectory() as folder:
            write_random_checkpoint(Path(folder), TINY, WEIGHT_SEED)
            checkpoint = read_checkpoint(Path(folder), TINY)
        with np.load(RECORDED) as archive:
            recorded = {name: archive[name] for name in archive.files}
        cls.marks = (str(recorded.pop("fingerprint")), fingerprint(checkpoint))
        cls.upstreams = apart(recorded)
        given = parity_inputs(TINY, INPUT_SEED)
        cls.ours = our_outputs(torch_runs(checkpoint, TINY), tables_of(checkpoint), TINY, given, cls.upstreams)

    def test_the_recording_belongs_to_what_the_seed_gives(self):
        self.assertEqual(*self.marks)

    def test_every_part_gives_what_upstream_gives(self):
        found = differences(self.ours, self.upstreams)
        self.assertEqual({one.part for one in found}, PARTS)
        for one in found:
            with self.subTest(one.part):
                self.assertLess(one.relative, TOLERANCE)

    def test_the_same_draws_give_the_same_tokens(self):
        self.assertGreater(len(self.ours["tokens"]), 18)
        self.assertTrue(same_tokens(self.ours, self.upstreams))


if __name__ == "__main__":
    unittest.main()
