"""Statements whose lists are spelt out: the same answers, and nothing to be written anew for each run."""

from sqlalchemy import func
from sqlalchemy import select

from forum.certification.models import Stage
from forum.core.db import session
from forum.core.statements import spell_out


def answers(statement):
    return session.execute(statement).all()


def test_lists_are_spelt_out_and_answer_as_before(app):
    few = select(Stage.slug).where(Stage.slug.in_(["evidence", "registration", "it's; none"])).order_by(Stage.id)
    others = (
        select(func.count()).select_from(Stage).where(Stage.slug.not_in(["evidence"]), Stage.position.in_([1, 2, 3]))
    )
    for statement in (few, others, select(few.subquery()), select(others.scalar_subquery())):
        spelt = spell_out(statement)
        assert answers(spelt) == answers(statement) != []
        assert statement.compile().post_compile_params
        assert not spelt.compile().post_compile_params


def test_a_list_without_values_stays_open_and_finds_nothing(app):
    assert answers(spell_out(select(Stage.slug).where(Stage.slug.in_([])))) == []
