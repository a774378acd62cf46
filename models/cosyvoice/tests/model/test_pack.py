import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx

from cosyvoice.build import MIX, build, precisions_of, vocoder_runs
from cosyvoice.checkpoint import read_checkpoint
from cosyvoice.config import TINY
from cosyvoice.draws import SOURCE_NOISE, Draws
from cosyvoice.graphs import graphs_of
from cosyvoice.pipeline import open_pack, render, vocode
from cosyvoice.precision_table import CANDIDATES, inputs_of
from cosyvoice.quantise import quantise
from cosyvoice.random_checkpoint import write_random_checkpoint
from cosyvoice.running import onnx_run, torch_runs
from cosyvoice.speech_lm import Decoder
from cosyvoice.tables import tables_of
from cosyvoice.vocabulary import tiny_vocabulary

SPEAKER, TEXT = "英文女", [3, 1, 4, 1, 5, 9, 2, 6]


class Packs(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        root = Path(cls.folder.name)
        write_random_checkpoint(root / "checkpoint", TINY, seed=5)
        cls.lines: list[tuple] = []
        for name in ("float32", "mix"):
            precisions = precisions_of(list(graphs_of(TINY)), name, [])
            tokens = tiny_vocabulary(TINY.lm.text_tokens)
            build(root / "checkpoint", root / name, TINY, precisions, tokens, lambda *line: cls.lines.append(line))
        cls.whole, cls.mix = (open_pack(root / name) for name in ("float32", "mix"))
        cls.description = json.loads((root / "mix" / "cosyvoice.json").read_text(encoding="utf8"))
        cls.checkpoint = read_checkpoint(root / "checkpoint", TINY)

    def rendered(self, pack, seed: int = 7):
        runs, tables, shape = pack
        return render(runs, tables, shape, TEXT, tables.speakers[SPEAKER], Draws(seed))

    def test_an_utterance_of_the_graphs_is_the_one_of_the_modules(self):
        ours = self.rendered(self.whole)
        modules = (torch_runs(self.checkpoint, TINY), tables_of(self.checkpoint), TINY.lm.decoder)
        theirs = self.rendered(modules)
        self.assertEqual(ours.tokens, theirs.tokens)
        self.assertGreater(len(ours.tokens), 2 * len(TEXT) - 1)
        np.testing.assert_allclose(ours.mel, theirs.mel, atol=1e-3)
        np.testing.assert_allclose(ours.wave, theirs.wave, atol=1e-3)

    def test_the_same_seed_gives_the_same_samples_and_another_others(self):
        one = self.rendered(self.whole)
        np.testing.assert_array_equal(one.wave, self.rendered(self.whole).wave)
        self.assertNotEqual(one.tokens, self.rendered(self.whole, seed=8).tokens)

    def test_smaller_weights_stay_near(self):
        runs, tables, _ = self.mix
        given = {"text": tables.text[TEXT][None]}
        small = runs["text_encoder"](given)["encoded"]
        whole = self.whole[0]["text_encoder"]({"text": self.whole[1].text[TEXT][None]})["encoded"]
        self.assertLess(np.abs(small - whole).max(), 0.3 * whole.std())
        self.assertGreater(np.abs(small - whole).max(), 0)
        self.assertEqual(self.rendered(self.mix).wave.dtype, np.float32)

    def test_utterances_that_share_a_step_of_the_lm_get_what_each_gets_alone(self):
        runs, tables, shape = self.whole
        rows = [tables.speech[:9], tables.speech[9:14]]
        alone = [Decoder(runs["lm"], runs["lm_positions"], shape).read(x) for x in rows]
        longest = max(map(len, rows))
        x = np.stack([np.pad(row, ((0, longest - len(row)), (0, 0))) for row in rows])
        steps = np.arange(longest)
        distance = np.maximum(steps[:, None] - steps[None, :], 0)[None, None].repeat(2, axis=0)
        hidden = np.where(steps[:, None] >= steps[None, :], 0, -1e9).astype(np.float32)[None, None].repeat(2, axis=0)
        heads, width = shape.heads, shape.head_width
        caches = {f"k_{n}": np.zeros((2, heads, width, 0), np.float32) for n in range(shape.blocks)}
        caches |= {f"v_{n}": np.zeros((2, heads, 0, width), np.float32) for n in range(shape.blocks)}
        last = np.array([len(row) - 1 for row in rows])
        given = {"x": x, "bias": hidden, "distance": distance, "last": last, **caches}
        together = runs["lm"](given | runs["lm_positions"]({"count": np.array(longest)}))["logits"]
        np.testing.assert_allclose(together, np.stack(alone), atol=1e-5)

    def test_windows_of_the_vocoder_give_what_it_gives_at_once(self):
        vocoder = self.whole[0]["vocoder"]
        mel = np.random.default_rng(1).standard_normal((1, 80, 200), dtype=np.float32)
        excited = 0.1 * Draws(1).normal(SOURCE_NOISE, 256 * 200)
        at_once = vocoder({"mel": mel, "source": excited[None, None]})["wave"][0]
        np.testing.assert_allclose(vocode(vocoder, mel, excited), at_once, atol=1e-5)

    def test_a_vocoder_calibrated_with_what_was_recorded_stays_near(self):
        one = self.rendered(self.whole)
        recorded = Path(self.folder.name) / "recorded.npz"
        np.savez(recorded, mel=one.mel, source=one.source)
        made = Path(self.folder.name) / "vocoder.onnx"
        whole = Path(self.folder.name) / "float32" / "vocoder.onnx"
        quantise(whole, made, "static_int8", vocoder_runs([recorded]))
        operators = [node.op_type for node in onnx.load(made).graph.node]
        self.assertGreater(operators.count("QLinearConv"), 40)
        found = vocode(onnx_run(made), one.mel[None], one.source)
        self.assertLess(np.abs(found - one.wave).max(), one.wave.std())
        self.assertLess(np.abs(found - one.wave).mean(), 0.1 * one.wave.std())

    def test_the_description_names_every_port_of_every_graph(self):
        graphs = self.description["graphs"]
        self.assertEqual({name: graph["precision"] for name, graph in graphs.items()}, MIX)
        inputs = [port["name"] for port in graphs["lm"]["inputs"]]
        self.assertEqual(inputs, ["x", "bias", "distance", "last", "p_0", "p_1", "k_0", "k_1", "v_0", "v_1"])
        self.assertEqual(
            graphs["vocoder"]["outputs"], [{"name": "wave", "type": "float32", "axes": ["batch", "samples"]}]
        )
        self.assertEqual(self.description["tables"]["text"]["row_scales"]["shape"], [272])

    def test_what_precisions_are_measured_with_is_what_each_graph_takes(self):
        self.assertEqual(set(CANDIDATES), set(graphs_of(TINY)))
        for name in set(CANDIDATES):
            found = self.whole[0][name](inputs_of(name, TINY, seed=1))
            with self.subTest(name):
                self.assertTrue(all(np.isfinite(value).all() and value.std() > 0 for value in found.values()))

    def test_progress_is_told_step_by_step(self):
        steps = len(graphs_of(TINY)) + 2
        self.assertEqual([line[:2] for line in self.lines[:steps]], [(at, steps) for at in range(1, steps + 1)])


class Choices(unittest.TestCase):
    def test_a_part_can_be_chosen_apart_from_the_mix(self):
        found = precisions_of(list(MIX), "mix", ["lm=block4"])
        self.assertEqual((found["lm"], found["estimator"]), ("block4", "dynamic_int8"))

    def test_a_part_that_does_not_exist_is_refused(self):
        for part in ("lm", "lm=int3", "voice=block4"):
            with self.subTest(part), self.assertRaisesRegex(ValueError, f"--part {part} is not one of"):
                precisions_of(list(MIX), "mix", [part])


if __name__ == "__main__":
    unittest.main()
