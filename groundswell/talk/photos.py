"""A photo, from the bytes a phone sent to the two pictures that are kept. No database, no request.

What arrives is only ever read: its content decides what it is, its header is asked for its size before a pixel is decoded,
and what is kept is drawn anew. Position, time, camera, author, names and anything hidden behind the picture stay behind.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image

MAX_BYTES = 12_000_000
LONGEST, SMALL = 1600, 480  # pixels of the longer side
# Baseline JPEG is decoded already made smaller; all else is first held whole, at up to sixteen bytes a pixel.
MOST_PIXELS, MOST_PIXELS_WHOLE = 50_000_000, 12_500_000
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 80
TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,), 3: (Image.Transpose.ROTATE_180,), 4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,), 6: (Image.Transpose.ROTATE_270,), 7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}  # fmt: skip
ORIENTATION = 0x0112
APPLE = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"GIF8", b"BM", b"II*\0", b"MM\0*")


def looks_like_one(data: bytes) -> bool:
    """By its first bytes, also of kinds that cannot be kept: `read` says so."""
    return data.startswith(PICTURES) or data[4:8] == b"ftyp"


class Unusable(Exception):
    """Why this cannot be kept, in words for the person who chose it."""


@dataclass(frozen=True)
class Picture:
    """What is kept: a JPEG of at most 1600 pixels and a small one of at most 480. Made by `read` alone."""

    whole: bytes
    small: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.whole).hexdigest()


def read(data: bytes) -> Picture:
    """The photo in `data`, drawn anew. Raises `Unusable`, whatever the bytes are."""
    if len(data) > MAX_BYTES:
        raise Unusable(
            _("This photo is larger than 12 MB. Take it again at a smaller size, or send a screenshot of it.")
        )
    if not data:
        raise Unusable(_("This file is empty. Choose another photo."))
    if data[4:8] == b"ftyp" and data[8:12] in APPLE:
        raise Unusable(
            _("This is a HEIC photo, which not every screen can show. Send a screenshot of it, or choose “Most compatible” "
              "in the camera settings of your phone and take it again.")
        )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of what is refused here anyway
        return _drawn(_opened(data))


def _opened(data: bytes) -> Image.Image:
    """The header alone has been read."""
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except Exception:  # Pillow's readers raise many kinds on broken files
        raise Unusable(
            _("This file is not a photo that can be shown here. Choose a JPEG, PNG or WebP photo.")
        ) from None
    in_parts = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    if image.width * image.height > (MOST_PIXELS if in_parts else MOST_PIXELS_WHOLE):
        raise _too_many_pixels()
    return image


def _too_many_pixels() -> Unusable:
    return Unusable(
        _("This picture has too many pixels to be opened safely. Send a smaller one, or a screenshot of it.")
    )


def _drawn(image: Image.Image) -> Picture:
    try:
        image.draft("RGB", (LONGEST, LONGEST))
        turns = TURNS.get(_orientation(image), ())
        image.load()
        whole = _on_white(image, LONGEST)
    except Exception:  # a photo cut short, or broken on purpose
        raise Unusable(_("This photo is damaged or not complete. Choose it again, or take another.")) from None
    for turn in turns:
        whole = whole.transpose(turn)
    return Picture(_jpeg(whole), _jpeg(_on_white(whole, SMALL)), whole.width, whole.height)


def _orientation(image: Image.Image) -> int:
    """Which way up the phone was held; upright when it says nothing sensible."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:
        return 1


def _on_white(image: Image.Image, longest: int) -> Image.Image:
    """A new picture with nothing of the old but its pixels, no longer than `longest` on a side."""
    scale = min(1.0, longest / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    clear = "transparency" in image.info or image.mode in ("RGBA", "LA", "PA", "RGBa", "La")
    pixels = image if image.mode in ("RGB", "RGBA") else image.convert("RGBA" if clear else "RGB")
    if pixels.size != size:
        pixels = pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    new = Image.new("RGB", size, "white")
    new.paste(pixels, mask=pixels.getchannel("A") if pixels.mode == "RGBA" else None)
    return new


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
