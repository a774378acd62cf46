"""The tokenizer's vocabulary: Whisper's `multilingual.tiktoken` (openai-whisper, MIT) -> a compact file of the pack.

The compact file holds the tokens in the order of their ranks, each as one byte of length and its bytes.
"""

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE, VERSION = "openai-whisper", "20250625"
ARCHIVE_SHA256 = "37a91a3921809d9f44748ffc73c0a55c9f366c85a3ef5c2ae0cc09540432eb96"
MEMBER = f"openai_whisper-{VERSION}/whisper/assets/multilingual.tiktoken"
FILE_SHA256 = "b34b360dbb493e781e479794586d661700670d65564001f23024971d1f2fa126"


class VocabularyError(Exception):
    """The vocabulary could not be had, or is another one."""


def fetch_vocabulary() -> bytes:
    """The file out of the package's source archive, from the package index pip is set to. @raises VocabularyError"""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        wanted.write_text(f"{PACKAGE}=={VERSION} --hash=sha256:{ARCHIVE_SHA256}\n", encoding="utf8")
        options = ("--quiet", "--no-deps", "--no-binary", PACKAGE, "--require-hashes", "--dest", folder)
        command = (sys.executable, "-m", "pip", "download", *options, "-r", str(wanted))
        if subprocess.run(command, stdout=sys.stderr).returncode != 0:
            raise VocabularyError(f"{PACKAGE} {VERSION} could not be fetched; give --vocabulary multilingual.tiktoken")
        (archive,) = Path(folder).glob("*.tar.gz")
        with tarfile.open(archive) as opened:
            member = opened.extractfile(MEMBER)
            if member is None:
                raise VocabularyError(f"{MEMBER} is no file")
            return member.read()


def read_vocabulary(content: bytes) -> list[bytes]:
    """Tokens by rank. @raises VocabularyError"""
    if hashlib.sha256(content).hexdigest() != FILE_SHA256:
        raise VocabularyError("the vocabulary is not Whisper's multilingual one [sha256 differs]")
    tokens = []
    for line in content.splitlines():
        token, rank = line.split()
        if int(rank) != len(tokens):
            raise VocabularyError(f"the vocabulary leaves out a rank [rank={len(tokens)}]")
        tokens.append(base64.b64decode(token))
    return tokens


def tiny_vocabulary(size: int) -> list[bytes]:
    """All bytes, then merges of neighbours in the alphabet: enough to test a tokenizer with."""
    tokens = [bytes([byte]) for byte in range(256)]
    for first in range(ord("a"), ord("a") + size - len(tokens)):
        tokens.append(bytes([first, first + 1]))
    return tokens


def compact(tokens: list[bytes]) -> bytes:
    """@raises VocabularyError for a token of more than 255 bytes"""
    if any(len(token) > 255 for token in tokens):
        raise VocabularyError("a token is longer than its length can say")
    return b"".join(bytes([len(token)]) + token for token in tokens)
