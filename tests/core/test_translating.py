"""Texts in templates: in the reader's language, with what stands in them escaped."""

from flask import g
from flask import render_template_string
from flask_babel import force_locale
from flask_babel import get_locale
from flask_babel import gettext


def test_a_text_is_in_the_language_of_the_request_and_of_the_letter_within_it(app):
    text = "At most %(n)s domains."
    template = "{{ _(text, n=3) }}"
    with app.test_request_context("/?ui=pt"):
        assert render_template_string(template, text=text) == gettext(text, n=3)
        with force_locale("es"):
            assert render_template_string(template, text=text) == gettext(text, n=3)
            spanish = gettext(text, n=3)
        assert render_template_string(template, text=text) == gettext(text, n=3) != spanish


def test_values_are_escaped_in_pages_and_texts_are_not(app):
    with app.test_request_context("/?ui=es"):
        page = render_template_string("{{ _('Hello %(name)s', name='<b>') }}")
        percent = render_template_string("{{ _('100%% sure') }}")

    assert page == "Hello &lt;b&gt;"
    assert percent == "100% sure"


def test_the_number_chooses_the_form(app):
    with app.test_request_context("/?ui=es"):
        assert render_template_string("{{ ngettext('%(num)s thing', '%(num)s things', 1) }}") == "1 thing"
        assert render_template_string("{{ ngettext('%(num)s thing', '%(num)s things', 2) }}") == "2 things"


def test_the_locale_lies_where_the_quick_way_looks_for_it(app):
    with app.test_request_context("/?ui=pt"):
        gettext("Back")
        # Were it elsewhere in a later flask-babel, every text of a page would take the long way, and nothing else would tell.
        assert g.get("_flask_babel").babel_locale == get_locale()
