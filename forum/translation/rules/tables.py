"""Tables of rules, one for each direction and side of the engine: a pattern, what stands for it, an example of each.

A table is a text of lines with four columns between tabs: pattern (a regular expression for whole words, whatever
their case), replacement, an example, what the rule makes of it. Empty lines and those after `#` are for readers.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from functools import lru_cache
from pathlib import Path
from typing import Final
from typing import Literal

from forum.core.languages import Language
from forum.core.languages import other
from forum.translation.engines.protocol import ANY_MARK
from forum.translation.engines.protocol import mark
from forum.translation.rules import agreement
from forum.translation.rules import articles
from forum.translation.rules import brazil
from forum.translation.rules import capitals
from forum.translation.rules import clitics
from forum.translation.rules import coming
from forum.translation.rules import departments
from forum.translation.rules import diminutives
from forum.translation.rules import echoes
from forum.translation.rules import feeling
from forum.translation.rules import futures
from forum.translation.rules import governing
from forum.translation.rules import helped_passives
from forum.translation.rules import idioms
from forum.translation.rules import impersonals
from forum.translation.rules import losing
from forum.translation.rules import moods
from forum.translation.rules import more_passives
from forum.translation.rules import names
from forum.translation.rules import objects
from forum.translation.rules import order
from forum.translation.rules import passives
from forum.translation.rules import perfects
from forum.translation.rules import periods
from forum.translation.rules import persons
from forum.translation.rules import questions
from forum.translation.rules import rather
from forum.translation.rules import referring
from forum.translation.rules import regular
from forum.translation.rules import supposing
from forum.translation.rules import tenses
from forum.translation.rules import tuteo
from forum.translation.rules import voseo
from forum.translation.rules import weekdays
from forum.translation.rules import who_first
from forum.translation.rules import whom
from forum.translation.rules import wondering
from forum.translation.rules import yourself

#: Stands in tables for whatever is fixed.
FIXED: Final = "◊"
_SPACES: Final = re.compile(" {2,}")
#: What a rule that took away the last word leaves: *Funciona mesmo?*
_STRAY: Final = re.compile(r"(?<=\w) (?=[.!?](?:\s|$))")
#: *Las copias ⟦se testem⟧ ⟦cada⟧ mes*: one gap after another, and the engine takes the noun before them for a verb.
_TWO_GAPS: Final = re.compile(r"((?<!\w)l[oa]s [^\W\d_]+ ⟦[^⟦⟧]*)⟧ ⟦", re.IGNORECASE)
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
#: Parts of a pattern that may be found in one way or another, with their quantifiers.
_QUANTIFIER: Final = r"(?:[?*+]|\{[^}]*\})?"
_CLASS: Final = re.compile(rf"\[(?:[^\]\\]|\\.)*\]{_QUANTIFIER}")
_ESCAPED: Final = re.compile(rf"\\.{_QUANTIFIER}")
_GROUP: Final = re.compile(rf"\([^()]*\){_QUANTIFIER}")
_MAYBE: Final = re.compile(r".(?:[?*]|\{[^}]*\})")
_MORE_OF_IT: Final = re.compile(r"(.)\+")
_GAP: Final = "\0"
_RUN: Final = re.compile(r"[a-záéíóúüñãõâêôç⟦⟧,;' -]{2,}", re.IGNORECASE)
_FOLDER: Final = Path(__file__).parent
_COLUMNS: Final = 4

Moment = Literal["before", "after"]


@dataclass(frozen=True)
class Rule:
    """One line of a table."""

    written: str
    replacement: str
    example: str
    becomes: str
    #: What a text must contain for the pattern to be found, lower case: looking for that first is many times faster.
    needs: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the pattern for whole words, made once it may be found: of thousands most never are."""
        # What another rule has translated already (⟦…⟧) is no text any more.
        return re.compile(rf"(?<!\w)(?:{self.written.replace(FIXED, ANY_MARK)})(?!\w)(?![^⟦⟧]*⟧)", re.IGNORECASE)

    def apply(self, text: str) -> str:
        """Return a text with the rule applied everywhere; a capital at the beginning stays there."""
        return self.pattern.sub(self._replace, text) if self.needs in text.lower() else text

    def _replace(self, found: re.Match[str]) -> str:
        made = found.expand(self.replacement)
        # What another rule translated before is between marks.
        if not found[0].removeprefix("⟦")[:1].isupper():
            return made
        first = _FIRST_WORD.match(found[0])
        if first is not None:
            # It may have got an ending: *Fizemo-lo* is *o fizemos*; or lost it: *Ponerse* is *se poner*.
            inside = found[1] if found.re.groups and found[1] and first[0].startswith(found[1]) else first[0]
            made = re.sub(rf"(?<!\w){re.escape(inside)}", inside[:1].lower() + inside[1:], made, count=1)
        return capitals.begun(found[0].removeprefix("⟦"), made)


