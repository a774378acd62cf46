import tempfile
import unittest
from pathlib import Path

import torch

from cosyvoice.checkpoint import HIFT_FILE, LM_FILE, OLD_NAMES, SPEAKERS_FILE, CheckpointError, read_checkpoint
from cosyvoice.config import TINY
from cosyvoice.random_checkpoint import SPEAKERS, write_random_checkpoint


def without(content: dict, name: str) -> dict:
    return {key: value for key, value in content.items() if key != name}


class Checkpoints(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        write_random_checkpoint(self.folder, TINY, seed=3)

    def change(self, name: str, change) -> None:
        content = torch.load(self.folder / name, weights_only=True)
        torch.save(change(content), self.folder / name)

    def refused(self, message: str) -> None:
        with self.assertRaisesRegex(CheckpointError, message):
            read_checkpoint(self.folder, TINY)

    def test_reads_the_four_files(self):
        found = read_checkpoint(self.folder, TINY)
        self.assertEqual(tuple(found.speakers), SPEAKERS)
        self.assertEqual(found.lm.at("llm.encoders.1.norm2")["bias"].shape, (16,))

    def test_old_and_new_names_of_weight_norm_give_the_same_weights(self):
        new = read_checkpoint(self.folder, TINY).hift
        write_random_checkpoint(self.folder, TINY, seed=3, weight_norm=OLD_NAMES)
        old = read_checkpoint(self.folder, TINY).hift
        self.assertEqual(set(new), set(old))
        for name in new:
            self.assertTrue(torch.equal(new[name], old[name]), name)

    def test_weight_norm_scales_each_slice_to_its_length(self):
        lengths = torch.load(self.folder / HIFT_FILE, weights_only=True)["ups.0.parametrizations.weight.original0"]
        found = read_checkpoint(self.folder, TINY).hift["ups.0.weight"]
        torch.testing.assert_close(found.norm(dim=(1, 2)), lengths.reshape(-1))

    def test_a_vocoder_saved_out_of_its_training_is_read_too(self):
        plain = read_checkpoint(self.folder, TINY).hift["conv_post.weight"]
        self.change(HIFT_FILE, lambda content: {f"generator.{name}": value for name, value in content.items()})
        self.assertTrue(torch.equal(read_checkpoint(self.folder, TINY).hift["conv_post.weight"], plain))

    def test_a_missing_key_is_named(self):
        self.change(LM_FILE, lambda content: without(content, "llm_decoder.bias"))
        self.refused(r"llm\.pt holds another model \[ missing: llm_decoder\.bias;\]")

    def test_a_key_too_many_is_named(self):
        self.change(LM_FILE, lambda content: content | {"llm.extra": torch.zeros(1)})
        self.refused(r"unexpected: llm\.extra;")

    def test_a_key_of_another_shape_is_named(self):
        self.change(LM_FILE, lambda content: content | {"llm_decoder.bias": torch.zeros(3)})
        self.refused(r"llm_decoder\.bias has another shape \[found=\[3\] expected=\[41\]\]")

    def test_a_file_that_is_not_there_is_named(self):
        (self.folder / SPEAKERS_FILE).unlink()
        self.refused(r"spk2info\.pt is not in the folder")

    def test_a_file_that_would_run_code_is_refused(self):
        torch.save({"llm.extra": Path("x")}, self.folder / LM_FILE)
        self.refused(r"llm\.pt cannot be read as a checkpoint of tensors only")

    def test_a_speaker_without_an_embedding_is_named_and_more_about_one_is_ignored(self):
        self.change(
            SPEAKERS_FILE, lambda content: content | {"more": content["中文男"] | {"speech_feat": torch.zeros(3)}}
        )
        self.assertIn("more", read_checkpoint(self.folder, TINY).speakers)
        self.change(SPEAKERS_FILE, lambda content: content | {"中文男": without(content["more"], "embedding")})
        self.refused("speaker '中文男' has no embedding of 10 numbers")


if __name__ == "__main__":
    unittest.main()
