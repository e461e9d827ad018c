"""German."""

from okrsheet.core.lint.vocabulary import Vocabulary, listed

WORDS = Vocabulary(
    code="de",
    complete=True,
    up=listed(
        "steigern steigert steigt steigen gesteigert erhöhen erhöht erhöhung steigerung "
        "wachsen wächst wachstum gewinnen ausbauen verdoppeln verdoppelt vergrößern anheben "
        "mehr zunahme"
    ),
    down=listed(
        "senken senkt gesenkt sinkt sinken reduzieren reduziert reduzierung reduktion "
        "verringern verringert verkürzen verkürzt halbieren halbiert minimieren abbauen "
        "weniger abnahme verkleinern"
    ),
    change=listed(
        "steigern erhöhen wachsen ausbauen verdoppeln anheben senken reduzieren verringern "
        "verkürzen minimieren vergrößern verkleinern"
    ),
    keep=listed("halten hält beibehalten bleibt bleiben erhalten sichern"),
    better=listed(
        "verbessern verbessert verbesserung stärken optimieren fördern vertiefen vorantreiben "
        "ausbauen weiterentwickeln modernisieren vereinfachen begeistern professionalisieren"
    ),
    reach=listed("erreichen erreicht erzielen schaffen liegt liegen beträgt treffen gewinnen"),
    endless=listed(
        "unterstützen helfen begleiten analysieren untersuchen teilnehmen mitwirken "
        "mitarbeiten koordinieren beitragen weiterführen erforschen prüfen beobachten "
        "fokussieren"
    ),
    work=listed(
        "organisieren durchführen schulen interviewen planen vorbereiten vorstellen sammeln"
    ),
    make=listed(
        "erstellen schreiben bauen entwickeln umsetzen liefern veröffentlichen dokumentieren "
        "definieren festlegen implementieren abschließen installieren"
    ),
    launch=listed("launchen starten einführen ausrollen lancieren"),
    hire=listed("einstellen rekrutieren anstellen"),
    chore=listed("anrufen mailen schicken buchen bestellen ausdrucken"),
    made=listed(
        "workshops workshop artikel beiträge beitrag interviews interview schulungen schulung "
        "termine berichte bericht features feature videos video präsentationen kampagnen "
        "kandidaten kandidatinnen gespräche"
    ),
    subjective=listed("effizient effizienter einfach modern klar klare nachhaltig zeitnah robust"),
    feelings=listed(
        "besser bessere besserer gut gute guter beste zufrieden glücklich genug ausreichend "
        "schneller deutlich angemessen mehr lieben begeistert"
    ),
    lower_is_better=listed(
        "kosten zeit dauer durchlaufzeit fluktuation fehler beschwerden ausfälle ausfallzeit "
        "wartezeit krankenstand reklamationen schulden"
    ),
    metrics=listed(
        "umsatz zufriedenheit kundenzufriedenheit rendite marge fluktuation quote rate "
        "wachstum qualität produktivität kultur nps verrechenbarkeit ertrag auslastung "
        "bekanntheit"
    ),
    vanity=listed("follower likes seitenaufrufe klicks impressionen downloads"),
    letters=listed("x y z n"),
    placeholders=listed("tbd xx xxx platzhalter offen"),
    elsewhere=listed("ziel ziele zielwert zielwerte plan budget vorgabe vorgaben"),
    openers=listed("wir ich zu soll sollen werden wird unsere unseren bitte die das den der"),
    articles=listed("der die das den dem ein eine einen einem einer alle jede"),
    small=listed(
        "der die das den dem des ein eine einen einem einer und oder von vom zu zum zur auf "
        "um in im mit für bei an am aus nach pro je über unter bis ist sind wird werden haben "
        "hat wir unsere als wie dass durch ohne gegen"
    ),
    states=listed("ist sind wird werden wurde wurden hat haben kann können liegt gibt läuft"),
    origin=listed("von"),
    goal=listed("auf zu"),
    step=listed("um"),
    now=listed("aktuell derzeit heute bisher bislang zuvor vorher ausgangswert statt"),
    at_least=listed("mindestens über wenigstens minimum mind"),
    at_most=listed("höchstens maximal unter maximum max"),
    more=listed("mehr höher größer länger besser"),
    less=listed("weniger niedriger kleiner kürzer geringer"),
    than=listed("als"),
    negations=listed("nicht kein"),
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
    fractions={"hälfte": 50.0, "drittel": 100 / 3},
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
    months=listed(
        "januar februar märz april mai juni juli august september oktober november dezember "
        "jan feb apr jun jul aug sep okt nov dez"
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
    short_periods=listed("seconds minutes hours days"),
    within=listed("in innerhalb binnen während über nach alle jede letzten nächsten ersten"),
    places=listed("in mit für bei an auf aus zwischen"),
    labels=listed("phase version stufe woche tag schritt top iso kapitel teil nr kw sprint level"),
    deadlines=listed(
        "q1 q2 q3 q4 h1 h2 quartalsende jahresende monatsende januar februar märz april mai "
        "juni juli august september oktober november dezember"
    ),
    done=("t", "en"),
    ranges=listed("zwischen"),
    per=listed("pro je jede jeden"),
    rhythms=listed("tag woche monat quartal"),
    and_words=listed("und sowie"),
    continuing=listed("weiter weiterhin fortführen beibehalten halten"),
    incremental=listed("etwas leicht allmählich bisschen schrittweise geringfügig"),
    decimal_comma=True,
    verb_last=True,
)
