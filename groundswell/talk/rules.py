"""Who may take words back, thank, report, answer a report, and add or take away a photo."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.talk.models import Comment, File, Report
from groundswell.ui.verdicts import YES, Verdict, no

LOOKS_AFTER = (RoleCode.PLACE_LEAD, RoleCode.PLACE_ADMIN, RoleCode.MANAGER)
ANSWERS = (*LOOKS_AFTER, RoleCode.EXECUTIVE)  # the executive hears of it where nobody else can answer
MOST_PHOTOS = 4
KEPT_AFTER_REMOVAL = timedelta(days=1)
NAME_SHOWN = "open"  # d20; with any other mode the writer's name is held by one person, or not kept at all


def may_take_back(comment: Comment, by: Person) -> Verdict:
    """Words belong to their writer: nobody else takes them back."""
    if comment.person_id != by.pk:
        return no(_("Only the writer can take a comment back."))
    if comment.removed_at:
        return no(_("This comment was already taken back."))
    return YES


def may_thank(to: Person, by: Person) -> Verdict:
    return no(_("You cannot thank yourself.")) if to.pk == by.pk else YES


def may_report(comment: Comment | None, by: Person) -> Verdict:
    if comment is None:
        return YES
    if comment.person_id == by.pk:
        return no(_("These are your own words. You can take them back."))
    if comment.removed_at or comment.hidden_at:
        return no(_("These words are no longer shown."))
    return YES


def is_concerned(report: Report, person: Person) -> bool:
    """Whoever wrote the words, is written about, or reported them does not judge them."""
    return person.pk in (report.writer_id, report.colleague_id, report.person_id)


def may_see(report: Report, by: Person, seen: Sight) -> bool:
    """Seen by those who look after the place, unless they are concerned themselves."""
    return report.place is not None and seen.holds_any(ANSWERS, report.place) and not is_concerned(report, by)


def may_answer(report: Report, by: Person, seen: Sight) -> Verdict:
    if is_concerned(report, by):
        return no(_("Somebody who is not concerned answers this report."))
    if not may_see(report, by, seen):
        return no(_("Those who look after the place answer this report."))
    if report.answered_at:
        return no(_("This report was already answered."))
    return YES


def is_outcome_of(report: Report, outcome: str) -> Verdict:
    """A comment is hidden or stays. Words of an idea belong to their owner, who is asked to reword them."""
    if outcome == Report.Outcome.HIDDEN and report.comment_id is None:
        return no(_("Only a comment can be hidden here. Talk to the writer, who can change the words."))
    return YES


def may_attach(*, photos: int, name_mode: str = NAME_SHOWN, face: bool = False) -> Verdict:
    """May one more photo join the `photos` that are there?

    `name_mode` says how the writer's name is kept (d20). `face` is whether one seems to be in the picture: where the name is
    shown the person may go on after they looked again, where it is hidden nobody may (a face names somebody).
    """
    if photos >= MOST_PHOTOS:
        return no(_("There are {number} photos already. Take one away first.").format(number=MOST_PHOTOS))
    if face and name_mode != NAME_SHOWN:
        return no(
            _("A photo with a face cannot go with words whose writer is not named. Cover the face, or choose another.")
        )
    return YES


def may_remove(file: File, by: Person, seen: Sight, *, owner: Person | None, place: Place) -> Verdict:
    """Whoever added it, whose subject it is about, and those who look after the place: a face must be gone quickly."""
    if file.removed_at:
        return no(_("This photo was already taken away."))
    if by.pk in (file.person_id, owner.pk if owner else None) or seen.holds_any(LOOKS_AFTER, place):
        return YES
    return no(_("Who added it, whose idea it is, and those who look after the place can take it away."))


def may_put_back(file: File, by: Person, at: datetime) -> Verdict:
    """Within a day, by whoever took it away."""
    if file.removed_at is None:
        return no(_("This photo is there."))
    if file.removed_by_id != by.pk:
        return no(_("Only who took it away can put it back."))
    if at >= file.removed_at + KEPT_AFTER_REMOVAL:
        return no(_("It was taken away more than a day ago and is gone for good."))
    return YES


MOST_FILES = 20
MOST_BYTES_OF_AN_ORGANISATION = 500_000_000


def may_attach_file(*, files: int, kept: int, more: int) -> Verdict:
    """May one more document of `more` bytes join `files` about this subject, where the organisation keeps `kept` bytes?"""
    if files >= MOST_FILES:
        return no(_("There are {number} files already. Delete one first.").format(number=MOST_FILES))
    if kept + more > MOST_BYTES_OF_AN_ORGANISATION:
        return no(
            _("Your organisation has used the room it has for files here. Delete files that nobody needs any more.")
        )
    return YES


def may_see_file(file: File, by: Person, seen: Sight, place: Place) -> Verdict:
    """A held one only whoever attached it, and the information governance lead; any other all who see the subject."""
    if not file.held_at or file.person_id == by.pk or seen.holds(RoleCode.IG_LEAD, place):
        return YES
    return no(_("This file is being checked."))


def may_release_file(file: File, seen: Sight, place: Place) -> Verdict:
    if not file.held_at:
        return no(_("It is not held."))
    return YES if seen.holds(RoleCode.IG_LEAD, place) else no(_("The information governance lead does this."))


def may_delete_file(file: File, by: Person, seen: Sight, place: Place) -> Verdict:
    """Whoever attached it; and those who look after the place, so that what should not be there is gone quickly."""
    if file.person_id == by.pk or seen.holds_any(LOOKS_AFTER, place) or may_release_file(file, seen, place):
        return YES
    return no(_("Who attached it, and those who look after the place, can delete it."))


def may_decide(comment: Comment, decides: Verdict) -> Verdict:
    """`decides` comes from the room above, which knows whose decision it is."""
    if comment.removed_at or comment.hidden_at:
        return no(_("These words are no longer shown."))
    return decides
