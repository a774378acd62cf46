import math
import unittest

from cosyvoice.config import OFFICIAL
from cosyvoice.layout import Layout, flow_layout, hift_layout, lm_layout


def parameters(layout: Layout) -> float:
    """In millions."""
    return round(sum(math.prod(shape) for shape in layout.shapes.values()) / 1e6, 1)


class Layouts(unittest.TestCase):
    def test_the_official_sizes_have_as_many_parameters_as_the_published_model(self):
        layouts = (lm_layout(OFFICIAL.lm), flow_layout(OFFICIAL.flow), hift_layout(OFFICIAL.hift))
        found = [parameters(layout) for layout in layouts]
        self.assertEqual(found, [310.7, 104.9, 20.4])

    def test_the_layers_of_the_vocoder_that_are_weight_normed(self):
        normed = hift_layout(OFFICIAL.hift).weight_normed
        self.assertIn("ups.1.weight", normed)
        self.assertIn("f0_predictor.condnet.8.weight", normed)
        self.assertIn("source_resblocks.0.convs1.2.weight", normed)
        self.assertNotIn("source_downs.0.weight", normed)
        self.assertNotIn("f0_predictor.classifier.weight", normed)


if __name__ == "__main__":
    unittest.main()
