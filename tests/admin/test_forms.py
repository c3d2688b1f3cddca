"""What may be saved: rows of one client, pointing at rows of the same client."""

import json
import re

import pytest

from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Trigger
from tenants.models import Agency, AgencyMember, Department, Member, Site, Tenant
from tenants.scope import agency_scope, tenant_scope
from tests.admin.addresses import page_of
from tests.world import make_member
from widget.models import Appearance

NO_APPEARANCE = {"appearance-TOTAL_FORMS": 0, "appearance-INITIAL_FORMS": 0}


def trigger_form(site, **changes: object) -> dict[str, object]:
    form = {
        "site": site.pk,
        "name": "Circuits",
        "priority": 10,
        "otherwise": "silent",
        "action": "bubble",
        "banner_opens": "here",
        "banner_place": "beside",
        "conditions": json.dumps(on_page("/reactors", seconds=20)),
        "repeat": "visit",
        "weight": 1,
        "held_percent": 0,
        "repeat_days": 30,
        "text": "Two circuits or three?",
        "branches_words": ["Two, both", "Three", "", ""],
        "branches_reply": ["How many bathrooms?", "", "", ""],
    }
    return form | changes


def triggers_of(client) -> list[Trigger]:
    with tenant_scope(client.id):
        return list(Trigger.objects.all())


def test_a_client_admin_adds_a_trigger(world, sign_in) -> None:
    answer = sign_in(world.ours.admin.user).post(page_of(Trigger, "add"), trigger_form(world.ours.site))
    assert answer.status_code == 302
    (made,) = triggers_of(world.ours)
    assert made.tenant_id == world.ours.id
    assert made.branches == [
        {"words": ["Two", "both"], "reply": "How many bathrooms?"},
        {"words": ["Three"], "reply": ""},
    ]


def test_a_question_with_a_hole_is_refused_beside_its_field(world, sign_in) -> None:
    form = trigger_form(world.ours.site, text="Looking for {search_query}?")
    page = sign_in(world.ours.admin.user).post(page_of(Trigger, "add"), form)
    assert page.status_code == 200
    assert page.context["adminform"].form.errors["text"] == [
        "Say what to write when it is not known: {search_query|your words}."
    ]
    assert triggers_of(world.ours) == []


def test_people_to_choose_from_stand_in_the_order_of_their_names(world, sign_in) -> None:
    for name in ("zoya", "aaron"):
        with tenant_scope(world.ours.id):
            make_member(name, Member.Role.OPERATOR)
    page = sign_in(world.ours.admin.user).get(page_of(Trigger, "add"))
    menu = re.search(r'<select name="member".*?</select>', page.content.decode(), re.DOTALL)
    assert menu is not None
    names = re.findall(r'<option value="\d+"[^>]*>\s*([^<]+?)\s*<', menu[0])
    assert names == sorted(names)
    assert {"Aaron", "Zoya"} <= set(names)


@pytest.mark.parametrize(("words", "told"), [("Tw*", "without a star"), ("Two, **", "there must be letters")])
def test_stars_that_nobody_could_click_or_would_fit_everything_are_refused(words, told, world, sign_in) -> None:
    form = trigger_form(world.ours.site, branches_words=[words, "", "", ""])
    page = sign_in(world.ours.admin.user).post(page_of(Trigger, "add"), form)
    assert told in str(page.context["adminform"].form.errors["branches"])
    assert triggers_of(world.ours) == []


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
def test_a_reference_to_another_clients_row_is_refused(stranger, world, sign_in) -> None:
    form = trigger_form(getattr(world, stranger).site)
    answer = sign_in(world.ours.admin.user).post(page_of(Trigger, "add"), form)
    assert answer.status_code == 200
    assert "site" in answer.context["adminform"].form.errors
    assert triggers_of(world.ours) == triggers_of(getattr(world, stranger)) == []


def test_a_row_is_not_moved_to_a_sisters_site(world, sign_in) -> None:
    browser = sign_in(world.owner)
    browser.post(page_of(Trigger, "add") + f"?client={world.ours.id}", trigger_form(world.ours.site))
    (made,) = triggers_of(world.ours)
    answer = browser.post(page_of(Trigger, "change", made.pk), trigger_form(world.sister.site))
    assert "site" in answer.context["adminform"].form.errors


