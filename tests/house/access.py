"""Who may open what. The one table that says it; `test_access_matrix.py` knocks at every door as everybody.

The things belong to Ward 21 of the trust RP5 (`world.py`). Everyone whom a line does not name gets *page not found*, the
same as for a thing that is not there; who is not signed in is sent to sign in. A new address without a line here fails.

    page(SEES)             read; sending something to it changes nothing
    safe_page(SEES)        read; sending something to it is refused
    form(SEES, MAY)        those who see it but may not are refused, before and after they fill it in
    told_form(SEES, MAY)   those who see it read on the page why they may not, and sending it changes nothing
    deed(SEES, MAY)        one button; there is nothing to read
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

People = frozenset[str]


def who(names: str) -> People:
    return frozenset(names.split())


# Everybody who works in the trust RP5, whatever their rights; and everybody else.
HOUSE = who("amina ward_mate grace next_ward meera helen jean admin ig finance safety manager coach auditor")
PRACTICE = who("adil pat")
ELSEWHERE = who("tom sam other_admin guest commissioner")
MEMBERS = HOUSE | PRACTICE | ELSEWHERE
NEWCOMER = who("newcomer")
ALL = MEMBERS | NEWCOMER
NONE: People = frozenset()

OWNER = who("amina")
PAIR = who("grace manager")
# Of the board above the trust, and a helper in the change (`work`): sees that, and nothing else of the house.
GUEST = who("guest")
SEE_IT = HOUSE | GUEST
TEAM = PAIR | who("ward_mate") | GUEST
WAIT = PAIR | OWNER  # for what is in the way of a change
PART_IN_IT = TEAM  # noticed, led, tested or helped, and so may write of it
COACH = who("coach")
INVITED = who("manager")
ANSWERERS = who("grace meera helen manager")
HEARS_FIRST = who("grace meera")
LET_IN = who("grace helen admin manager")
GIVE_ROLES = who("grace helen admin")
READ_ONLY = who("jean auditor")
SIGN_RULES = who("grace helen manager")
WRITE_RULES = SIGN_RULES | who("admin")
LOOK_AFTER = who("admin other_admin pat")
KEEP_FRAMEWORKS = who("admin")
# It comes from where they work, or was taken up there.
WARD = who("amina ward_mate grace")
TAKEN = who("amina grace ward_mate adil pat")
# Ward 21, what is above it, but neither another ward nor those who only read or take part as partners.
COUNT = HOUSE - who("next_ward jean auditor")


@dataclass(frozen=True)
class Door:
    """Statuses and who gets them, for reading and for sending; `nobody` is who is not signed in (302: sign in)."""

    get: Mapping[int, People]
    post: Mapping[int, People]
    nobody: tuple[int, int] = (302, 302)

    def expected(self, role: str, method: str) -> int:
        if role == "nobody":
            return self.nobody[method == "POST"]
        given = self.get if method == "GET" else self.post
        return next((status for status, people in given.items() if role in people), 404)


def page(sees: People = ALL) -> Door:
    return Door({200: sees}, {200: sees})


def open_page() -> Door:
    return Door({200: ALL}, {200: ALL}, nobody=(200, 200))


def open_deed() -> Door:
    """For whoever has the address, signed in or not."""
    return Door({200: ALL}, {302: ALL}, nobody=(200, 302))


def safe_page(sees: People = ALL) -> Door:
    return Door({200: sees}, {405: ALL})


def form(sees: People, may: People | None = None) -> Door:
    may = sees if may is None else may
    return Door({200: may, 403: sees - may}, {302: may, 403: sees - may})


def told_form(sees: People, may: People) -> Door:
    return Door({200: sees}, {302: may, 200: sees - may})


def deed(sees: People, may: People | None = None) -> Door:
    may = sees if may is None else may
    return Door({405: ALL}, {302: may, 403: sees - may})


def form_of_several(sees: People, may: People) -> Door:
    """Read by all who see it; who may not is refused when they send it."""
    return Door({200: sees}, {302: may, 403: sees - may})


ABOUT_ME = form(ALL)
NOT_SET_UP = Door({404: ALL}, {404: ALL})  # a second step nobody here has set up
ASKED_WHEN_DUE = Door({403: ALL}, {403: ALL})  # asked again only by those who have a second step

DOORS: dict[str, Door] = {
    # Signing in. Codes and second steps are allauth's; our own rules are in people/tests/test_sign_in.py.
    "account_login": Door({302: ALL}, {302: ALL}, nobody=(200, 302)),
    "account_request_login_code": Door({302: ALL}, {302: ALL}, nobody=(200, 302)),
    "account_confirm_login_code": Door({302: ALL}, {302: ALL}),
    "account_inactive": Door({200: ALL}, {405: ALL}, nobody=(200, 405)),
    "account_logout": form(ALL),
    "mfa_index": safe_page(),
    "mfa_authenticate": Door({302: ALL}, {302: ALL}),
    "mfa_reauthenticate": ASKED_WHEN_DUE,
    "mfa_activate_totp": page(),
    "mfa_deactivate_totp": NOT_SET_UP,
    "mfa_view_recovery_codes": Door({404: ALL}, {405: ALL}),
    "mfa_generate_recovery_codes": page(),
    "mfa_download_recovery_codes": NOT_SET_UP,
    "mfa_list_webauthn": safe_page(),
    "mfa_add_webauthn": page(),
    "mfa_reauthenticate_webauthn": ASKED_WHEN_DUE,
    "mfa_remove_webauthn": NOT_SET_UP,
    "mfa_edit_webauthn": NOT_SET_UP,
    "mfa_login_webauthn": Door({302: ALL}, {302: ALL}),
    # People: about me, colleagues, letting in, roles.
    "people:welcome": Door({302: ALL}, {302: ALL}),  # only while somebody has no name
    "people:me_details": ABOUT_ME,
    "people:me_away": ABOUT_ME,
    "people:me_map": ABOUT_ME,
    "people:decline_cover": deed(who("coach"), who("coach")),
    "people:me_places": page(),
    "people:join": ABOUT_ME,
    "people:membership": form(LET_IN | who("ward_mate"), who("ward_mate")),
    "people:leave": form(LET_IN | who("ward_mate"), who("ward_mate")),
    "people:invitation": form_of_several(LET_IN | NEWCOMER, NEWCOMER),
    "people:withdraw": deed(LET_IN | NEWCOMER, LET_IN),
    "people:someone": page(HOUSE),
    "people:place_people": page(HOUSE),
    "people:invite": form(HOUSE, LET_IN),
    "people:mail_domain": form(HOUSE, who("admin")),
    "people:doors": form(HOUSE, who("admin")),
    "people:headcounts": told_form(HOUSE, who("grace helen admin manager")),
    "people:paste_headcounts": form(HOUSE, who("admin helen")),
    "people:own_numbers": form(HOUSE, who("admin")),
    "people:give_role": form(HOUSE, GIVE_ROLES),
    "people:let_in": deed(LET_IN | NEWCOMER, LET_IN),
    "people:turn_away": form(LET_IN | NEWCOMER, LET_IN),
    "people:remove": form(LET_IN | who("ward_mate"), LET_IN),
    "people:accept_role": deed(GIVE_ROLES | who("meera"), who("meera")),
    "people:end_role": form(GIVE_ROLES),
    # Places and talk.
    "places:find": Door({200: ALL}, {405: ALL}, nobody=(200, 405)),
    "talk:reports": page(),
    "talk:report": form_of_several(LET_IN | who("coach"), LET_IN),
    # Measures: one of the change, and one that is part of a story for everyone, so that all who work somewhere read it.
    "measures:start": Door({200: MEMBERS - who("jean auditor"), 403: who("jean auditor newcomer")},
                           {302: MEMBERS - who("jean auditor"), 403: who("jean auditor newcomer")}),
    "measures:measures": safe_page(),  # each with what they may see
    "measures:measure": safe_page(SEE_IT),
    "measures:take_away": safe_page(SEE_IT),
    "measures:edit": form(MEMBERS, COUNT),
    "measures:add": form(SEE_IT, COUNT | GUEST),
    "measures:load": Door({200: COUNT | GUEST, 403: SEE_IT - COUNT - GUEST},
                          {200: COUNT | GUEST, 403: SEE_IT - COUNT - GUEST}),  # a preview first
    "measures:rebase": form(MEMBERS, COUNT),
    "measures:take_choice_back": deed(MEMBERS, COUNT),
    "measures:limits": safe_page(SEE_IT),
    "measures:set_aside": form(MEMBERS, COUNT),
    "measures:fix": form(SEE_IT, COUNT),
    "measures:chart": form(MEMBERS, COUNT),
    "measures:weekdays": safe_page(MEMBERS),
    "measures:drawing": safe_page(MEMBERS),
    "measures:parameters": safe_page(MEMBERS),
    "measures:links": form(SEE_IT, COUNT),
    "measures:end_link": deed(MEMBERS, COUNT),
    "measures:linked": Door({200: ALL}, {405: ALL}, nobody=(200, 405)),  # whoever has the address
    "measures:correct": form(MEMBERS, COUNT),
    "measures:remove": deed(MEMBERS, COUNT),
    "measures:undo": deed(MEMBERS, COUNT),
    # What somebody uploaded is theirs alone.
    "measures:upload": Door({200: who("grace")}, {302: who("grace")}),
    "measures:discard_upload": deed(who("grace")),
    "measures:left_out": safe_page(who("grace")),
    # Benefits: one that a co-lead confirms, one that finance confirms.
    "benefits:benefits": safe_page(HOUSE),
    "benefits:take_away": safe_page(HOUSE),
    "changes:take_away": safe_page(HOUSE),
    "benefits:benefit": form_of_several(HOUSE, who("finance")),
    "benefits:take_back": deed(HOUSE, who("grace")),
    # Ideas.
    "ideas:notice": Door({200: ALL}, {302: HOUSE, 200: ALL - HOUSE}, nobody=(200, 302)),
    "ideas:colleague": Door({200: ALL}, {302: HOUSE - who("coach"), 200: ALL - HOUSE | who("coach")}),
    "ideas:several": Door({200: ALL}, {302: HOUSE, 200: ALL - HOUSE}),
    "ideas:several_saved": form(ALL),  # each with what they may see; only one's own is taken back
    "ideas:not_mine": deed(HOUSE, OWNER),
    "ideas:by_poster": Door({200: ALL}, {302: ALL}, nobody=(200, 302)),  # whoever stands before the poster
    "ideas:on_tablet": Door({200: ALL}, {302: ALL}, nobody=(200, 302)),
    "ideas:confirm": ABOUT_ME,
    "ideas:receipts": Door({200: ALL}, {302: ALL}, nobody=(200, 302)),
    "ideas:receipt": Door({200: ALL}, {302: ALL}, nobody=(200, 302)),  # whoever has the number
    "ideas:held_names": page(),
    "ideas:held_name": form(OWNER),
    "ideas:vouch": deed(HEARS_FIRST),
    "ideas:whose": Door({405: ALL}, {200: who("grace"), 403: HOUSE - who("grace")}),
    "ideas:posters": form_of_several(HOUSE, LET_IN),
    "ideas:all_posters": form(HOUSE, who("helen admin")),
    "ideas:printed": page(HOUSE),
    "ideas:ideas": page(),
    "ideas:idea": page(SEE_IT),
    "ideas:tried_before": form(HOUSE),
    "ideas:while_typing": Door({405: ALL}, {200: ALL}),
    "ideas:sent": form_of_several(HOUSE, OWNER),
    "ideas:talk": form(SEE_IT),
    "ideas:photos": form_of_several(HOUSE, OWNER | who("grace admin manager")),  # who may take one away
    "ideas:photo": safe_page(HOUSE),
    "ideas:answer": form(HOUSE, ANSWERERS),
    "ideas:reword": form(HOUSE, OWNER),
    "ideas:support": deed(SEE_IT, SEE_IT - OWNER),
    "ideas:fixed": form(HOUSE),
    "ideas:still_fixed": deed(HOUSE, OWNER),
    "ideas:hand_over": deed(HOUSE, OWNER),
    "ideas:rest": form(HOUSE, OWNER),
    "ideas:wake": deed(HOUSE),
    "ideas:join": form(HOUSE),
    "ideas:answer_joining": deed(HOUSE, OWNER),
    "ideas:release": deed(OWNER | who("ig"), who("ig")),
    # Changes.
    "changes:new": form(HOUSE),
    "changes:change": page(SEE_IT),
    "changes:coach": Door({200: COACH, 403: ALL - COACH}, {405: ALL}),
    "changes:coach_ask": form(HOUSE, COACH),
    "changes:edit": told_form(SEE_IT, PAIR),
    "changes:talk": form(SEE_IT),
    "changes:files": form(SEE_IT),
    "changes:file": safe_page(SEE_IT),
    "changes:delete_file": form(SEE_IT, who("grace admin manager")),  # who attached it, who looks after the place
    "changes:seats": form(HOUSE),
    "changes:help": deed(SEE_IT, SEE_IT - TEAM),
    "changes:steps": told_form(SEE_IT, TEAM),
    "changes:drivers": told_form(SEE_IT, TEAM),
    "changes:start_test": told_form(SEE_IT, TEAM),
    "changes:promise": told_form(SEE_IT, PAIR),
    "changes:pause": told_form(SEE_IT, HOUSE),  # by those who work where it happens
    "changes:answer_pause": told_form(HOUSE, who("grace next_ward")),
    "changes:stop": told_form(SEE_IT, PAIR),
    "changes:normal": form_of_several(HOUSE, who("grace")),
    "changes:made_normal": page(HOUSE),
    "changes:places": told_form(SEE_IT, PAIR),
    "changes:measures": told_form(SEE_IT, TEAM - GUEST),
    "changes:benefits": told_form(SEE_IT, TEAM | OWNER),
    "changes:confirm_benefit": deed(SEE_IT, PAIR),
    "changes:lasting": told_form(SEE_IT, TEAM),
    "changes:progress": told_form(SEE_IT, PAIR),
    # Partners by experience: the pair makes links; behind one, whoever has it.
    "changes:partners": told_form(SEE_IT, PAIR),
    "changes:partner": open_deed(),
    "changes:partner_left": Door({200: ALL}, {405: ALL}, nobody=(200, 405)),
    "changes:invitation": Door({200: INVITED, 302: HOUSE - INVITED}, {405: ALL}),  # others are sent to the change
    "changes:suggest": form(HOUSE, INVITED),
    "changes:accept": deed(HOUSE, INVITED),
    "changes:decline": told_form(HOUSE, INVITED),
    "changes:hand_over": form(SEE_IT, who("grace")),
    "changes:leave": deed(SEE_IT, who("grace")),
    "changes:step_done": deed(SEE_IT, TEAM),
    "changes:test": told_form(SEE_IT, TEAM),
    # Asks: of the chief executive, but for the promise of the manager and the one a level above Ward 21 can be asked for.
    "changes:in_the_way": told_form(SEE_IT, TEAM),
    "changes:what_is_this": told_form(SEE_IT, PAIR),
    "changes:stand_behind": deed(SEE_IT, TEAM),
    "enabling:ask": safe_page(SEE_IT),
    "enabling:commit": told_form(SEE_IT, who("helen")),
    "enabling:commit_by": deed(SEE_IT, who("helen")),
    "enabling:move": told_form(SEE_IT, who("manager")),
    "enabling:keep": deed(SEE_IT, who("helen")),
    "enabling:pass_on": told_form(SEE_IT, who("helen")),
    "enabling:pass_below": deed(SEE_IT, who("helen")),
    "enabling:decline": told_form(SEE_IT, who("helen")),
    "enabling:want_to_talk": deed(SEE_IT, WAIT),
    "enabling:ask_higher": deed(SEE_IT, WAIT),
    "enabling:stay": deed(SEE_IT, WAIT),
    "enabling:withdraw": deed(SEE_IT, WAIT),
    "enabling:talk": form(SEE_IT),
    "enabling:use_hours": told_form(SEE_IT, WAIT),
    "enabling:strike_hours": deed(SEE_IT, who("grace")),
    # Rules people were told on Ward 21, shown by its manager; its fund.
    "enabling:challenges": safe_page(),
    "enabling:ask_whether_real": Door({200: HOUSE}, {302: HOUSE - who("meera"), 200: who("meera")}),  # nobody asks themselves
    "enabling:challenge": safe_page(HOUSE),
    "enabling:say_told": deed(HOUSE, HOUSE - OWNER),
    "enabling:show_rule": told_form(HOUSE, who("grace")),
    "enabling:settle_rule": told_form(HOUSE, who("grace")),
    "enabling:pass_rule_on": told_form(HOUSE, who("grace")),
    "enabling:fund": safe_page(HOUSE),
    "enabling:set_fund": told_form(HOUSE, who("grace manager finance")),
    "enabling:spend": told_form(HOUSE, WARD),
    "enabling:fund_file": safe_page(HOUSE),
    "enabling:undo_spend": deed(HOUSE, OWNER),
    "enabling:ask_money": told_form(HOUSE, COUNT),
    # Offers of an hour: one's own page; those of the trust, for all who work there.
    "enabling:own_hours": told_form(ALL, MEMBERS),
    "enabling:end_hours": deed(OWNER, OWNER),
    "enabling:hours_here": safe_page(HOUSE),
    # Permissions: Sister Okafor decides those of the manager; what the words of a change suggest is answered by who opened it.
    "changes:before": told_form(HOUSE, who("grace")),
    "changes:ask_permissions": deed(HOUSE, who("grace")),
    "enabling:permission": safe_page(SEE_IT),
    # Rules of Ward 21: read by all who work there; written by those who lead or look after it, signed by those who lead.
    "enabling:without_asking": safe_page(HOUSE),
    "enabling:rules": safe_page(HOUSE),
    "enabling:rules_version": safe_page(HOUSE),
    "enabling:start_rules": deed(HOUSE, WRITE_RULES),
    "enabling:rule": form(HOUSE, WRITE_RULES),
    "enabling:put_rule_back": deed(HOUSE, WRITE_RULES),
    "enabling:discard_rules": deed(HOUSE, WRITE_RULES),
    "enabling:sign_rules": Door({200: WRITE_RULES, 403: HOUSE - WRITE_RULES},
                                {302: SIGN_RULES, 200: WRITE_RULES - SIGN_RULES, 403: HOUSE - WRITE_RULES}),
    "changes:try_rules": Door({200: WRITE_RULES, 403: HOUSE - WRITE_RULES}, {405: ALL}),
    "enabling:give": deed(SEE_IT, who("grace")),
    "enabling:give_if": told_form(SEE_IT, who("grace")),
    "enabling:need_more": told_form(SEE_IT, who("grace")),
    "enabling:refuse": told_form(SEE_IT, who("grace")),
    "enabling:pass_up": told_form(SEE_IT, who("grace")),
    "enabling:send": told_form(SEE_IT, WAIT),
    "enabling:talk_about": deed(SEE_IT, WAIT),
    # Stories: one for the trust, one for everyone (taken up by the practice).
    "stories:index": page(),
    "stories:follow": form_of_several(ALL, MEMBERS),
    "stories:end_feed": deed(ALL),
    "stories:feed_atom": Door({200: MEMBERS, 403: NEWCOMER}, {405: ALL}),
    "stories:feed_json": Door({200: MEMBERS, 403: NEWCOMER}, {405: ALL}),
    "stories:followed_atom": Door({200: ALL}, {405: ALL}, nobody=(200, 405)),  # whoever has the address
    "stories:followed_json": Door({200: ALL}, {405: ALL}, nobody=(200, 405)),
    "stories:story": page(HOUSE),
    "stories:talk": form(HOUSE),
    "stories:share": form(HOUSE, PAIR),
    "stories:withdraw": form(HOUSE, PAIR | OWNER),
    "stories:put_back": deed(HOUSE, PAIR | OWNER),
    "stories:my_name": deed(HOUSE, PAIR | OWNER),
    **{f"stories:{name}": safe_page(HOUSE) for name in ("paper", "poster", "label", "labels")},
    "stories:outside": Door({200: ALL}, {405: ALL}, nobody=(200, 405)),  # a story for the public
    "stories:passing_thanks": Door({405: ALL}, {302: ALL}, nobody=(405, 302)),
    "stories:take_up": Door(
        {200: MEMBERS - TAKEN, 403: TAKEN},
        # Partners and auditors count nothing: they are told when they send it.
        {302: MEMBERS - TAKEN - READ_ONLY, 403: TAKEN | READ_ONLY},
    ),
    "stories:tell": form(HOUSE, OWNER | who("grace")),
    "stories:result": form(PRACTICE, who("adil")),
    "stories:adapt": form(PRACTICE, who("adil")),
    "stories:beside": page(MEMBERS),
    "stories:spread": page(HOUSE),
    "stories:became_real": page(HOUSE),
    "stories:keep_search": form(ALL),
    "stories:look": Door({302: OWNER}, {302: OWNER}),  # a search is its owner's alone
    "stories:drop_search": form(OWNER),
    "stories:cards": form_of_several(MEMBERS, PAIR),
    "stories:end_card": deed(MEMBERS, PAIR),
    "stories:card": Door({200: ALL}, {405: ALL}, nobody=(200, 405)),  # whoever has the address
    # Opportunities: one that Sister Okafor offers at Ward 21; a nurse of the same ward stepped in and waits.
    "growth:opportunities": safe_page(),
    "growth:offering": safe_page(),
    "growth:opportunity": safe_page(HOUSE),
    "growth:offer": told_form(HOUSE, SIGN_RULES),
    "growth:offer_for_change": told_form(SEE_IT, PAIR),
    "growth:edit_offer": told_form(HOUSE, SIGN_RULES),
    "growth:close": told_form(HOUSE, SIGN_RULES),
    "growth:step_in": told_form(HOUSE, HOUSE - who("grace ward_mate")),
    "growth:answer": form(who("grace")),
    "growth:withdraw": deed(who("ward_mate")),
    "growth:put_away": deed(ALL),
    # Mentoring: Sister Okafor offers an hour to the people of the trust; she and the nurse she mentors open it, and nobody else.
    "growth:mentors": safe_page(),
    "growth:ask_mentor": told_form(HOUSE - who("grace"), HOUSE - who("grace ward_mate")),  # she asked already
    "growth:mentoring": form(who("grace ward_mate")),
    "growth:answer_mentee": form(who("grace")),
    "growth:end_mentoring": form(who("grace ward_mate")),
    "growth:leading": safe_page(),
    "growth:beside": ABOUT_ME,
    "growth:will_talk": ABOUT_ME,
    "growth:ask_to_talk": deed(HOUSE - who("helen")),
    # A call for everyone, of the integrated care board for which Tom speaks; Ward 21 answered it.
    "stories:calls": safe_page(),
    "stories:new_call": form(ALL, who("tom")),
    "stories:call": safe_page(MEMBERS),
    "stories:edit_call": told_form(MEMBERS, who("tom")),
    "stories:close_call": told_form(MEMBERS, who("tom")),
    "stories:answer_call": told_form(MEMBERS, WAIT | TEAM),  # with a change of their own
    "stories:call_answer": form(HOUSE, who("grace manager helen")),
    "stories:unlink": deed(HOUSE, who("grace manager helen")),
    # Other installations: trusted by who looks after a whole organisation here.
    "stories:travel": Door({200: LOOK_AFTER, 403: ALL - LOOK_AFTER}, {405: ALL}),
    "stories:trust": form(ALL, LOOK_AFTER),
    "stories:bring": Door({200: LOOK_AFTER, 403: ALL - LOOK_AFTER}, {200: LOOK_AFTER, 403: ALL - LOOK_AFTER}),  # needs a file
    "stories:installation": safe_page(LOOK_AFTER),
    "stories:read_soon": deed(LOOK_AFTER),
    "stories:end_trust": form(LOOK_AFTER),
    "stories:report_file": Door({200: LOOK_AFTER, 403: ALL - LOOK_AFTER}, {405: ALL}),
    "stories:take_out": form(MEMBERS, PAIR | LOOK_AFTER),
    "stories:file": Door({200: PAIR | LOOK_AFTER, 403: MEMBERS - PAIR - LOOK_AFTER}, {405: ALL}),
    "stories:their_stories": Door({404: ALL}, {405: ALL}, nobody=(404, 405)),  # switched off, also for who has the address
    "stories:their_reports": Door({404: ALL}, {405: ALL}, nobody=(404, 405)),
    # The portfolio: each shows that of whoever asks; what is written there, its writer alone. Of this change, who had a part in it.
    "growth:portfolio": safe_page(),
    "growth:file": safe_page(),
    "growth:printed": safe_page(),
    "growth:file_pdf": safe_page(),
    "growth:file_odt": safe_page(),
    "growth:delete_all": ABOUT_ME,
    "growth:entry_pdf": safe_page(OWNER),
    "growth:entry_odt": safe_page(OWNER),
    "growth:feedback": safe_page(),
    "growth:choose_free": safe_page(),
    "growth:write_free": ABOUT_ME,
    "growth:choose": safe_page(PART_IN_IT),
    "growth:write": form(PART_IN_IT),
    "growth:entry": safe_page(OWNER),
    "growth:edit": form(OWNER),
    "growth:delete": form(OWNER),
    "growth:entry_file": safe_page(OWNER),
    # Figures: of Ward 21, for all who work in the trust.
    "insight:nation": safe_page(),
    "insight:nation_file": safe_page(),
    "insight:bureaucracy": safe_page(HOUSE),
    "insight:leadership": safe_page(HOUSE),
    "insight:leadership_file": safe_page(HOUSE),
    "insight:funnel": safe_page(HOUSE),
    "insight:funnel_file": safe_page(HOUSE),
    "insight:bureaucracy_file": safe_page(HOUSE),
    "insight:surroundings": safe_page(HOUSE),
    "insight:surroundings_file": safe_page(HOUSE),
    "insight:load_survey": form(HOUSE, who("admin helen")),
    "insight:journey": safe_page(),
    "insight:journey_file": safe_page(),
    "insight:protection": safe_page(),
    "insight:protection_odt": safe_page(),
    "insight:protection_pdf": safe_page(),
    "insight:staff_side": form_of_several(HOUSE, who("admin helen")),
    "insight:pulse": told_form(HOUSE, WARD),  # answered by those who work on the ward itself
    "insight:pulse_poster": safe_page(HOUSE),
    "insight:pulse_setting": form(HOUSE, who("admin helen")),
    # Evidence of Ward 21; frameworks of the trust, kept by whoever looks after its settings.
    "insight:evidence": safe_page(HOUSE),
    "insight:pack": safe_page(HOUSE),
    "insight:pack_paper": safe_page(HOUSE),
    "insight:pack_file": safe_page(HOUSE),
    "insight:frameworks": safe_page(HOUSE),
    "insight:framework": safe_page(HOUSE),
    "insight:copy_framework": deed(HOUSE, KEEP_FRAMEWORKS),
    "insight:edit_framework": form(HOUSE, KEEP_FRAMEWORKS),
    "insight:start_framework": deed(HOUSE, KEEP_FRAMEWORKS),
    "insight:discard_framework": deed(HOUSE, KEEP_FRAMEWORKS),
    "insight:end_framework": form(HOUSE, KEEP_FRAMEWORKS),
    "insight:add_statement": form(HOUSE, KEEP_FRAMEWORKS),
    "insight:statement": form(HOUSE, KEEP_FRAMEWORKS),
    "insight:remove_statement": deed(HOUSE, KEEP_FRAMEWORKS),
    # The roof.
    "ui:gallery": open_page(),
    "front:home": open_page(),
    "front:asked_of_you": safe_page(),
    "front:search": page(),
    "front:me": page(),
    "front:notices": ABOUT_ME,
    "front:export": ABOUT_ME,
    "front:export_file": page(),
    "front:leave": ABOUT_ME,
    "front:place": page(),
    "front:board": form_of_several(HOUSE, COUNT),
    "front:move_card": form(HOUSE),  # what was noticed goes on to the form that starts a change
    "front:wall_address": form_of_several(HOUSE, HEARS_FIRST),
    "front:wall": Door({200: ALL}, {405: ALL}, nobody=(200, 405)),  # whoever has the address
    "front:stuck": form(HOUSE, who("admin")),
    "front:about": open_page(),
    "front:service_worker": open_page(),
    "front:manifest": open_page(),
    "front:without_signal": open_page(),
    "front:hello": open_page(),
    "front:waiting": open_page(),
    "front:accessibility": open_page(),
    "front:privacy": open_page(),
    "front:sources": open_page(),
    "front:be_someone": Door({404: ALL}, {404: ALL}, nobody=(404, 404)),  # in the demonstration alone
    "front:mail": Door({404: ALL}, {404: ALL}, nobody=(404, 404)),
}  # fmt: skip
