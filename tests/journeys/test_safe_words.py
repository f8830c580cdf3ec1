"""Words that may point to a patient are told while somebody types, and nothing leaves the phone for it."""

from __future__ import annotations

from playwright.sync_api import expect

from groundswell.ideas.models import Idea


def test_words_are_told_rewritten_put_back_and_accepted(cast, places, be, axe, picture):
    page = be(cast.amina, phone=True, viewport={"width": 320, "height": 640})
    page.goto("/notice/")
    asked = []
    box = page.locator("textarea")
    box.press_sequentially("Mrs Jones in bed 4 ")
    expect(page.locator(".app-safe__words")).to_have_text("Mrs Jones")  # the rules have come
    page.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)  # from here on no signal

    box.press_sequentially("waited. The notes of 943 476 5919 were lost.")
    expect(page.locator(".app-safe__words")).to_have_count(2)
    expect(page.locator("#id_words-safe + [role=status]")).to_have_text("2 things here may point to a patient")
    axe(page, "words that may point to a patient")
    picture(page, "safe-words", whole=False)
    heights = page.locator("#id_words-safe button").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44

    page.get_by_role("button", name="Write [a patient]").click()
    expect(box).to_have_value("[a patient] in bed 4 waited. The notes of 943 476 5919 were lost.")
    page.get_by_role("button", name="Put my words back").click()
    expect(box).to_have_value("Mrs Jones in bed 4 waited. The notes of 943 476 5919 were lost.")
    page.get_by_role("button", name="They work here (Mrs Jones)").click()
    expect(box).to_have_value("Mrs Jones (staff) in bed 4 waited. The notes of 943 476 5919 were lost.")
    expect(page.locator(".app-safe__words")).to_have_count(1)
    page.get_by_role("button", name="Not a patient (943 476 5919)").click()
    expect(page.locator(".app-safe__words")).to_have_count(0)
    expect(page.locator("[name=words_not_a_patient]")).to_have_value("on")
    assert asked == []

    page.context.set_offline(False)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("What have you noticed?")
    assert Idea.objects.get().held_at


def test_new_words_after_a_yes_are_asked_about_again(cast, places, be):
    page = be(cast.amina, phone=True)
    page.goto("/notice/")
    box = page.locator("textarea")
    box.press_sequentially("Mrs Jones waited")
    expect(page.locator(".app-safe__words")).to_have_text("Mrs Jones")
    page.get_by_role("button", name="Not a patient").click()
    expect(page.locator("[name=words_not_a_patient]")).to_have_value("on")
    box.press("End")
    box.press_sequentially(" with Mr Smith")
    expect(page.locator(".app-safe__words")).to_have_text("Mr Smith")
    expect(page.locator("[name=words_not_a_patient]")).to_have_count(0)


def test_without_script_the_server_asks(cast, places, be):
    page = be(cast.amina, script=False)
    page.goto("/notice/")
    page.locator("textarea").fill("Mrs Jones in bed 4 waited.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_label("This is not about a patient")).to_be_visible()
    expect(page.locator("textarea")).to_have_value("Mrs Jones in bed 4 waited.")


def test_another_door_is_offered_while_typing_and_the_words_can_be_discarded(cast, places, be, axe):
    page = be(cast.amina, phone=True)
    page.goto("/notice/")
    box = page.locator("textarea")
    box.press_sequentially("My manager bullies the new starters")
    door = page.locator("[data-route=speak_up]")
    expect(door).to_be_visible()
    expect(door).to_contain_text("Speak Up Direct")
    expect(page.locator("[data-route=it_fault]")).to_be_hidden()
    axe(page, "another door is offered")
    page.get_by_role("button", name="Discard my words").click()
    expect(box).to_have_value("")
    expect(door).to_be_hidden()
    box.press_sequentially("One form instead of three")
    expect(door).to_be_hidden()


def test_a_hospitals_own_numbers_are_tried_saved_and_known_on_the_page(cast, places, be, axe):
    page = be(cast.admin, phone=True, viewport={"width": 320, "height": 640})
    page.goto(f"/places/{places.rp5.key}/people/")
    page.get_by_role("link", name="How our hospital numbers are written").click()
    page.get_by_label("How are they written?").fill("A99")
    page.get_by_label("Try it on a line").fill("The notes of K204417 were lost")
    page.get_by_role("button", name="Try it").click()
    expect(page.locator(".nhsuk-error-message")).to_contain_text("5 to 20 signs")
    page.get_by_label("How are they written?").fill("A999999")
    page.get_by_role("button", name="Try it").click()
    expect(page.locator("#found")).to_contain_text("K204417")
    axe(page, "a shape tried")
    page.get_by_role("button", name="Save").click()

    page = be(cast.amina, phone=True)
    page.goto("/notice/")
    page.locator("textarea").press_sequentially("The notes of K204417 were lost")
    expect(page.locator(".app-safe__words")).to_have_text("K204417")
    page.get_by_role("button", name="Write [a patient's number]").click()
    expect(page.locator("textarea")).to_have_value("The notes of [a patient's number] were lost")
