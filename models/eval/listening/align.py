"""When words whose text is known are heard: Whisper's attention between text and audio, walked along by dynamic time warping.

The text is forced upon it, so nothing has to be found again in what it would have written, and a language it was not
taught still gives times. Its steps are 20 ms. What it says of a word behind silence is useless: it counts the silence.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate

import numpy as np

from .recognise import LEAD, TAIL, WHISPER_LANGUAGE, load_whisper, padded
from .token_begins import token_begins

#: Part of the cache's key: raised when the same clip would be aligned differently.
REVISION = f"whisper-base/pad{LEAD}+{TAIL}; 1"

#: Start and end of each word, seconds.
Times = list[tuple[float, float]]
Aligner = Callable[[np.ndarray, str, Sequence[str]], Times]


def aligner(threads: int) -> Aligner:
    """For 16 kHz audio, a language and the text in pieces: words at even places, what stands behind each at odd ones."""
    from faster_whisper.audio import pad_or_trim
    from faster_whisper.tokenizer import Tokenizer

    model = load_whisper(threads)

    def align(audio: np.ndarray, language: str, pieces: Sequence[str]) -> Times:
        told = WHISPER_LANGUAGE[language]
        tokenizer = Tokenizer(model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=told)
        tokens = [tokenizer.encode(piece) if piece else [] for piece in pieces]
        begins = list(accumulate((len(one) for one in tokens), initial=0))
        flat = [token for one in tokens for token in one]
        features = model.feature_extractor(padded(audio))
        output = model.encode(pad_or_trim(features))
        length = features.shape[-1] - 1
        [result] = model.model.align(output, tokenizer.sot_sequence, [flat], length, median_filter_width=7)
        frames = token_begins(result.alignments)
        seconds = [frame / model.tokens_per_second - LEAD for frame in frames]
        return [
            (round(seconds[begins[at]], 3), round(seconds[begins[at + 1]], 3))
            for at in range(0, len(pieces), 2)
        ]

    return align

