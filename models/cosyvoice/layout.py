"""Every tensor of the three checkpoint files: name -> shape, as upstream's modules name them. Pure, without torch.

A tensor in `weight_normed` is stored as two, a length and a direction, under the old or the new key names of torch
(`checkpoint.py` joins them); here it has the plain name `….weight`.
"""

from dataclasses import dataclass, field

from .config import EncoderSize, EstimatorSize, FlowSize, HiftSize, LmSize

Shape = tuple[int, ...]


@dataclass
class Layout:
    shapes: dict[str, Shape] = field(default_factory=dict)
    weight_normed: set[str] = field(default_factory=set)

    def linear(self, name: str, inputs: int, outputs: int, bias: bool = True) -> None:
        self.shapes[f"{name}.weight"] = (outputs, inputs)
        if bias:
            self.shapes[f"{name}.bias"] = (outputs,)

    def norm(self, name: str, width: int) -> None:
        self.shapes[f"{name}.weight"] = (width,)
        self.shapes[f"{name}.bias"] = (width,)

    def conv(self, name: str, inputs: int, outputs: int, kernel: int, normed: bool = False) -> None:
        self._kernel(name, (outputs, inputs, kernel), outputs, normed)

    def conv_transpose(self, name: str, inputs: int, outputs: int, kernel: int, normed: bool = False) -> None:
        self._kernel(name, (inputs, outputs, kernel), outputs, normed)

    def _kernel(self, name: str, shape: Shape, outputs: int, normed: bool) -> None:
        self.shapes[f"{name}.weight"] = shape
        self.shapes[f"{name}.bias"] = (outputs,)
        if normed:
            self.weight_normed.add(f"{name}.weight")


def lm_layout(size: LmSize) -> Layout:
    layout = Layout()
    layout.shapes["text_embedding.weight"] = (size.text_tokens, size.text_width)
    _encoder(layout, "text_encoder", size.text_width, size.text_encoder, ("norm_mha", "norm_ff"))
    layout.linear("text_encoder_affine_layer", size.text_encoder.width, size.decoder.width)
    layout.shapes["llm_embedding.weight"] = (2, size.decoder.width)
    _encoder(layout, "llm", size.decoder.width, size.decoder, ("norm1", "norm2"))
    layout.linear("llm_decoder", size.decoder.width, size.speech_tokens + 1)
    layout.shapes["speech_embedding.weight"] = (size.speech_tokens, size.decoder.width)
    layout.linear("spk_embed_affine_layer", size.speaker_width, size.decoder.width)
    return layout


def flow_layout(size: FlowSize) -> Layout:
    layout = Layout()
    layout.shapes["input_embedding.weight"] = (size.speech_tokens, size.encoder.width)
    layout.linear("spk_embed_affine_layer", size.speaker_width, size.mels)
    _encoder(layout, "encoder", size.encoder.width, size.encoder, ("norm_mha", "norm_ff"))
    layout.linear("encoder_proj", size.encoder.width, size.mels)
    for at in (0, 3, 6, 9):
        layout.conv(f"length_regulator.model.{at}", size.mels, size.mels, 3)
        layout.norm(f"length_regulator.model.{at + 1}", size.mels)
    layout.conv("length_regulator.model.12", size.mels, size.mels, 1)
    _estimator(layout, "decoder.estimator", size.estimator, size.mels)
    return layout


def hift_layout(size: HiftSize) -> Layout:
    layout = Layout()
    layout.linear("m_source.l_linear", size.harmonics + 1, 1)
    layout.conv("conv_pre", size.mels, size.width, 7, normed=True)
    levels = list(zip(size.upsample_rates, size.upsample_kernels, strict=True))
    for level, (_, kernel) in enumerate(levels):
        layout.conv_transpose(f"ups.{level}", size.width >> level, size.width >> (level + 1), kernel, normed=True)
    for level, kernel in enumerate(size.source_kernels):
        width = size.width >> (level + 1)
        stride = source_stride(size, level)
        layout.conv(f"source_downs.{level}", size.fft + 2, width, 1 if stride == 1 else 2 * stride)
        _residual(layout, f"source_resblocks.{level}", width, kernel, size.dilations)
    for level in range(len(levels)):
        for at, kernel in enumerate(size.kernels):
            name = f"resblocks.{level * len(size.kernels) + at}"
            _residual(layout, name, size.width >> (level + 1), kernel, size.dilations)
    layout.conv("conv_post", size.width >> len(levels), size.fft + 2, 7, normed=True)
    for at in range(5):
        inputs = size.mels if at == 0 else size.f0_width
        layout.conv(f"f0_predictor.condnet.{2 * at}", inputs, size.f0_width, 3, normed=True)
    layout.linear("f0_predictor.classifier", size.f0_width, 1)
    return layout


