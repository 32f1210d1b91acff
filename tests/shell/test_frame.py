"""The frame of every page: landmarks, language, who sees which entry, and nothing inline."""

import re

import pytest
from flask import flash
from flask import g
from flask import render_template
from flask import render_template_string

from forum.core.actor import VISITOR
from forum.core.actor import Actor
from forum.shell import here
from forum.shell import with_query
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user


def frame(app, actor: Actor, language: str = "es", path: str = "/", template: str = "base.html") -> str:
    """Render an otherwise empty page as this reader gets it."""
    with app.test_request_context(path):
        g.actor = actor
        g.ui_language = language
        return render_template(template)


@pytest.mark.parametrize("template", ["base.html", "access.html"])
def test_a_page_has_its_landmarks_and_a_way_past_the_header(app, template):
    page = frame(app, VISITOR, template=template)
    assert page.count("<main ") == 1
    assert 'href="#contenido"' in page
    assert 'id="contenido"' in page
    assert "<title>Foro de la Comunidad · Foro de la Comunidad</title>" in page or "<title>" in page


def test_nothing_of_a_page_is_inline(app):
    page = frame(app, act(make_staff(role="administrator")))
    assert "<style" not in page
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son[a-z]+=", page)
    assert "http://" not in page
    assert "https://" not in page


def test_the_language_switch_is_a_form_that_remembers_and_comes_back(app):
    page = frame(app, VISITOR, path="/latest?kind=question&ui=es")
    assert re.search(r'<form class="ui-lang-form" method="post"', page)
    assert 'name="language" value="pt" lang="pt-BR"' in page
    assert 'name="next" value="/latest?kind=question"' in page


def test_a_page_for_visitors_sets_no_cookie_by_its_frame(app):
    with app.test_request_context("/"):
        g.actor = VISITOR
        page = render_template("base.html")
    assert "csrf_token" not in page


def test_a_visitor_may_sign_in_and_cannot_write(app):
    page = frame(app, VISITOR)
    assert "head-ask" not in page
    assert "log-out" not in page
    assert "menu-panel" not in page


def test_a_member_writes_reads_notices_and_signs_out_but_sees_no_staff_entry(app):
    page = frame(app, act(make_user()))
    assert "head-ask" in page
    assert "log-out" in page
    assert "shield-check" not in page
    assert 'id="staff-h"' not in page


@pytest.mark.parametrize(("role", "administers"), [("moderator", False), ("administrator", True)])
def test_ril_sees_the_desk_and_administrators_the_administration(app, role, administers):
    page = frame(app, act(make_staff(role=role)))
    assert 'id="staff-h"' in page
    assert ("sliders-horizontal" in page) is administers


def test_a_short_message_is_said_once_and_as_a_status(app):
    with app.test_request_context("/"):
        g.actor = VISITOR
        flash("Guardado.", "ok")
        page = render_template("base.html")
    assert re.search(r'role="status"[^>]*>.*Guardado\.', page, re.DOTALL)


def test_a_page_says_noindex_unless_it_allows_search_engines(app):
    assert '<meta name="robots" content="noindex">' in frame(app, VISITOR)
    with app.test_request_context("/"):
        g.actor = VISITOR
        g.indexable = True
        assert "noindex" not in render_template("base.html")


def test_a_theme_that_was_chosen_is_on_the_page_and_the_system_rules_otherwise(app):
    assert "data-theme" not in frame(app, VISITOR)
    assert 'data-theme="dark"' in frame(app, Actor(theme="dark"))


def test_addresses_to_come_back_to_are_of_this_site_and_of_pages_that_can_be_read(app):
    with app.test_request_context("/search?q=a%20b&ui=pt"):
        assert here() == "/search?q=a+b"
    with app.test_request_context("/posts/1/flags", method="POST"):
        assert here() == "/"


def test_a_change_of_one_part_keeps_the_rest_of_the_query(app):
    with app.test_request_context("/latest?lang=pt&after=x"):
        assert with_query(after="y") == "/latest?lang=pt&after=y"
        assert with_query(after=None) == "/latest?lang=pt"


def test_names_that_people_chose_are_escaped(app):
    person = "{% from '_components/ui.html' import byline %}{{ byline(person) }}"
    with app.test_request_context("/"):
        g.actor = VISITOR
        shown = render_template_string(
            person,
            person={"name": "<b>Ana</b>", "handle": "ana", "masked": False, "is_staff": False, "city_name": ""},
        )
    assert "<b>" not in shown
    assert "&lt;b&gt;Ana" in shown
