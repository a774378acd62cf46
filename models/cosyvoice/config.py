"""Sizes of the three networks. The official ones are facts of the published checkpoints; `TINY` is for tests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EncoderSize:
    """A stack of pre-norm attention blocks with relative positions."""

    width: int
    heads: int
    inner: int
    blocks: int

    @property
    def head_width(self) -> int:
        return self.width // self.heads


@dataclass(frozen=True)
class LmSize:
    """`llm.pt`: text tokens and a speaker in, speech tokens out."""

    text_tokens: int
    text_width: int
    speech_tokens: int
    speaker_width: int
    text_encoder: EncoderSize
    decoder: EncoderSize


@dataclass(frozen=True)
class EstimatorSize:
    """The U-Net that says where the mel has to move."""

    width: int
    heads: int
    head_width: int
    blocks_per_level: int
    middle_levels: int
    groups: int = 8


@dataclass(frozen=True)
class FlowSize:
    """`flow.pt`: speech tokens in, mel out."""

    speech_tokens: int
    speaker_width: int
    mels: int
    encoder: EncoderSize
    estimator: EstimatorSize


@dataclass(frozen=True)
class HiftSize:
    """`hift.pt`: mel in, waveform out."""

    mels: int
    width: int
    harmonics: int
    f0_width: int
    upsample_rates: tuple[int, ...] = (8, 8)
    upsample_kernels: tuple[int, ...] = (16, 16)
    fft: int = 16
    hop: int = 4
    kernels: tuple[int, ...] = (3, 7, 11)
    source_kernels: tuple[int, ...] = (7, 11)
    dilations: tuple[int, ...] = (1, 3, 5)

    @property
    def samples_per_frame(self) -> int:
        samples = self.hop
        for rate in self.upsample_rates:
            samples *= rate
        return samples


@dataclass(frozen=True)
class ModelSize:
    lm: LmSize
    flow: FlowSize
    hift: HiftSize


# 80 mels, 22 050 Hz and 50 tokens a second are fixed in upstream's code, so the tiny model has them too.
MELS = 80
SAMPLE_RATE = 22_050
TOKENS_PER_SECOND = 50

# What the first network writes and the second reads, and the speaker both are told.
OFFICIAL_SPEECH = {"speech_tokens": 4_096, "speaker_width": 192}

OFFICIAL = ModelSize(
    lm=LmSize(
        text_tokens=51_866,
        text_width=512,
        **OFFICIAL_SPEECH,
        text_encoder=EncoderSize(width=1_024, heads=16, inner=4_096, blocks=6),
        decoder=EncoderSize(width=1_024, heads=16, inner=4_096, blocks=14),
    ),
    flow=FlowSize(
        **OFFICIAL_SPEECH,
        mels=MELS,
        encoder=EncoderSize(width=512, heads=8, inner=2_048, blocks=6),
        estimator=EstimatorSize(width=256, heads=8, head_width=64, blocks_per_level=4, middle_levels=12),
    ),
    hift=HiftSize(mels=MELS, width=512, harmonics=8, f0_width=512),
)

TINY_SPEECH = {"speech_tokens": 40, "speaker_width": 10}
TINY_ENCODER = EncoderSize(width=16, heads=2, inner=24, blocks=2)

TINY = ModelSize(
    lm=LmSize(
        # 256 bytes and a few merges, so that a tiny vocabulary can spell any text.
        text_tokens=272,
        text_width=12,
        **TINY_SPEECH,
        text_encoder=TINY_ENCODER,
        decoder=TINY_ENCODER,
    ),
    flow=FlowSize(
        **TINY_SPEECH,
        mels=MELS,
        encoder=TINY_ENCODER,
        estimator=EstimatorSize(width=16, heads=2, head_width=4, blocks_per_level=1, middle_levels=1),
    ),
    hift=HiftSize(mels=MELS, width=16, harmonics=2, f0_width=8),
)

# The smallest that has every part: a pack of it is a fixture of the runtime's tests.
MICRO = ModelSize(
    lm=LmSize(
        text_tokens=272,
        text_width=4,
        speech_tokens=40,
        speaker_width=6,
        text_encoder=EncoderSize(width=8, heads=2, inner=8, blocks=1),
        decoder=EncoderSize(width=8, heads=2, inner=8, blocks=2),
    ),
    flow=FlowSize(
        speech_tokens=40,
        speaker_width=6,
        mels=8,
        encoder=EncoderSize(width=8, heads=2, inner=8, blocks=1),
        estimator=EstimatorSize(width=8, heads=2, head_width=4, blocks_per_level=1, middle_levels=1),
    ),
    hift=HiftSize(mels=8, width=8, harmonics=2, f0_width=4),
)