def source_stride(size: HiftSize, level: int) -> int:
    """By how much the source's spectrum is thinned out to meet the mel at this level."""
    stride = 1
    for rate in size.upsample_rates[level + 1 :]:
        stride *= rate
    return stride


def _encoder(layout: Layout, name: str, inputs: int, size: EncoderSize, norms: tuple[str, str]) -> None:
    layout.linear(f"{name}.embed.out.0", inputs, size.width)
    layout.norm(f"{name}.embed.out.1", size.width)
    for block in range(size.blocks):
        at = f"{name}.encoders.{block}"
        for part in ("linear_q", "linear_k", "linear_v", "linear_out"):
            layout.linear(f"{at}.self_attn.{part}", size.width, size.width)
        layout.linear(f"{at}.self_attn.linear_pos", size.width, size.width, bias=False)
        for part in ("pos_bias_u", "pos_bias_v"):
            layout.shapes[f"{at}.self_attn.{part}"] = (size.heads, size.head_width)
        layout.linear(f"{at}.feed_forward.w_1", size.width, size.inner)
        layout.linear(f"{at}.feed_forward.w_2", size.inner, size.width)
        for norm in norms:
            layout.norm(f"{at}.{norm}", size.width)
    layout.norm(f"{name}.after_norm", size.width)


def _estimator(layout: Layout, name: str, size: EstimatorSize, mels: int) -> None:
    inputs, time = 4 * mels, 4 * size.width
    layout.linear(f"{name}.time_mlp.linear_1", inputs, time)
    layout.linear(f"{name}.time_mlp.linear_2", time, time)

    def level(at: str, width_in: int) -> None:
        layout.linear(f"{at}.0.mlp.1", time, size.width)
        for block, width in (("block1", width_in), ("block2", size.width)):
            layout.conv(f"{at}.0.{block}.block.0", width, size.width, 3)
            layout.norm(f"{at}.0.{block}.block.1", size.width)
        layout.conv(f"{at}.0.res_conv", width_in, size.width, 1)
        for number in range(size.blocks_per_level):
            _transformer_block(layout, f"{at}.1.{number}", size)

    level(f"{name}.down_blocks.0", inputs)
    layout.conv(f"{name}.down_blocks.0.2.conv", size.width, size.width, 3)
    level(f"{name}.down_blocks.1", size.width)
    layout.conv(f"{name}.down_blocks.1.2", size.width, size.width, 3)
    for middle in range(size.middle_levels):
        level(f"{name}.mid_blocks.{middle}", size.width)
    level(f"{name}.up_blocks.0", 2 * size.width)
    layout.conv_transpose(f"{name}.up_blocks.0.2.conv", size.width, size.width, 4)
    level(f"{name}.up_blocks.1", 2 * size.width)
    layout.conv(f"{name}.up_blocks.1.2", size.width, size.width, 3)
    layout.conv(f"{name}.final_block.block.0", size.width, size.width, 3)
    layout.norm(f"{name}.final_block.block.1", size.width)
    layout.conv(f"{name}.final_proj", size.width, mels, 1)


def _transformer_block(layout: Layout, name: str, size: EstimatorSize) -> None:
    heads = size.heads * size.head_width
    layout.norm(f"{name}.norm1", size.width)
    for part in ("to_q", "to_k", "to_v"):
        layout.linear(f"{name}.attn1.{part}", size.width, heads, bias=False)
    layout.linear(f"{name}.attn1.to_out.0", heads, size.width)
    layout.norm(f"{name}.norm3", size.width)
    layout.linear(f"{name}.ff.net.0.proj", size.width, 4 * size.width)
    layout.linear(f"{name}.ff.net.2", 4 * size.width, size.width)


def _residual(layout: Layout, name: str, width: int, kernel: int, dilations: tuple[int, ...]) -> None:
    for at in range(len(dilations)):
        for part in ("convs1", "convs2"):
            layout.conv(f"{name}.{part}.{at}", width, width, kernel, normed=True)
        for part in ("activations1", "activations2"):
            layout.shapes[f"{name}.{part}.{at}.alpha"] = (width,)
