import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path

from listening.program import read_call, write_answers


class Program(unittest.TestCase):
    def test_answers_in_the_order_of_the_manifest_then_about_all_and_says_how_far_it_is(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            manifest, out = Path(folder, "manifest"), Path(folder, "out")
            manifest.write_text("".join(f'{{"id": "東{number}"}}\n' for number in range(12)), encoding="utf8")
            call = read_call("", [str(manifest), str(out), "--threads", "2"])
            self.assertEqual(call.threads, 2)
            seen: list[str] = []

            def answer(entry: dict) -> dict:
                seen.append(entry["id"])
                return {"heard": entry["id"]}

            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                write_answers(call, "heard", answer, lambda: {"count": len(seen)})
            *lines, last = [json.loads(line) for line in out.read_text(encoding="utf8").splitlines()]
            self.assertEqual([line["heard"] for line in lines], [f"東{number}" for number in range(12)])
            self.assertEqual(last, {"count": 12})
            self.assertEqual(said.getvalue(), "heard 10 of 12\nheard 12 of 12\n")


if __name__ == "__main__":
    unittest.main()
