"""Dutch, a beginning."""

from okrsheet.core.lint.vocabulary import Vocabulary, listed

WORDS = Vocabulary(
    code="nl",
    up=listed("verhogen vergroten laten-groeien groeien uitbreiden verdubbelen winnen stijgen"),
    down=listed("verlagen verminderen verkleinen verkorten halveren dalen afbouwen"),
    change=listed("verhogen vergroten groeien uitbreiden verlagen verminderen verkorten"),
    keep=listed("behouden handhaven houden"),
    better=listed("verbeteren versterken optimaliseren bevorderen vereenvoudigen moderniseren"),
    reach=listed("bereiken behalen halen realiseren krijgen"),
    endless=listed(
        "ondersteunen helpen analyseren onderzoeken deelnemen bijdragen nastreven proberen "
        "oefenen doen blijven meedenken meewerken begeleiden"
    ),
    work=listed("organiseren interviewen trainen plannen voorbereiden"),
    make=listed("maken schrijven bouwen opleveren publiceren vastleggen ontwikkelen opschrijven"),
    launch=listed("lanceren starten uitrollen introduceren"),
    hire=listed("aannemen werven"),
    feelings=listed("beter betere goed goede beste tevreden genoeg sneller meer blij"),
    metrics=listed("omzet tevredenheid kwaliteit cultuur groei productiviteit marge"),
    lower_is_better=listed("kosten tijd doorlooptijd fouten klachten verzuim verloop uitval"),
    articles=listed("de het een alle elke"),
    small=listed("de het een van en voor op met in te naar bij om aan als dat die is zijn of per"),
    states=listed("is zijn wordt worden heeft hebben kan"),
    origin=listed("van"),
    goal=listed("naar tot"),
    step=listed("met"),
    now=listed("nu huidig huidige momenteel"),
    at_least=listed("minstens minimaal boven"),
    at_most=listed("hoogstens maximaal onder"),
    more=listed("meer hoger groter"),
    less=listed("minder lager kleiner"),
    than=listed("dan"),
    negations=listed("niet geen"),
    months=listed(
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
    short_periods=listed("hours minutes days"),
    within=listed("in binnen tijdens na elke"),
    places=listed("in voor bij op"),
    labels=listed("fase versie niveau stap week dag top iso"),
    deadlines=listed("q1 q2 q3 q4 kwartaal"),
    per=listed("per elke iedere"),
    rhythms=listed("dag week maand"),
    and_words=listed("en"),
    continuing=listed("doorgaan blijven behouden"),
    incremental=listed("iets beetje geleidelijk licht"),
    decimal_comma=True,
)