@pytest.mark.parametrize("field", ["tenant", "tenant_id", "client"])
def test_a_form_does_not_choose_the_client(field, world, sign_in) -> None:
    form = trigger_form(world.ours.site) | {field: world.foreign.id}
    sign_in(world.ours.admin.user).post(page_of(Trigger, "add"), form)
    assert [row.tenant_id for row in triggers_of(world.ours)] == [world.ours.id]
    assert triggers_of(world.foreign) == []


def test_an_agency_says_first_for_which_client(world, sign_in) -> None:
    browser = sign_in(world.staff)
    page = browser.get(page_of(Trigger, "add")).content.decode()
    assert f"?client={world.ours.id}" in page
    assert f"?client={world.sister.id}" in page
    assert world.foreign.tenant.name not in page
    answer = browser.post(page_of(Trigger, "add") + f"?client={world.sister.id}", trigger_form(world.sister.site))
    assert answer.status_code == 302
    assert [row.tenant_id for row in triggers_of(world.sister)] == [world.sister.id]


@pytest.mark.parametrize("client", ["foreign", "nobody", "text"])
def test_an_agency_adds_nothing_for_a_client_that_is_not_its_own(client, world, sign_in) -> None:
    key = {"foreign": world.foreign.id, "nobody": 2**62, "text": "1 or 1"}[client]
    answer = sign_in(world.owner).post(page_of(Trigger, "add") + f"?client={key}", trigger_form(world.foreign.site))
    assert answer.status_code == 404
    assert triggers_of(world.foreign) == []


def test_a_name_twice_is_said_on_the_form_without_a_word_of_clients(world, sign_in) -> None:
    answer = sign_in(world.ours.admin.user).post(page_of(Department, "add"), {"name": "Sales"})
    assert answer.status_code == 200
    assert "already exists" in str(answer.context["adminform"].form.errors)
    assert "Tenant" not in str(answer.context["adminform"].form.errors)


def test_the_name_of_a_foreign_clients_row_is_free(world, sign_in) -> None:
    with tenant_scope(world.foreign.id):
        Department.objects.create(name="Only theirs")
    answer = sign_in(world.ours.admin.user).post(page_of(Department, "add"), {"name": "Only theirs"})
    assert answer.status_code == 302


