"""What the lint has to know of a language: word lists, no rules.

Each language is one data file (`words_en.py`, ...) that fills this record; another language is
another file and a line in `LANGUAGES`. What a file leaves out keeps its rule silent. Words stand in
small letters; verbs in every form that can begin a key result.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

NONE: Final[frozenset[str]] = frozenset()


class Vocabulary(NamedTuple):
    """The words of one language.

    Attributes:
        up, down: verbs and nouns of growing and shrinking.
        change: verbs that say "more" or "less" and need a number to mean anything.
        keep: verbs of staying where one is.
        better: verbs that promise something better without saying which way a number moves.
        reach: verbs that arrive at a level.
        endless: verbs of effort nobody can call finished.
        work: verbs of effort that ends.
        make: verbs that produce or finish a thing.
        holding: verbs of work before things made ("hold a workshop"), of a level before others.
        launch: verbs that bring a thing out and stop there.
        hire: verbs of adding people.
        asking: words that begin a question behind a verb of effort ("explore whether").
        chore: verbs of tasks for a day.
        made: things a team produces; counting them counts work. To have `meetings` is work, and
            so is what each one does who is `performing` it ("each nurse attends").
        subjective: words two honest people read differently; `feelings` leave nothing else.
        lower_is_better: metrics of which less is better.
        service: metrics that are kept rather than raised.
        metrics: names of what can be measured; `indicators` say "KPI" and the like, `moods` name
            what nobody can make; `degrees` before a metric say nothing ("high satisfaction").
        efforts: nouns of effort or change that have no end ("lead generation"); as the last word
            of a name they leave it open.
        winning: verbs of winning people and business, which need a number.
        plenty: things made or won in no stated number ("features", "new customers"); of
            `schemes` ("programs", "practices") nobody can say when there are enough.
        seeking: verbs of looking for something ("identify"); before a bare plural they end nowhere.
        assuring: verbs that assure something ("ensure"); before a bare noun they say nothing.
        capable: what a thing lets one do ("scalable"): read differently, yet no mere claim.
        exists: words before a state that say something is there ("there is").
        gerunds: nouns that look like verbs under way ("pricing").
        evasive: words that leave a way out, with the words before them ("as possible").
        intentions: words that begin an intention nobody can finish, with those behind them
            ("spread the word"); "* over" may stand a word or two later.
        vessels: what is good or bad and never done ("team", "culture").
        headers: words of a form that was never filled in ("Key result 1").
        vanity: what looks good and decides nothing.
        placeholders: words that stand for a number still to come; `letters` do so beside a sign,
            `blanks` in brackets.
        elsewhere: words that send the reader to a target in another document.
        openers: words before the verb that carry no meaning.
        articles: words that begin a noun phrase.
        small: words that end the name of a thing ("50 users in ...").
        states: verbs of a state ("is published"); `claiming` ones claim a quality ("make easy").
        spent: words behind hours that are spent.
        origin, goal, step: "from", "to", "by".
        now: words before a baseline; in brackets `former` ones as well ("last year: 40").
        about: words before a number that is not exact.
        at_least, at_most: words before a limit; `more`, `less`, `than` for limits in two words,
            `negations` turn them round.
        factors: verbs that name a change by themselves ("double"): its value and unit; `folds`
            name one behind another verb ("tenfold").
        fractions: "half" and the like, in percent.
        numbers: number words and their values; `seldom` ones are mostly no number ("one"), but
            before `further` words they are; `idioms` are phrases that mean no number ("zero in
            on"), by each of their words; `ordinals` turn a fraction into a part of time ("the
            first half").
        titles: digits that are a name before some words ("360 feedback").
        times: "once", "twice".
        scales: words of magnitude.
        months, periods: the words of dates and spans; `short_periods` can be a target.
        within: words before a span of time; `places` before a scope.
        labels: words that give the number after them as a name ("phase 2").
        deadlines: words that name a quarter or a year's end.
        adverbs: endings of words that may stand before the verb ("proactively").
        ongoing: endings of what is under way ("reorganizing").
        done: endings of what is finished ("approved").
        ranges: words before two limits ("between").
        per: words before a rhythm ("per week").
        rhythms: spans that come back ("every day"); `adverbs_of_rhythm` in one word.
        and_words: words that join.
        continuing, incremental: words of an objective that changes nothing, or little.
        complete: it knows how dates are said.
        decimal_comma: 1,5 is one and a half.
        verb_last: the verb may stand at the end ("Umsatz steigern").
    """

    code: str
    origin: frozenset[str] = NONE
    goal: frozenset[str] = NONE
    step: frozenset[str] = NONE
    about: frozenset[str] = NONE
    at_least: frozenset[str] = NONE
    at_most: frozenset[str] = NONE
    than: frozenset[str] = NONE
    articles: frozenset[str] = NONE
    places: frozenset[str] = NONE
    periods: Mapping[str, str] = MappingProxyType({})
    scales: Mapping[str, float] = MappingProxyType({})
    and_words: frozenset[str] = NONE
    small: frozenset[str] = NONE
    ranges: frozenset[str] = NONE
    months: frozenset[str] = NONE
    more: frozenset[str] = NONE
    less: frozenset[str] = NONE
    up: frozenset[str] = NONE
    down: frozenset[str] = NONE
    change: frozenset[str] = NONE
    better: frozenset[str] = NONE
    now: frozenset[str] = NONE
    former: frozenset[str] = NONE
    metrics: frozenset[str] = NONE
    labels: frozenset[str] = NONE
    states: frozenset[str] = NONE
    openers: frozenset[str] = NONE
    per: frozenset[str] = NONE
    within: frozenset[str] = NONE
    deadlines: frozenset[str] = NONE
    times: Mapping[str, float] = MappingProxyType({})
    negations: frozenset[str] = NONE
    keep: frozenset[str] = NONE
    reach: frozenset[str] = NONE
    endless: frozenset[str] = NONE
    work: frozenset[str] = NONE
    make: frozenset[str] = NONE
    holding: frozenset[str] = NONE
    launch: frozenset[str] = NONE
    hire: frozenset[str] = NONE
    asking: frozenset[str] = NONE
    chore: frozenset[str] = NONE
    made: frozenset[str] = NONE
    meetings: frozenset[str] = NONE
    performing: frozenset[str] = NONE
    subjective: frozenset[str] = NONE
    feelings: frozenset[str] = NONE
    lower_is_better: frozenset[str] = NONE
    service: frozenset[str] = NONE
    moods: frozenset[str] = NONE
    degrees: frozenset[str] = NONE
    indicators: frozenset[str] = NONE
    efforts: frozenset[str] = NONE
    winning: frozenset[str] = NONE
    plenty: frozenset[str] = NONE
    schemes: frozenset[str] = NONE
    seeking: frozenset[str] = NONE
    assuring: frozenset[str] = NONE
    capable: frozenset[str] = NONE
    exists: frozenset[str] = NONE
    gerunds: frozenset[str] = NONE
    evasive: Mapping[str, frozenset[str]] = MappingProxyType({})
    intentions: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    vessels: frozenset[str] = NONE
    headers: frozenset[str] = NONE
    vanity: frozenset[str] = NONE
    letters: frozenset[str] = NONE
    placeholders: frozenset[str] = NONE
    blanks: frozenset[str] = frozenset("xyzn#")
    elsewhere: frozenset[str] = NONE
    claiming: frozenset[str] = NONE
    spent: frozenset[str] = NONE
    numbers: Mapping[str, float] = MappingProxyType({})
    seldom: frozenset[str] = NONE
    further: frozenset[str] = NONE
    ordinals: frozenset[str] = NONE
    idioms: Mapping[str, list[list[str]]] = MappingProxyType({})
    titles: Mapping[str, frozenset[str]] = MappingProxyType({})
    fractions: Mapping[str, float] = MappingProxyType({})
    factors: Mapping[str, tuple[float, str]] = MappingProxyType({})
    folds: Mapping[str, float] = MappingProxyType({})
    short_periods: frozenset[str] = NONE
    adverbs: tuple[str, ...] = ("\0",)
    ongoing: tuple[str, ...] = ("\0",)
    done: tuple[str, ...] = ("\0",)
    rhythms: frozenset[str] = NONE
    adverbs_of_rhythm: frozenset[str] = NONE
    continuing: frozenset[str] = NONE
    incremental: frozenset[str] = NONE
    decimal_comma: bool = False
    complete: bool = False
    verb_last: bool = False


def listed(text: str) -> frozenset[str]:
    """The words of a text, as a list to look in."""
    return frozenset(text.split())


def phrases(text: str) -> dict[str, list[list[str]]]:
    """Phrases with | between them, each as its words, by every word of theirs."""
    found: dict[str, list[list[str]]] = {}
    for phrase in map(str.split, text.split("|")):
        for word in dict.fromkeys(phrase):
            found.setdefault(word, []).append(phrase)
    return found


LANGUAGES: Final[dict[str, frozenset[str]]] = {
    "en": listed(
        "a an the of to and or by for in from with on at as is are be our it that this into per "
        "all each every have has no not more less than least most up down over under above below "
        "within during after before which who will can "
        "new least users customers improve increase reduce grow launch create"
    ),
    "de": listed(
        "der die das und von auf um den dem des mit für ist sind wir ein eine einen im zu bis "
        "in pro alle über haben werden verbessern steigern senken erhöhen bei nach nicht oder "
        "mindestens höchstens maximal halten erreichen gewinnen führen innerhalb neue neuen "
        "reduzieren stärken umsatz"
    ),
    "nl": listed(
        "de het een van en voor op met in te naar bij zijn wordt worden niet als is meer "
        "verbeteren verhogen verlagen omzet"
    ),
    "pt": listed(
        "de da do das dos em para com uma um a o os as e por até no na nos nas ao à que são é não "
        "melhorar aumentar reduzir criar segurança receita vendas"
    ),
    "es": listed(
        "el la los las a de del y en con para por un una que se es son su sus al lo más sin entre "
        "mejorar aumentar reducir lograr alcanzar crear lanzar mantener incrementar días"
    ),
    "fr": listed(
        "le la les de du des en et pour par avec un une dans sur à au aux est sont que qui ou sans "
        "améliorer augmenter réduire atteindre créer lancer maintenir diminuer renforcer"
    ),
    "ru": listed(
        "и в во на с со для по до от из не что к за при как или у снизить повысить увеличить "
        "улучшить сократить провести запустить создать внедрить разработать"
    ),
}
"""The small words that give a language away."""

READY: Final = "en"
"""The language of a text that gives none away."""

FOREIGN: Final = frozenset().union(*LANGUAGES.values()) - LANGUAGES[READY]
"""Small words that may give another language away."""


_ENGLISH_TOO: Final = LANGUAGES[READY] | listed(
    "do met van pro os com dos la los el con son se es al en par sur est sans"
)


def language_of(words: frozenset[str]) -> str:
    """The language whose small words a text holds most of; English where none is held.

    "Do 8 audits", "a van", "the Pro plan": words that English texts hold too decide nothing alone.
    """
    found, most = READY, len(words & LANGUAGES[READY])
    for code, small in LANGUAGES.items():
        held = len(words & small)
        if held > most and not words & small <= _ENGLISH_TOO:
            found, most = code, held
    return found


def enumerated(words: str) -> dict[str, float]:
    """Number words, from zero on, and their values."""
    return {word: float(number) for number, word in enumerate(words.split())}


def joined(tens: str, ones: str) -> dict[str, float]:
    """English number words of two parts, from twenty-one on, and their values."""
    return {
        f"{ten}-{one}": 10.0 * at + value
        for at, ten in enumerate(tens.split(), 2)
        for value, one in enumerate(ones.split(), 1)
    }


def forms(verbs: str) -> frozenset[str]:
    """English verbs in all their regular forms: launch, launches, launched, launching."""
    found = set(deeds(verbs))
    for verb in verbs.split():
        ending = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
        found.add(f"{verb[:-1]}ies" if _ends_in_y(verb) else f"{verb}{ending}")
    return frozenset(found)


def deeds(verbs: str) -> frozenset[str]:
    """English verbs without the form in -s: "orders", "calls" and "tests" are things."""
    found: set[str] = set()
    for verb in verbs.split():
        stem = verb.removesuffix("e")
        past = f"{verb[:-1]}ied" if _ends_in_y(verb) else f"{stem}ed"
        found.update((verb, past, f"{stem}ing"))
    return frozenset(found)


def _ends_in_y(verb: str) -> bool:
    return verb[-1] == "y" and verb[-2] not in "aeiou"
