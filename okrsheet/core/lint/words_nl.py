"""Dutch, a beginning."""

from okrsheet.core.lint.vocabulary import Vocabulary


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORDS = Vocabulary(
    code="nl",
    up=_set("verhogen vergroten laten-groeien groeien uitbreiden verdubbelen winnen stijgen"),
    down=_set("verlagen verminderen verkleinen verkorten halveren dalen afbouwen"),
    change=_set("verhogen vergroten groeien uitbreiden verlagen verminderen verkorten"),
    keep=_set("behouden handhaven houden"),
    better=_set("verbeteren versterken optimaliseren bevorderen vereenvoudigen moderniseren"),
    reach=_set("bereiken behalen halen realiseren krijgen"),
    endless=_set(
        "ondersteunen helpen analyseren onderzoeken deelnemen bijdragen nastreven proberen "
        "oefenen doen blijven meedenken meewerken begeleiden"
    ),
    work=_set("organiseren interviewen trainen plannen voorbereiden"),
    make=_set("maken schrijven bouwen opleveren publiceren vastleggen ontwikkelen opschrijven"),
    launch=_set("lanceren starten uitrollen introduceren"),
    hire=_set("aannemen werven"),
    feelings=_set("beter betere goed goede beste tevreden genoeg sneller meer blij"),
    metrics=_set("omzet tevredenheid kwaliteit cultuur groei productiviteit marge"),
    lower_is_better=_set("kosten tijd doorlooptijd fouten klachten verzuim verloop uitval"),
    articles=_set("de het een alle elke"),
    small=_set("de het een van en voor op met in te naar bij om aan als dat die is zijn of per"),
    states=_set("is zijn wordt worden heeft hebben kan"),
    origin=_set("van"),
    goal=_set("naar tot"),
    step=_set("met"),
    now=_set("nu huidig huidige momenteel"),
    at_least=_set("minstens minimaal boven"),
    at_most=_set("hoogstens maximaal onder"),
    more=_set("meer hoger groter"),
    less=_set("minder lager kleiner"),
    than=_set("dan"),
    negations=_set("niet geen"),
    months=_set(
        "januari februari maart april mei juni juli augustus september oktober november december"
    ),
    periods={
        "dagen": "days",
        "dag": "days",
        "weken": "weeks",
        "week": "weeks",
        "maanden": "months",
        "maand": "months",
        "uur": "hours",
        "uren": "hours",
        "minuten": "minutes",
        "jaar": "years",
        "kwartaal": "quarters",
    },
    short_periods=_set("hours minutes days"),
    within=_set("in binnen tijdens na elke"),
    places=_set("in voor bij op"),
    labels=_set("fase versie niveau stap week dag top iso"),
    deadlines=_set("q1 q2 q3 q4 kwartaal"),
    per=_set("per elke iedere"),
    rhythms=_set("dag week maand"),
    and_words=_set("en"),
    continuing=_set("doorgaan blijven behouden"),
    incremental=_set("iets beetje geleidelijk licht"),
    decimal_comma=True,
)