def test_a_site_is_saved_with_its_look(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    page = page_of(Site, "change", world.ours.site.pk)
    form = form_of(browser.get(page)) | {"appearance-0-accent": "#1f5557", "domains": "shop.example, *.shop.example"}
    assert browser.post(page, form).status_code == 302
    with tenant_scope(world.ours.id):
        assert Appearance.objects.get(site=world.ours.site).accent == "#1f5557"
        assert Site.objects.get(pk=world.ours.site.pk).domains == ["shop.example", "*.shop.example"]


@pytest.mark.parametrize(
    "change",
    [
        {"appearance-0-accent": "red;}"},
        {"domains": "http://shop.example/x"},
        {"appearance-0-window_width": 2_000},
        {"appearance-0-window_height_phone": 100},
        {"appearance-0-invitation_width": "wide"},
    ],
)
def test_a_site_refuses_what_is_no_colour_no_domain_and_no_size(change, world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    page = page_of(Site, "change", world.ours.site.pk)
    assert browser.post(page, form_of(browser.get(page)) | change).status_code == 200


def test_the_inline_of_a_foreign_row_is_not_taken_over(world, sign_in) -> None:
    with tenant_scope(world.foreign.id):
        theirs = Appearance.objects.get(site=world.foreign.site)
    browser = sign_in(world.ours.admin.user)
    page = page_of(Site, "change", world.ours.site.pk)
    form = form_of(browser.get(page)) | {"appearance-0-id": theirs.pk, "appearance-0-accent": "#000000"}
    browser.post(page, form)
    with tenant_scope(world.foreign.id):
        assert Appearance.objects.get(pk=theirs.pk).accent == theirs.accent


def test_the_line_for_the_pages_stands_on_the_sites_page(world, sign_in, settings) -> None:
    page = sign_in(world.ours.admin.user).get(page_of(Site, "change", world.ours.site.pk)).content.decode()
    line = f"&lt;script async src=&quot;{settings.DOOR_URL}/w/{world.ours.site.key}.js&quot;&gt;&lt;/script&gt;"
    assert line in page


def test_an_owner_adds_a_client_and_works_for_it_at_once(world, sign_in) -> None:
    browser = sign_in(world.owner)
    form = {"name": f"New client {world.ours.id}", "time_zone": "Europe/Oslo", "active": "on"}
    assert browser.post(page_of(Tenant, "add"), form).status_code == 302
    with agency_scope(agency_id=world.agency.id, tenant_ids=()):
        made = Tenant.objects.get(name=form["name"])
    assert made.agency_id == world.agency.id
    answer = browser.post(page_of(Department, "add") + f"?client={made.pk}", {"name": "First"})
    assert answer.status_code == 302


def test_two_clients_of_an_agency_have_different_names(world, sign_in) -> None:
    form = {"name": world.ours.tenant.name, "time_zone": "UTC", "active": "on"}
    assert sign_in(world.owner).post(page_of(Tenant, "add"), form).status_code == 200


def test_the_agency_of_a_client_is_never_chosen(world, sign_in) -> None:
    form = {"name": world.ours.tenant.name, "time_zone": "UTC", "active": "on", "agency": world.other_agency.pk}
    sign_in(world.owner).post(page_of(Tenant, "change", world.ours.id), form)
    with agency_scope(agency_id=world.agency.id, tenant_ids=()):
        assert Tenant.objects.get(pk=world.ours.id).agency_id == world.agency.id


def test_the_last_owner_stays(world, sign_in) -> None:
    browser = sign_in(world.owner)
    with agency_scope(agency_id=world.agency.id, tenant_ids=()):
        owner = AgencyMember.objects.get(user=world.owner)
    browser.post(page_of(AgencyMember, "change", owner.pk), {"role": "staff"})
    browser.post(page_of(AgencyMember, "delete", owner.pk), {"post": "yes"})
    with agency_scope(agency_id=world.agency.id, tenant_ids=()):
        assert AgencyMember.objects.get(pk=owner.pk).role == AgencyMember.Role.OWNER


def test_an_agency_changes_its_own_name_only(world, sign_in) -> None:
    browser = sign_in(world.owner)
    browser.post(page_of(Agency, "change", world.agency.pk), {"name": "Renamed"})
    browser.post(page_of(Agency, "change", world.other_agency.pk), {"name": "Renamed"})
    with agency_scope(agency_id=world.agency.id, tenant_ids=()):
        assert Agency.objects.get().name == "Renamed"
    with agency_scope(agency_id=world.other_agency.id, tenant_ids=()):
        assert Agency.objects.get().name != "Renamed"


def form_of(page) -> dict[str, object]:
    """The fields of a page's forms as a browser would send them back."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is True:
                value = "on"
            if value is not None and value is not False:
                sent[field.html_name] = ", ".join(value) if isinstance(value, list) else value
    return sent


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"action": "banner"}, "banner_link", "Write where the banner leads."),
        ({"action": "banner", "banner_link": "javascript:alert(1)"}, "banner_link", "Begin with https:// or"),
        ({"action": "banner", "banner_link": "data:text/html,x"}, "banner_link", "Begin with https:// or"),
        ({"action": "bubble", "banner_link": "javascript:alert(1)"}, "banner_link", "Begin with https:// or"),
        ({"action": "banner", "banner_link": "/sale", "text": ""}, "text", "Write what it says."),
        ({"action": "window", "text": " "}, "text", "Write what it says."),
        ({"action": "shout"}, "action", "Select a valid choice."),
        ({"action": "banner", "banner_link": "/sale", "banner_place": "ceiling"}, "banner_place", "Select a valid"),
    ],
)
def test_an_action_that_can_not_be_carried_out_is_refused_beside_its_field(change, field, says, world, sign_in) -> None:
    form = trigger_form(world.ours.site, **change)
    page = sign_in(world.ours.admin.user).post(page_of(Trigger, "add"), form)
    assert page.status_code == 200
    assert any(says in error for error in page.context["adminform"].form.errors[field])
    assert triggers_of(world.ours) == []


def test_a_glow_needs_no_words(world, sign_in) -> None:
    form = trigger_form(world.ours.site, action="glow", text="", branches_words=[""] * 4, branches_reply=[""] * 4)
    assert sign_in(world.ours.admin.user).post(page_of(Trigger, "add"), form).status_code == 302
    (made,) = triggers_of(world.ours)
    assert (made.action, made.text) == ("glow", "")


def test_a_rule_that_sends_visitors_somewhere_says_where(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    answer = browser.post(page_of(Trigger, "add"), trigger_form(world.ours.site, unasked="on"))
    assert answer.context["adminform"].form.errors["unasked"] == ["Choose the department or the operator first."]
    assert triggers_of(world.ours) == []
    form = trigger_form(world.ours.site, unasked="on", department=world.ours.department.pk)
    assert browser.post(page_of(Trigger, "add"), form).status_code == 302
    assert triggers_of(world.ours)[0].unasked
