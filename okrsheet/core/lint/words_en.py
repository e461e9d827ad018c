"""English."""

from okrsheet.core.lint import words_en_things as things
from okrsheet.core.lint import words_en_verbs as verbs
from okrsheet.core.lint.vocabulary import (
    Vocabulary,
    deeds,
    enumerated,
    forms,
    joined,
    listed,
    phrases,
)

WORDS = Vocabulary(
    code="en",
    complete=True,
    up=verbs.UP,
    down=verbs.DOWN,
    change=verbs.CHANGE,
    keep=verbs.KEEP,
    better=verbs.BETTER,
    reach=verbs.REACH,
    endless=verbs.ENDLESS,
    work=verbs.WORK,
    make=verbs.MAKE,
    holding=listed("hold holding"),
    launch=deeds("launch release kick-off roll-out start begin unveil introduce debut")
    | listed("began begun kick kicked kicks roll rolls rolled launching start starting"),
    hire=deeds("hire recruit") | listed("hiring hired"),
    asking=listed("which whether how why what"),
    chore=deeds(
        "email mail call phone schedule book print forward remind order buy rename reply chat ping"
    )
    | listed("send sends sent sending ring tidy"),
    made=things.MADE,
    meetings=things.MEETINGS,
    performing=listed(
        "observes holds meets reviews visits attends calls runs reads writes takes "
        "teaches presents shares performs conducts interviews leads hosts trains coaches mentors "
        "practises practices"
    ),
    subjective=things.SUBJECTIVE,
    feelings=things.FEELINGS,
    lower_is_better=things.LOWER_IS_BETTER,
    service=listed("sla slas slo slos uptime availability"),
    moods=things.MOODS,
    degrees=listed("high low strong solid"),
    indicators=listed("kpi kpis indicator indicators metric metrics"),
    metrics=things.METRICS,
    efforts=things.EFFORTS,
    winning=forms(
        "attract acquire gain convert generate onboard earn close sign land delight "
        "automate enroll enrol enter satisfy digitize digitise standardize standardise "
        "formalize formalise fill"
    )
    | listed("win wins won winning sell sells sold selling get gets got secure secures bring"),
    plenty=things.PLENTY,
    schemes=listed(
        "programs programmes practices campaigns strategies initiatives activities habits "
        "partnerships relationships policies measures opportunities actions techniques approaches"
    ),
    seeking=deeds("identify discover find uncover spot pinpoint clarify"),
    assuring=forms("ensure guarantee assure safeguard"),
    capable=listed(
        "proper properly usable scalable flexible maintainable extensible compatible manageable"
    ),
    exists=listed("there"),
    gerunds=verbs.NOUNS
    | listed(
        "pricing funding billing building marketing engineering onboarding hiring branding "
        "packaging accounting routing logging housing catering financing learning wording "
        "alerting monitoring reporting listing rating opening offering setting staffing tracking "
        "filing wiring lighting"
    ),
    evasive=things.EVASIVE,
    intentions=things.INTENTIONS,
    vessels=things.VESSELS,
    headers=listed("key result results kr krs objective objectives okr okrs example"),
    vanity=listed(
        "followers likes impressions views page-views pageviews hits visits upvotes retweets "
        "shares fans mentions downloads stars"
    ),
    blanks=listed(
        "number no amount percent percentage x y z n m target baseline value # ... … count"
    ),
    letters=listed("x y z n m"),
    placeholders=listed(
        "tbd tbc tba xx xxx xxxx nn todo placeholder fixme n0 n1 n2 n3 n4 n5 n6 n7 n8 n9 redacted"
    ),
    elsewhere=listed(
        "goal goals target targets forecast plan budget objectives okr okrs quota quotas"
    ),
    openers=listed(
        "we i to will would should must shall our us the please also and successfully have "
        "you they can need going now then let not"
    ),
    articles=listed("a an the our all some any"),
    small=listed(
        "the a an of to and or by for in into from with on onto at is are was were be been "
        "being our that which who this these their its it as per than via vs versus using "
        "through within have has had can could will would shall should must may do does not "
        "no so such if when while until before instead after during about over under across "
        "between among without because where each every all any some both either out up down off "
        "back there then also but around toward towards worth"
    ),
    states=listed(
        "is are was were be been being has have had can gets get supports runs works uses "
        "exists becomes remains accepts provides includes ensures allows enables handles"
    ),
    claiming=listed("make makes made making become becomes feel feels seem seems stay stays"),
    spent=listed("in of on for spent with"),
    origin=listed("from"),
    former=listed("last prior prev former earlier"),
    goal=listed("to targeting"),
    step=listed("by"),
    now=listed(
        "currently current baseline today now was were vs versus previously previous existing "
        "present presently compared against starting instead rather moment had"
    ),
    about=listed("approximately approx roughly circa ca around about nearly almost"),
    at_least=listed(
        "over above exceeding exceed exceeds exceeded minimum min surpass surpasses beyond past "
        "top least"
    )
    - listed("top past"),
    at_most=listed("under below maximum max tops beneath most underneath"),
    more=listed("more greater bigger higher better larger longer older above later"),
    less=listed("less fewer lower smaller shorter faster sooner quicker under below earlier"),
    than=listed("than"),
    negations=listed("no not never don't doesn't won't cannot can't nobody none without neither"),
    numbers=enumerated("zero one two three four five six seven eight nine ten eleven twelve")
    | {"fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0}
    | {"seventy": 70.0, "eighty": 80.0, "ninety": 90.0, "dozen": 12.0, "hundred": 100.0}
    | joined(
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "one two three four five six seven eight nine",
    ),
    seldom=listed("one"),
    further=listed("new additional extra further"),
    ordinals=listed(
        "first second third fourth last other next better latter former final january february "
        "march april may june july august september october november december"
    ),
    idioms=phrases(
        "one of|one another|one by one|one on one|one to one|one to another|"
        "one to many|one or two|zero in|hundred percent behind|hundred percent committed|"
        "zero sum|happy path|happy paths|happy hour|"
        "best practice|best practices|good practice|best effort|competitive research|"
        "competitive analysis|competitive intelligence|competitive landscape|or more|no more|"
        "any more|"
        "more or less|learn more|more about|nine to five|two and two|on the third of"
    ),
    titles={"360": listed("feedback process review reviews survey surveys degree degrees view")},
    fractions={
        "half": 50.0,
        "third": 100 / 3,
        "thirds": 100 / 3,
        "quarter": 25.0,
        "quarters": 25.0,
        "fifth": 20.0,
        "fifths": 20.0,
        "one-half": 50.0,
        "one-third": 100 / 3,
        "two-thirds": 200 / 3,
        "one-quarter": 25.0,
        "three-quarters": 75.0,
    },
    factors={
        "double": (2.0, "x"),
        "doubling": (2.0, "x"),
        "doubled": (2.0, "x"),
        "triple": (3.0, "x"),
        "tripling": (3.0, "x"),
        "tripled": (3.0, "x"),
        "quadruple": (4.0, "x"),
        "halve": (50.0, "%"),
        "halving": (50.0, "%"),
        "halved": (50.0, "%"),
    },
    folds={
        word + fold: 2 + value
        for word, value in enumerated("two three four five six seven eight nine ten").items()
        for fold in ("fold", "-fold")
    },
    times={"once": 1.0, "twice": 2.0, "thrice": 3.0},
    scales=dict.fromkeys(("k", "thousand", "thousands"), 1000.0)
    | dict.fromkeys(("m", "mm", "mn", "mio", "million", "millions"), 1000000.0)
    | dict.fromkeys(("b", "bn", "billion", "billions"), 1000000000.0)
    | dict.fromkeys(("lakh", "lakhs"), 100000.0)
    | dict.fromkeys(("cr", "crore", "crores"), 10000000.0),
    months=listed(
        "january february march april may june july august september october november "
        "december jan feb mar apr jun jul aug sep sept oct nov dec"
    ),
    periods={
        "ms": "milliseconds",
        "millisecond": "milliseconds",
        "milliseconds": "milliseconds",
        "s": "seconds",
        "sec": "seconds",
        "secs": "seconds",
        "second": "seconds",
        "seconds": "seconds",
        "min": "minutes",
        "mins": "minutes",
        "minute": "minutes",
        "minutes": "minutes",
        "h": "hours",
        "hr": "hours",
        "hrs": "hours",
        "hour": "hours",
        "hours": "hours",
        "day": "days",
        "days": "days",
        "week": "weeks",
        "weeks": "weeks",
        "wk": "weeks",
        "wks": "weeks",
        "month": "months",
        "months": "months",
        "quarter": "quarters",
        "quarters": "quarters",
        "year": "years",
        "years": "years",
        "yr": "years",
        "yrs": "years",
    },
    short_periods=listed("milliseconds seconds minutes hours days"),
    within=listed(
        "within inside in during over for first last next rolling every each past after through"
    ),
    places=listed("across in for at on between into via among using through"),
    labels=listed(
        "region fortune district zone room terminal gate top phase version release tier level "
        "stage week weeks day sprint step type category class v rev revision iso soc wcag "
        "python windows ios android http tls covid chapter part quarter fy sla page article "
        "section rule option series gen generation grade milestone priority severity horizon "
        "wave batch cohort season version: no. number result kr objective"
    ),
    deadlines=listed(
        "q1 q2 q3 q4 h1 h2 eoy eoq eom quarter year-end month-end tomorrow january february "
        "march april june july august september october november december"
    ),
    adverbs=("ly",),
    ongoing=("ing",),
    done=(
        "ed",
        "done",
        "built",
        "written",
        "made",
        "won",
        "live",
        "sent",
        "shown",
        "held",
        "given",
        "signed-off",
        "spoken",
        "taught",
        "bought",
    ),
    ranges=listed("between"),
    per=listed("per a an each every"),
    rhythms=listed("day night shift week month quarter sprint morning evening release"),
    adverbs_of_rhythm=listed("daily weekly monthly biweekly bi-weekly fortnightly"),
    and_words=listed("and & plus"),
    continuing=listed("continue continues continuing keep maintain remain stay sustain ongoing"),
    incremental=listed(
        "slightly somewhat incrementally incremental gradually marginally minor bit little "
        "further modestly"
    ),
)
