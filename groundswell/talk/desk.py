"""Talk on the page of another room: one address there hands everything to this desk.

    def talk(request, public_id):
        idea = queries.idea_for(request.person, public_id)      # the room above decides who may see it
        return desk.page(request, desk_of(idea))

`Desk` says what the talk is about. `card` is what a page shows, with `components/talk/macro.jinja`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.events.kinds import Subject
from groundswell.people.middleware import Request
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.talk import actions, attached, kinds, photos, queries, rules
from groundswell.talk.forms import CommentForm, ReportForm, ThanksForm
from groundswell.talk.mentions import Find
from groundswell.talk.models import Comment, File
from groundswell.ui.formats import joined
from groundswell.ui.verdicts import Verdict

ON_A_PAGE = 20
MOST_BEGUN = 200  # letters of a comment that a link from another page has begun
ITSELF = "subject"  # what is reported when it is not a comment


@dataclass(frozen=True)
class Desk:
    """What the talk is about, and the address of the room above that answers for it.

    `people` can be thanked, `tell` hear of comments, `writer` wrote the subject's own words. Where `find` asks who can read
    the subject (`people.queries.people_in`), people can be mentioned; where `files` is the address of its files (`cabinet`),
    files can be added; `decides` says whether this reader marks what was decided.
    """

    subject: Subject
    place: Place
    address: str
    people: tuple[Person, ...] = ()
    tell: tuple[Person | None, ...] = ()
    writer: Person | None = None
    find: Find | None = None
    files: str = ""
    decides: Verdict | None = None


@dataclass(frozen=True)
class TalkCard:
    """What `components/talk/macro.jinja` shows."""

    address: str
    lines: tuple[queries.Said, ...]
    older: str
    thanks: tuple[queries.Thank, ...]
    comment: CommentForm
    thank: ThanksForm | None
    report: str
    may_decide: bool = False
    decided: tuple[queries.Decided, ...] = ()
    files: str = ""
    documents: tuple[File, ...] = ()

    def of(self, line: queries.Said) -> list[File]:
        """The files of one comment."""
        return [one for one in self.documents if one.comment and one.comment.public_id == line.id and not line.hidden]

    @property
    def form(self) -> CommentForm | ThanksForm | None:
        """The form with errors, for the summary at the top of the page."""
        return next((form for form in (self.comment, self.thank) if form is not None and form.is_bound), None)


def card(
    desk: Desk, reader: Person | None, *, before: str = "", limit: int = ON_A_PAGE,
    comment: CommentForm | None = None, thank: ThanksForm | None = None, told: Collection[str] | None = None,
) -> TalkCard:  # fmt: skip
    """The newest comments, thanks, and the forms: two queries at most, and one more each for decisions and files.

    `told` holds the codes of all that ever happened to the subject, from a page that has its whole line of time in hand:
    what never happened is not asked for.
    """
    thanks = queries.thanks_about(desk.subject) if told is None or kinds.THANKED.code in told else ()
    said = queries.Comments()
    if told is None or kinds.COMMENTED.code in told:
        said = queries.comments_about(desk.subject, reader=reader, before=before, limit=limit)
    has_files = desk.files and (told is None or {kinds.FILE_ADDED.code, kinds.FILE_HELD.code} & set(told))
    has_decided = desk.decides is not None and (told is None or kinds.DECISION_MARKED.code in told)
    return TalkCard(
        may_decide=bool(desk.decides),
        decided=queries.decided_about(desk.subject) if has_decided else (),
        files=desk.files,
        documents=tuple(queries.documents_for(reader, desk.subject, desk.place)) if has_files else (),
        address=desk.address,
        lines=said.lines,
        older=f"{desk.address}?before={said.older}" if said.older else "",
        thanks=thanks,
        comment=comment or _comment_form(desk, reader),
        thank=thank or _thanks_form(desk, reader, shown=thanks),
        report=f"{desk.address}?report=",
    )


def _thanks_form(
    desk: Desk, reader: Person | None, data: object = None, *, shown: tuple[queries.Thank, ...] | None = None
) -> ThanksForm | None:
    people = queries.not_yet_thanked(desk.subject, reader, list(desk.people), shown)
    return ThanksForm(data, people=people) if people else None


def _comment_form(desk: Desk, reader: Person | None, *args: Any, **more: Any) -> CommentForm:
    people = [person for person in desk.people if person != reader and person.is_active]
    return CommentForm(*args, people=people, find=desk.find, files=bool(desk.files), **more)


def look(request: HttpRequest) -> None:
    """Read the file that was sent, if one was, before the transaction begins."""
    sent = request.FILES.get("file")
    if sent is None:
        return
    try:
        looked: attached.Attached | attached.Unusable = attached.read(sent.name or "", sent.read(photos.MAX_BYTES + 1))
    except attached.Unusable as unusable:
        looked = unusable
    sent.seek(0)
    request.looked_at = looked  # type: ignore[attr-defined]


def page(request: Request, desk: Desk) -> HttpResponse:
    """Everything about the talk of one subject: the page of comments, the form to report, and each deed."""
    if request.method == "POST":
        deed = DEEDS.get(request.POST.get("deed", ""))
        if deed is None:
            raise Http404
        return deed(request, desk)
    if wanted := request.GET.get("report"):
        return _report_page(request, desk, wanted)
    begun = _comment_form(desk, request.person, initial={"words": request.GET.get("say", "")[:MOST_BEGUN]})
    before = request.GET.get("before", "")
    return _show(request, desk, card(desk, request.person, before=before, limit=queries.LONGEST, comment=begun))


def _show(request: Request, desk: Desk, shown: TalkCard) -> HttpResponse:
    about = {"subject": desk.subject, "card": shown, "form": shown.form, "now": timezone.now()}
    return render(request, "talk/page.jinja", about)


def _done(request: Request, desk: Desk, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(f"{desk.subject.address}#talk")


def _say(request: Request, desk: Desk) -> HttpResponse:
    looked_at = getattr(request, "looked_at", None)
    form = _comment_form(desk, request.person, request.POST, request.FILES, looked_at=looked_at)
    if not form.is_valid():
        return _show(request, desk, card(desk, request.person, comment=form))
    typed, now = form.cleaned_data, timezone.now()
    comment = actions.say(
        subject=desk.subject, place=desk.place, by=request.person, at=now, words=typed["words"], tell=desk.tell,
        mentioned=typed["named"],
    )  # fmt: skip
    if typed.get("file"):
        actions.attach_file(
            subject=desk.subject, place=desk.place, attached=typed["file"], comment=comment, by=request.person, at=now,
            held_for=desk.files if typed["file_confirmed"] else "",
        )  # fmt: skip
        messages.info(request, form.about_the_file())
    return _done(request, desk, _said(typed["named"]))


def _said(named: list[Person]) -> str:
    if not named:
        return _("Said.")
    return _("Said, and {names} will be told.").format(names=joined([person.called for person in named]))


def _decides(desk: Desk) -> Verdict:
    if desk.decides is None:
        raise Http404
    return desk.decides


def _decide(request: Request, desk: Desk) -> HttpResponse:
    comment, decides = queries.comment_about(desk.subject, request.POST.get("comment", "")), _decides(desk)
    actions.mark_decided(
        comment=comment, subject=desk.subject, place=desk.place, decides=decides, by=request.person, at=timezone.now(),
        tell=desk.tell,
    )  # fmt: skip
    return _done(request, desk, _("Marked as decided. It stands in the list of what was decided."))


def _undecide(request: Request, desk: Desk) -> HttpResponse:
    comment, decides = queries.comment_about(desk.subject, request.POST.get("comment", "")), _decides(desk)
    actions.unmark_decided(
        comment=comment,
        subject=desk.subject,
        place=desk.place,
        decides=decides,
        by=request.person,
        at=timezone.now(),
    )
    return _done(request, desk, _("It is a comment again."))


def _thank(request: Request, desk: Desk) -> HttpResponse:
    form = _thanks_form(desk, request.person, request.POST)
    if form is None or not form.is_valid():
        return _show(request, desk, card(desk, request.person, thank=form))
    actions.thank(
        subject=desk.subject, place=desk.place, by=request.person,
        at=timezone.now(), to=form.cleaned_data["to"], words=form.cleaned_data["words"],
    )  # fmt: skip
    return _done(request, desk, _("Your thanks are here for all to read."))


def _take_back(request: Request, desk: Desk) -> HttpResponse:
    comment = queries.comment_about(desk.subject, request.POST.get("comment", ""))
    actions.take_back(comment=comment, by=request.person, at=timezone.now())
    return _done(request, desk, _("Your comment is taken back."))


def _wanted(desk: Desk, key: str) -> Comment | None:
    return None if key == ITSELF else queries.comment_about(desk.subject, key)


def _report_page(request: Request, desk: Desk, key: str, form: ReportForm | None = None) -> HttpResponse:
    comment = _wanted(desk, key)
    rules.may_report(comment, request.person).or_refuse()
    form = form or _report_form(desk, request.person)
    return render(
        request,
        "talk/tell_us.jinja",
        {"form": form, "comment": comment, "key": key, "subject": desk.subject, "action": desk.address},
    )


def _report_form(desk: Desk, by: Person, data: object = None) -> ReportForm:
    people = [person for person in queries.who_looks_after(desk.place, timezone.now()) if person != by]
    return ReportForm(data, people=people[:10])


def _report(request: Request, desk: Desk) -> HttpResponse:
    key = request.POST.get("comment", ITSELF)
    form, comment = _report_form(desk, request.person, request.POST), _wanted(desk, key)
    if not form.is_valid():
        return _report_page(request, desk, key, form)
    actions.report(
        subject=desk.subject, place=desk.place, by=request.person, at=timezone.now(),
        reason=form.cleaned_data["reason"], comment=comment, writer=desk.writer, colleague=form.written_about,
    )  # fmt: skip
    return _done(
        request,
        desk,
        _("Thank you. Somebody who looks after this place will read it and tell you what came of it."),
    )


DEEDS: dict[str, Callable[[Request, Desk], HttpResponse]] = {
    "say": _say,
    "thank": _thank,
    "take_back": _take_back,
    "report": _report,
    "decide": _decide,
    "undecide": _undecide,
}
