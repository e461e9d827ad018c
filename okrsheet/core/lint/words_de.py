"""German."""

from okrsheet.core.lint.vocabulary import Vocabulary


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORDS = Vocabulary(
    code="de",
    up=_set(
        "steigern steigert steigt steigen gesteigert erhöhen erhöht erhöhung steigerung wachsen "
        "wächst wachstum gewinnen ausbauen verdoppeln verdoppelt vergrößern anheben mehr zunahme"
    ),
    down=_set(
        "senken senkt gesenkt sinkt sinken reduzieren reduziert reduzierung reduktion verringern "
        "verringert verkürzen verkürzt halbieren halbiert minimieren abbauen weniger abnahme "
        "verkleinern"
    ),
    change=_set(
        "steigern erhöhen wachsen ausbauen verdoppeln anheben senken reduzieren verringern "
        "verkürzen minimieren vergrößern verkleinern"
    ),
    keep=_set("halten hält beibehalten bleibt bleiben erhalten sichern"),
    better=_set(
        "verbessern verbessert verbesserung stärken optimieren fördern vertiefen vorantreiben "
        "ausbauen weiterentwickeln modernisieren vereinfachen begeistern professionalisieren"
    ),
    reach=_set("erreichen erreicht erzielen schaffen liegt liegen beträgt treffen gewinnen"),
    endless=_set(
        "unterstützen helfen begleiten analysieren untersuchen teilnehmen mitwirken mitarbeiten "
        "koordinieren beitragen weiterführen erforschen prüfen beobachten fokussieren"
    ),
    work=_set("organisieren durchführen schulen interviewen planen vorbereiten vorstellen sammeln"),
    make=_set(
        "erstellen schreiben bauen entwickeln umsetzen liefern veröffentlichen dokumentieren "
        "definieren festlegen implementieren abschließen installieren"
    ),
    launch=_set("launchen starten einführen ausrollen lancieren"),
    hire=_set("einstellen rekrutieren anstellen"),
    chore=_set("anrufen mailen schicken buchen bestellen ausdrucken"),
    made=_set(
        "workshops workshop artikel beiträge beitrag interviews interview schulungen schulung "
        "termine berichte bericht features feature videos video präsentationen kampagnen "
        "kandidaten kandidatinnen gespräche"
    ),
    subjective=_set("effizient effizienter einfach modern klar klare nachhaltig zeitnah robust"),
    feelings=_set(
        "besser bessere besserer gut gute guter beste zufrieden glücklich genug ausreichend "
        "schneller deutlich angemessen mehr lieben begeistert"
    ),
    lower_is_better=_set(
        "kosten zeit dauer durchlaufzeit fluktuation fehler beschwerden ausfälle ausfallzeit "
        "wartezeit krankenstand reklamationen schulden"
    ),
    metrics=_set(
        "umsatz zufriedenheit kundenzufriedenheit rendite marge fluktuation quote rate wachstum "
        "qualität produktivität kultur nps verrechenbarkeit ertrag auslastung bekanntheit"
    ),
    vanity=_set("follower likes seitenaufrufe klicks impressionen downloads"),
    letters=_set("x y z n"),
    placeholders=_set("tbd xx xxx platzhalter offen"),
    elsewhere=_set("ziel ziele zielwert zielwerte plan budget vorgabe vorgaben"),
    openers=_set("wir ich zu soll sollen werden wird unsere unseren bitte die das den der"),
    articles=_set("der die das den dem ein eine einen einem einer alle jede"),
    small=_set(
        "der die das den dem des ein eine einen einem einer und oder von vom zu zum zur auf um in im "
        "mit für bei an am aus nach pro je über unter bis ist sind wird werden haben hat wir "
        "unsere als wie dass die durch ohne gegen"
    ),
    states=_set("ist sind wird werden wurde wurden hat haben kann können liegt gibt läuft"),
    origin=_set("von"),
    goal=_set("auf zu"),
    step=_set("um"),
    now=_set("aktuell derzeit heute bisher bislang zuvor vorher ausgangswert statt"),
    at_least=_set("mindestens über wenigstens minimum"),
    at_most=_set("höchstens maximal unter maximum"),
    more=_set("mehr höher größer länger besser"),
    less=_set("weniger niedriger kleiner kürzer geringer"),
    than=_set("als"),
    negations=_set("nicht kein"),
    numbers={
        "null": 0.0,
        "zwei": 2.0,
        "drei": 3.0,
        "vier": 4.0,
        "fünf": 5.0,
        "sechs": 6.0,
        "sieben": 7.0,
        "acht": 8.0,
        "neun": 9.0,
        "zehn": 10.0,
        "elf": 11.0,
        "zwölf": 12.0,
        "zwanzig": 20.0,
        "dreißig": 30.0,
        "fünfzig": 50.0,
        "hundert": 100.0,
    },
    factors={"verdoppeln": (2.0, "x"), "halbieren": (50.0, "%")},
    times={"einmal": 1.0, "zweimal": 2.0, "dreimal": 3.0},
    scales={
        "k": 1e3,
        "tsd": 1e3,
        "tausend": 1e3,
        "mio": 1e6,
        "million": 1e6,
        "millionen": 1e6,
        "mrd": 1e9,
        "milliarden": 1e9,
    },
    months=_set(
        "januar februar märz april mai juni juli august september oktober november dezember jan "
        "feb apr jun jul aug sep okt nov dez"
    ),
    periods={
        "sekunden": "seconds",
        "minuten": "minutes",
        "stunden": "hours",
        "stunde": "hours",
        "tage": "days",
        "tagen": "days",
        "tag": "days",
        "wochen": "weeks",
        "woche": "weeks",
        "monate": "months",
        "monaten": "months",
        "monat": "months",
        "quartale": "quarters",
        "quartal": "quarters",
        "jahre": "years",
        "jahren": "years",
        "jahr": "years",
    },
    short_periods=_set("seconds minutes hours days"),
    within=_set("in innerhalb binnen während über nach alle jede letzten nächsten ersten"),
    places=_set("in mit für bei an auf aus zwischen"),
    labels=_set("phase version stufe woche tag schritt top iso kapitel teil nr kw sprint level"),
    deadlines=_set(
        "q1 q2 q3 q4 h1 h2 quartalsende jahresende monatsende januar februar märz april mai juni "
        "juli august september oktober november dezember"
    ),
    done=("t", "en"),
    per=_set("pro je jede jeden"),
    rhythms=_set("tag woche monat quartal"),
    and_words=_set("und sowie"),
    continuing=_set("weiter weiterhin fortführen beibehalten halten"),
    incremental=_set("etwas leicht allmählich bisschen schrittweise geringfügig"),
    decimal_comma=True,
)
