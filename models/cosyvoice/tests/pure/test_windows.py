import unittest

from cosyvoice.windows import Window, windows


class Windows(unittest.TestCase):
    def test_a_short_mel_is_one_window(self):
        self.assertEqual(windows(50), [Window(0, 50, 0, 50)])

    def test_each_window_has_context_on_both_sides_where_there_is_any(self):
        self.assertEqual(windows(200), [Window(0, 100, 0, 86), Window(72, 186, 86, 172), Window(158, 200, 172, 200)])

    def test_every_frame_is_kept_once(self):
        for frames in (1, 85, 86, 87, 100, 172, 173, 861):
            kept = [frame for window in windows(frames) for frame in range(window.keep_start, window.keep_end)]
            self.assertEqual(kept, list(range(frames)))


if __name__ == "__main__":
    unittest.main()
