"""What is still to come: *cuando tengamos* is *quando tivermos*, a tense that Spanish no longer has and the engine does not make."""

import re
from typing import Final

#: Forms of the present subjunctive that are frequent after these words, and what stands for them in Portuguese.
_FUTURES: Final = dict(
    pair.split("=")
    for pair in [
        "tenga=tiver",
        "tengamos=tivermos",
        "tengan=tiverem",
        "sea=for",
        "seamos=formos",
        "sean=forem",
        "haya=houver",
        "esté=estiver",
        "estemos=estivermos",
        "estén=estiverem",
        "pueda=puder",
        "podamos=pudermos",
        "puedan=puderem",
        "quiera=quiser",
        "quieran=quiserem",
        "haga=fizer",
        "hagamos=fizermos",
        "hagan=fizerem",
        "vaya=for",
        "vayamos=formos",
        "vayan=forem",
        "venga=vier",
        "vengan=vierem",
        "salga=sair",
        "salgan=saírem",
        "llegue=chegar",
        "lleguen=chegarem",
        "termine=terminar",
        "terminemos=terminarmos",
        "terminen=terminarem",
        "publique=publicar",
        "publiquemos=publicarmos",
        "publiquen=publicarem",
        "empiece=começar",
        "empecemos=começarmos",
        "empiecen=começarem",
        "apruebe=aprovar",
        "aprueben=aprovarem",
        "cierre=fechar",
        "cerremos=fecharmos",
        "cambie=mudar",
        "cambien=mudarem",
    ]
)
_TO_COME: Final = re.compile(
    rf"(?<!\w)((?:cuando|en cuanto|apenas|una vez que)(?: no)? )({'|'.join(_FUTURES)})(?!\w)", re.IGNORECASE
)


def in_future_subjunctive(text: str) -> str:
    """Return a Spanish text in which these verbs are Portuguese already, as literals that go past the engine."""
    return _TO_COME.sub(lambda found: f"{found[1]}⟦{_FUTURES[found[2].lower()]}⟧", text)
