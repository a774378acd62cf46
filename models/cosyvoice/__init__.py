"""Makes a model pack of the official CosyVoice-300M-SFT checkpoints; README.md says how."""