def before(text: str, source: Language) -> str:
    """Return a passage as the engine understands it better."""
    if source == "es":
        text = yourself.as_you(text)
        text = tuteo.as_orders(echoes.with_articles_of_their_nouns(diminutives.full_size(text)))
        text = losing.without_pronouns(supposing.in_subjunctive(wondering.with_what(departments.with_articles(text))))
        text = feeling.with_who_feels(text)
        text = who_first.in_front(order.in_order(tenses.in_simple_past(voseo.as_usted(text))))
        text = passives.with_what_will_be_done(helped_passives.with_helpers(impersonals.with_what_can_be_done(text)))
        text = more_passives.in_passives(clitics.unclimbed(text))
        text = impersonals.without_doers(helped_passives.in_progress(text))
        text = futures.in_future_subjunctive(idioms.with_idioms(text))
        text = periods.with_periods(objects.without_personal_a(names.with_names(text)))
    else:
        text = brazil.with_names_of_brazil(perfects.with_pronouns_first(text))
        text = moods.in_moods_of_spanish(persons.in_first_person(rather.with_sino(text)))
    text = _apply(rules_of(source, "before"), weekdays.with_weekdays(text, source))
    text = governing.with_what_governs(regular.with_regular_verbs(text, source), source)
    text = _TWO_GAPS.sub(r"\1 ", articles.with_what_is_fixed(text, source))
    return _STRAY.sub("", _SPACES.sub(" ", text))


def after(text: str, source: Language) -> str:
    """Return what an engine made of a passage, mended."""
    text = _apply(rules_of(source, "after"), governing.without_help(text))
    # Soft hyphens of the dictionary; those of the text are fixed pieces.
    text = capitals.after_pronouns(agreement.agree(text.replace("\u00ad", ""), other(source)), other(source))
    # A pronoun that fell away leaves two spaces.
    text = _SPACES.sub(" ", text)
    if source == "es":
        return coming.still_to_come(referring.refer(text))
    return questions.open_marks(whom.with_a(tenses.in_past_of_we(text)))


def _apply(rules: tuple[Rule, ...], text: str) -> str:
    """Return a text with all rules applied; hardly any of them has anything to do."""
    small = text.lower()
    for rule in rules:
        if rule.needs in small and (made := rule.apply(text)) != text:
            text, small = made, made.lower()
    return text


@lru_cache(maxsize=4)
def rules_of(source: Language, moment: Moment) -> tuple[Rule, ...]:
    """Return the rules for texts in a language, before or after the engine, in the order in which they are applied."""
    lines = (_FOLDER / f"from-{source}-{moment}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_rule(line) for line in lines if line.strip() and not line.startswith("#"))


def _rule(line: str) -> Rule:
    columns = re.split(r"\t+", line.rstrip())
    if len(columns) != _COLUMNS:
        message = f"a rule has four columns: {line!r}"
        raise ValueError(message)
    pattern, replacement, example, becomes = columns
    replacement = "" if replacement == "∅" else replacement
    return Rule(pattern, replacement, example.replace(FIXED, mark(0)), becomes.replace(FIXED, mark(0)), _needs(pattern))


def _needs(pattern: str) -> str:
    """Return the longest run of letters that is in every text which a pattern finds; nothing if there are branches."""
    plain = _ESCAPED.sub(_GAP, _CLASS.sub(_GAP, pattern))
    # Those within others first.
    while (made := _GROUP.sub(_GAP, plain)) != plain:
        plain = made
    plain = _MAYBE.sub(_GAP, plain)
    return "" if "|" in plain else max(_RUN.findall(_MORE_OF_IT.sub(rf"\1{_GAP}", plain)), key=len, default="").lower()
