"""A photo on a phone: made smaller before it is sent, looked at for faces, covered, asked for its tick."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import expect

from groundswell.ideas import actions
from groundswell.talk import conform
from tests.cast import Cast, Places


@pytest.fixture
def album(live_server, cast: Cast, places: Places) -> str:
    idea = actions.notice(words="The sling is torn.", place=places.ward21, by=cast.amina, at=timezone.now())
    return f"/ideas/{idea.public_id}/photos/"


def a_face() -> Image.Image:
    """Nobody's: ovals and bars where a face has light and shade."""
    image = Image.new("RGB", (320, 320), (90, 110, 120))
    pen = ImageDraw.Draw(image)
    pen.pieslice((85, 40, 235, 180), 180, 360, fill=(60, 40, 30))
    pen.ellipse((95, 75, 225, 245), fill=(222, 184, 160))
    for x in (130, 190):
        pen.ellipse((x - 22, 118, x + 22, 142), fill=(150, 110, 95))
        pen.ellipse((x - 14, 124, x + 14, 138), fill=(240, 240, 240))
        pen.ellipse((x - 8, 123, x + 8, 139), fill=(40, 30, 25))
        pen.rectangle((x - 22, 108, x + 22, 116), fill=(70, 50, 40))
    pen.line((148, 180, 172, 180), fill=(150, 105, 90), width=5)
    pen.ellipse((132, 198, 188, 216), fill=(160, 70, 70))
    return image.filter(ImageFilter.GaussianBlur(3))


def saved(folder: Path, image: Image.Image, **more: object) -> Path:
    path = folder / "Alan Bloggs.jpg"
    image.save(path, **more)
    return path


def test_it_is_made_smaller_on_the_phone_and_kept_without_what_hung_on_it(be, album, cast, tmp_path, axe):
    exif = Image.Exif()
    exif[0x010F] = "A make"
    large = Image.effect_noise((2000, 1500), 40).convert("RGB")
    page = be(cast.amina, phone=True)
    page.goto(album)
    box = page.get_by_label("Choose a photo")
    box.set_input_files(saved(tmp_path, large, exif=exif))
    expect(page.locator(".app-photos__status")).to_contain_text("Ready to send")
    assert box.evaluate("e => e.files[0].name") == "photo.jpg"
    axe(page, "a photo is chosen")

    page.locator("[data-photo] form").evaluate(
        "form => form.requestSubmit()"
    )  # a second click within a second is passed over
    expect(page.locator(".nhsuk-error-message")).to_contain_text("Look at the photo once more")
    assert box.evaluate("e => e.files.length") == 1
    page.get_by_role("checkbox").check()
    page.get_by_label("What can be seen?").fill("The torn strap")
    page.get_by_role("button", name="Add the photo").click()
    expect(page.get_by_role("img", name="The torn strap")).to_be_visible()


def test_a_face_is_found_and_covered_before_anything_is_sent(be, album, cast, tmp_path):
    page = be(cast.amina, phone=True)
    page.goto(album)
    page.get_by_label("Choose a photo").set_input_files(saved(tmp_path, a_face(), quality=92))
    status = page.locator(".app-photos__status")
    expect(status).to_contain_text("a face is in it")
    expect(page.locator("[name=face_seen]")).to_have_value("yes")
    page.get_by_role("button", name="Cover it").click()
    expect(status).to_contain_text("Covered")
    expect(page.locator("[name=face_seen]")).to_have_value("")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Add the photo").click()
    image = page.get_by_role("img", name="Photo from Amina Yusuf")
    expect(image).to_be_visible()
    address = image.get_attribute("src").replace("?size=small", "")
    kept = page.request.get(address).body()
    eye = Image.open(io.BytesIO(kept)).getpixel((130, 131))
    assert max(abs(part - want) for part, want in zip(eye, (0x4C, 0x62, 0x72), strict=True)) < 12
    assert conform.carried(kept) == set()


def test_things_are_not_taken_for_faces(be, album, cast, tmp_path):
    page = be(cast.amina)
    page.goto(album)
    shelf = Image.new("RGB", (800, 600), "white")
    pen = ImageDraw.Draw(shelf)
    for number in range(40):
        pen.rectangle(
            (number % 8 * 100, number // 8 * 120, number % 8 * 100 + 70, number // 8 * 120 + 80),
            fill=(number * 6, 90, 160),
        )
    page.get_by_label("Choose a photo").set_input_files(saved(tmp_path, shelf))
    expect(page.locator(".app-photos__status")).to_contain_text("Ready to send")
