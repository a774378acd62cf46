"""What folding needs of dictionaries."""

from .folding import Tools


def load_tools() -> Tools:
    import fugashi
    import opencc
    import ToJyutping

    converter = opencc.OpenCC("t2s")
    back = opencc.OpenCC("s2hk")
    tagger = fugashi.Tagger()

    def katakana(text: str) -> str:
        # `kana` is the reading as it is spelled (は of the particle stays ハ); an unknown word stays as it is.
        return "".join(word.feature.kana or word.surface for word in tagger(text))

    def jyutping(text: str) -> list[str]:
        read = ToJyutping.get_jyutping_list(back.convert(text))
        return [syllable or letter for letter, sounds in read for syllable in (sounds or letter).split()]

    return Tools(simplified=converter.convert, katakana=katakana, jyutping=jyutping)
