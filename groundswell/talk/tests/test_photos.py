"""What becomes of the bytes somebody sends: drawn anew with nothing behind it, or refused in words."""

from __future__ import annotations

import io
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from groundswell.talk import conform, photos

NASTY = Path(__file__).parent / "bad_inputs"
PHONE = (NASTY / "u01_photo_with_location.jpg").read_bytes()
MARKS = (b"Exif", b"GPS", b"Artist", b"ICC_PROFILE", b"http://ns.adobe.com", b"a note")


def made(kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    noise = random.Random(1).randbytes(size[0] * size[1] * len(Image.new(mode, (1, 1)).getbands()))
    Image.frombytes(mode, size, noise).save(out, kind, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


class TestStripping:
    def test_the_photo_carries_what_must_go(self):
        assert {"GPSLatitude", "DateTime", "Artist", "Make"} <= conform.carried(PHONE)

    def test_nothing_but_pixels_is_kept(self):
        picture = photos.read(PHONE)
        for kept in (picture.whole, picture.small):
            assert conform.carried(kept) == set()
            assert not [mark for mark in MARKS if mark in kept]
            assert opened(kept).size == (320, 240)

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_tags_notes_and_what_hangs_behind_the_picture_go(self, kind):
        exif = Image.Exif()
        exif[0x013B], exif[0x010F] = "Artist of it", "Make of it"
        sent = made(kind, exif=exif, comment=b"a note", icc_profile=b"ICC_PROFILE" * 20) + b"<script>a note</script>"
        picture = photos.read(sent)
        assert conform.carried(picture.whole) == set()
        assert not [mark for mark in (*MARKS, b"<script", b"Make of it") if mark in picture.whole + picture.small]

    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_it_stands_the_right_way_up(self, orientation):
        upright = Image.new("RGB", (40, 20), "white")
        upright.paste("red", (0, 0, 20, 10))  # the corner at the top left
        stored = upright
        for turn in photos.TURNS.get(orientation, ()):
            back = {
                Image.Transpose.ROTATE_90: Image.Transpose.ROTATE_270,
                Image.Transpose.ROTATE_270: Image.Transpose.ROTATE_90,
            }
            stored = stored.transpose(back.get(turn, turn))
        exif, out = Image.Exif(), io.BytesIO()
        exif[photos.ORIENTATION] = orientation
        stored.save(out, "JPEG", exif=exif, quality=95)
        shown = opened(photos.read(out.getvalue()).whole)
        assert shown.size == (40, 20)
        red, _green, blue = shown.getpixel((5, 4))
        assert red > 200
        assert blue < 80
        assert min(shown.getpixel((35, 16))) > 200


class TestSizes:
    def test_a_large_photo_is_made_smaller(self):
        picture = photos.read(made(size=(4000, 3000)))
        assert (picture.width, picture.height) == (1600, 1200)
        assert opened(picture.small).size == (480, 360)

    def test_a_small_one_stays_as_it_is(self):
        picture = photos.read(made(size=(64, 48)))
        assert (picture.width, picture.height) == (64, 48)

    def test_a_ribbon_keeps_a_pixel(self):
        assert photos.read(made("PNG", size=(5000, 1))).height == 1

    def test_what_is_clear_becomes_white(self):
        sent = io.BytesIO()
        Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(sent, "PNG")
        assert min(opened(photos.read(sent.getvalue()).whole).getpixel((4, 4))) > 250

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
    def test_every_mode_of_a_png(self, mode):
        sent = io.BytesIO()
        Image.new(mode, (8, 8)).save(sent, "PNG")
        assert opened(photos.read(sent.getvalue()).whole).mode == "RGB"

    def test_a_printers_jpeg(self):
        assert opened(photos.read(made(mode="CMYK")).whole).mode == "RGB"

    def test_the_first_of_many_frames(self):
        sent = io.BytesIO()
        frames = [Image.new("RGB", (8, 8), colour) for colour in ("white", "black")]
        frames[0].save(sent, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
        assert min(opened(photos.read(sent.getvalue()).whole).getpixel((4, 4))) > 250


class TestRefusals:
    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            (b"", "empty"),
            (b"x" * (photos.MAX_BYTES + 1), "larger than 12 MB"),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
            (b"%PDF-1.7", "not a photo"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a photo"),
            (made("GIF", mode="L"), "not a photo"),
            (made("TIFF"), "not a photo"),
            (made()[:-400], "not complete"),
            (made("PNG")[:400], "not complete"),
            (made("WEBP")[:400], "not"),
        ],
        ids="empty large heic pdf svg gif tiff cut-jpeg cut-png cut-webp".split(),
    )
    def test_in_words(self, sent, said):
        with pytest.raises(photos.Unusable, match=said):
            photos.read(sent)

    @pytest.mark.parametrize("most", ["MOST_PIXELS", "MOST_PIXELS_WHOLE"])
    def test_pixels_are_counted_before_they_are_decoded(self, most, monkeypatch):
        def decode(*_args: object) -> None:
            raise AssertionError("decoded")

        sent = made(size=(100, 100), progressive=most == "MOST_PIXELS_WHOLE")
        monkeypatch.setattr(photos, most, 9_999)
        monkeypatch.setattr(photos, "_drawn", decode)
        with pytest.raises(photos.Unusable, match="too many pixels"):
            photos.read(sent)

    @settings(max_examples=150, deadline=None)
    @given(st.binary(max_size=300))
    def test_noise_is_refused(self, noise):
        with pytest.raises(photos.Unusable):
            photos.read(noise)

    @settings(max_examples=250, deadline=None)
    @given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.data())
    def test_a_broken_photo_is_drawn_or_refused_and_nothing_else(self, kind, data):
        sent = bytearray(made(kind, size=(24, 16)))
        for _blow in range(data.draw(st.integers(1, 6))):
            sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
        cut = data.draw(st.integers(0, len(sent)))
        for one in (bytes(sent), bytes(sent[:cut])):
            try:
                picture = photos.read(one)
            except photos.Unusable:
                continue
            assert conform.carried(picture.whole) == set()


class TestConform:
    def test_every_attachment_behaves_as_its_manifest_says(self):
        assert list(conform.run(NASTY / "manifest.json").lines()) == ["4 of 4"]

    def test_it_says_what_differs(self, tmp_path):
        shutil.copy(NASTY / "u01_photo_with_location.jpg", tmp_path / "photo.jpg")
        shutil.copy(NASTY / "u03_html_named.png", tmp_path / "page.png")
        (tmp_path / "manifest.json").write_text(
            '{"files": [{"file": "photo.jpg", "import_as": "attachment", "expect": {"outcome": "refuse"}},'
            '{"file": "page.png", "import_as": "attachment", "expect": {"outcome": "ok"}},'
            '{"file": "gone.png", "import_as": "attachment", "expect": {"outcome": "ok"}},'
            '{"file": "m.csv", "import_as": "measure", "expect": {"outcome": "ok"}}]}'
        )
        report = conform.run(tmp_path / "manifest.json")
        said = "\n".join(report.lines())
        assert not report.is_good
        assert "photo.jpg: taken instead of refuse" in said
        assert "page.png: refused instead of ok" in said
        assert "not beside the manifest: gone.png" in said
        assert said.endswith("0 of 2")

    def test_it_notices_what_was_not_stripped(self, tmp_path, monkeypatch):
        shutil.copy(NASTY / "u01_photo_with_location.jpg", tmp_path / "photo.jpg")
        (tmp_path / "manifest.json").write_text(
            '{"files": [{"file": "photo.jpg", "import_as": "attachment", "expect": {"outcome": "ok", "must_strip": ["GPS", "Make"]}}]}'
        )
        monkeypatch.setattr(photos, "read", lambda data: photos.Picture(data, data, 1, 1))
        said = conform.run(tmp_path / "manifest.json").differs["photo.jpg"]
        assert "still carries GPSLatitude" in said
        assert "still carries Make" in said
