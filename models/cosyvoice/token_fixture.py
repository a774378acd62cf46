"""`python -m cosyvoice.token_fixture --cases tokens.tsv --ranks ranks.tiktoken [--vocabulary FILE]`

What the runtime's tokenizer is held against: fills the last column of a table of cases (language, text, ids) with what
`tiktoken` makes of each text without special tokens, and writes the part of Whisper's vocabulary that decides them: every
token that is looked up and found on the way. Needs the package `tiktoken`, which nothing else here does.
"""

import argparse
import base64
from pathlib import Path

import tiktoken

from .vocabulary import fetch_vocabulary, read_vocabulary

# Of GPT-2, as Whisper has it.
PIECES = r"""'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--ranks", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, help="multilingual.tiktoken; fetched when left out")
    given = parser.parse_args()
    tokens = read_vocabulary(given.vocabulary.read_bytes() if given.vocabulary else fetch_vocabulary())
    ranks = {token: rank for rank, token in enumerate(tokens)}
    encoding = tiktoken.Encoding("ordinary", pat_str=PIECES, mergeable_ranks=ranks, special_tokens={})
    lines, found = [], {bytes([byte]) for byte in range(256)}
    for line in given.cases.read_text(encoding="utf8").splitlines():
        language, text = line.split("\t")[:2]
        ids = encoding.encode_ordinary(text)
        lines.append(f"{language}\t{text}\t{' '.join(map(str, ids))}\n")
        content = text.encode()
        # More than is looked up, which does no harm: all that is a token.
        found.update(content[a:b] for a in range(len(content)) for b in range(a + 1, len(content) + 1) if content[a:b] in ranks)
    given.cases.write_text("".join(lines), encoding="utf8")
    chosen = sorted(found, key=lambda token: ranks[token])
    given.ranks.write_text("".join(f"{base64.b64encode(one).decode()} {ranks[one]}\n" for one in chosen), encoding="utf8")


if __name__ == "__main__":
    main()
