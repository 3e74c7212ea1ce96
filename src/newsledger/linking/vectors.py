"""Static word vectors for likeness in meaning, on the CPU.

The vectors are those in the wheel of ``wordllama`` (MIT licensed; token embeddings of language models, reduced to 256
dimensions). Its two files are read directly; its own loader looks for the tokenizer on the network.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib import resources

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load as load_tensors
from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]
_LONGEST = 400


@functools.cache
def _files() -> tuple[Tokenizer, Vectors]:
    package = resources.files("wordllama")
    tokenizer = Tokenizer.from_str(
        package.joinpath("tokenizers", "l2_supercat_tokenizer_config.json").read_text("utf-8")
    )
    tensors = load_tensors(package.joinpath("weights", "l2_supercat_256.safetensors").read_bytes())
    (weights,) = tensors.values()
    return tokenizer, weights.astype(np.float32)


def vectors(texts: Sequence[str]) -> Vectors:
    """Return a row of length one for each text: the mean of its tokens' vectors (zeros for an empty text)."""
    tokenizer, weights = _files()
    rows = np.zeros((len(texts), weights.shape[1]), dtype=np.float32)
    sound = [_sound(text) for text in texts]
    for number, encoded in enumerate(tokenizer.encode_batch(sound, add_special_tokens=False)):
        if encoded.ids:
            rows[number] = weights[encoded.ids[:_LONGEST]].mean(axis=0)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(norms > 0, norms, 1.0)).astype(np.float32)


def _sound(text: str) -> str:
    """The text without lone surrogates, which the tokenizer refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")
