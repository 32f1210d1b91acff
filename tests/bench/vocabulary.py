"""Words for seeded posts: a Zipf-like vocabulary in each language, so that there are common and rare words."""

import json
import random
import re
from itertools import accumulate
from typing import Final

from config import ROOT
from forum.core.text import strip_accents
from forum.search.analyser import STOP
from forum.search.analyser import stems

#: Distinct words of each language.
SIZE: Final = 20_000
#: About how many characters a post has.
LENGTH: Final = 300
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_ONSETS: Final = ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "tr", "pl", "br"]
_NUCLEI: Final = ["a", "e", "i", "o", "u", "ia", "ei"]
_ENDINGS: Final = {
    "es": ["ción", "miento", "dad", "al", "oso", "ar", "ero"],
    "pt": ["ção", "mento", "dade", "al", "oso", "ar", "eiro"],
}
#: Ranks of the words that are looked for as common ones; and of those that few posts have.
_COMMON: Final = slice(12, 36)
_RARE: Final = slice(-2_000, -1_000)


class Vocabulary:
    """The words of one language, the most frequent first, and what the index keeps of each."""

    def __init__(self, language: str) -> None:
        """Take the words of the demonstration, then make up others."""
        self._random = random.Random(f"bench {language}")
        words = _words_of_demonstration(language)
        known = {strip_accents(word) for word in words}
        while len(words) < SIZE:
            word = self._invent(language)
            if word not in known:
                known.add(word)
                words.append(word)
        self.words = words
        self.stems = {word: " ".join(stems(word)) if strip_accents(word) not in STOP else "" for word in words}
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(SIZE)))
        content = [word for word in words if self.stems[word]]
        self.common = content[_COMMON]
        self.rare = content[_RARE]

    def _invent(self, language: str) -> str:
        chosen = self._random
        syllables = (chosen.choice(_ONSETS) + chosen.choice(_NUCLEI) for _ in range(chosen.randint(1, 3)))
        return "".join(syllables) + chosen.choice(_ENDINGS[language])

    def text(self, chosen: random.Random, length: int = LENGTH) -> tuple[str, str]:
        """Return the two paragraphs of a post, as words and as stems."""
        words = chosen.choices(self.words, cum_weights=self._weights, k=length // 4)
        ends = accumulate(len(word) + 1 for word in words)
        words = words[: next((n for n, end in enumerate(ends, start=1) if end >= length), None)]
        half = len(words) // 2
        body = "\n\n".join(_sentences(part) for part in (words[:half], words[half:]) if part)
        return body, " ".join(filter(None, (self.stems[word] for word in words)))

    def title(self, chosen: random.Random) -> tuple[str, str]:
        """Return a title, as words and as stems."""
        words = chosen.choices(self.words, cum_weights=self._weights, k=chosen.randint(5, 9))
        return " ".join(words).capitalize(), " ".join(filter(None, (self.stems[word] for word in words)))


def _sentences(words: list[str]) -> str:
    return " ".join(" ".join(words[n : n + 9]).capitalize() + "." for n in range(0, len(words), 9))


def _words_of_demonstration(language: str) -> list[str]:
    """Return the words of the demonstration's threads in a language, the most frequent first."""
    threads = json.loads((ROOT / "forum" / "demo" / "data" / "threads.json").read_text(encoding="utf-8"))
    texts = [
        item["body"]
        for thread in threads
        for item in (thread, *thread.get("replies", ()))
        if item["lang"].startswith(language)
    ]
    counts: dict[str, int] = {}
    for text in texts:
        for word in _WORD.findall(text.lower()):
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts, key=lambda word: (-counts[word], word))
