"""English: the names of things and how they are praised."""

from typing import Final

from okrsheet.core.lint.vocabulary import NONE, listed

MADE: Final = listed(
    "feature features post posts blog blogs article articles interview interviews workshop "
    "workshops session sessions talk talks webinar webinars meeting meetings video videos "
    "podcast podcasts newsletter newsletters page pages component components site sites "
    "discussion discussions estimate estimates review reviews candidate candidates "
    "presentation presentations report reports prototype prototypes experiment experiments "
    "campaign campaigns email emails call calls course courses training trainings event "
    "events document documents doc docs template templates tutorial tutorials idea ideas test "
    "tests issue issues ticket tickets pr prs commit commits dashboard dashboards playbook "
    "playbooks guide guides story stories release releases iteration iterations project "
    "projects channel channels hire hires engineer engineers developer developers interviewee "
    "influencer influencers researcher researchers survey surveys conference conferences "
    "meetup meetups hackathon hackathons hours spike spikes proposal proposals pilot pilots "
    "visit visits study studies plan plans mockup mockups asset assets ad ads handout "
    "handouts checklist checklists screencast screencasts initiative initiatives activity "
    "activities alert alerts tweet tweets certification certifications measurements audits "
    "demo demos scripts deliverables tasks actions briefings newsletters flyers confs streams "
    "livestreams launches conversation conversations check-in check-ins checkin checkins "
    "one-on-one one-on-ones one-to-one one-to-ones 1:1 1:1s retro retros standup standups "
    "stand-up stand-ups"
)
MEETINGS: Final = listed(
    "meet meets met meeting meetings conversation conversations call calls session sessions "
    "interview interviews check-in check-ins checkin checkins ins one-on-one one-on-ones 1:1 1:1s "
    "workshop workshops discussion discussions chat chats talk talks standup standups stand-up "
    "stand-ups one-to-one one-to-ones"
)
SUBJECTIVE: Final = listed(
    "nice cutting-edge state-of-the-art exciting appropriate appropriately substantially "
    "considerably impactful effective efficient seamless seamlessly smooth robust "
    "scalable intuitive user-friendly friendly modern innovative compelling well strong healthy "
    "improved optimal comprehensive extensive welcoming valuable useful clear clearer clean "
    "cleaner high-quality timely proactive proactively closely regularly acceptable satisfactory "
    "up-to-standard manageable sustainable proper properly satisfying ideally maybe potentially "
    "some certain up-to-date flexible usable fast easy easily deeper successful "
    "positive quick reliable stable performant solid productive engaged motivated empowered "
    "satisfied responsive accurate relevant competent skilled attractive appealing beautiful "
    "elegant polished transparent agile resilient trusted respected recognized aligned valued "
    "informed supportive inclusive important coherent representative interesting promising "
    "sensible suitable thorough thoroughly securely gracefully rapid rapidly swift tidy neat "
    "decent dependable pleasant enjoyable engaging inspiring convincing impressive remarkable "
    "notable substantial considerable noticeable genuine authentic honest helpful caring "
    "empathetic respectful savvy vibrant lively loyal convenient beneficial thriving "
    "regular unique asap frictionless effortless effortlessly painless hassle-free sophisticated "
    "powerful rich periodic periodically occasional occasionally ad-hoc accurately "
    "punctual punctually calm safe safely tasty cheerful cosy cozy peaceful stress-free "
    "data-driven customer-centric customer-focused user-centric people-first"
)
FEELINGS: Final = listed(
    "better great greater good best world-class best-in-class excellent outstanding amazing "
    "awesome several various numerous many enough sufficient adequate reasonable significantly "
    "significant meaningful meaningfully easier faster stronger healthier competitive delightful "
    "delighted love loved involved loves happy happier understand understands understood "
    "proficient aware "
    "confident comfortable familiar knowledgeable feel feels world-leading leading-edge more "
    "go-to premier first-class 1st-class top-notch top-tier high-performing best-of-breed "
    "unparalleled superior exceptional fantastic superb flawless memorable regularly frequently "
    "often continuously constantly continually consistently actively less fewer knows "
    "industry-leading market-leading class-leading smoother cheaper safer nicer friendlier "
    "quicker simpler smarter richer leaner tighter enjoy enjoys excited proud passionate inspired "
    "energized ongoing greener warmer bolder wiser calmer brighter kinder quickly promptly "
    "swiftly efficiently effectively lots plenty professionally warmly carefully kindly politely "
    "responsibly wisely strategically creatively confidently openly honestly fairly nicely "
    "thoughtfully diligently positively strongly deeply greatly vastly dramatically drastically "
    "tremendously noticeably respectfully gently comfortably adequately sufficiently reasonably "
    "sensibly cleverly beautifully brilliantly superbly holistically sustainably "
    "smoothly harder quieter know"
)
LOWER_IS_BETTER: Final = listed(
    "time times latency churn cost costs cac spend expense expenses error errors defect "
    "defects bug bugs incident incidents complaint complaints downtime turnaround turn-around "
    "attrition turnover debt backlog waste delay delays duration outage outages accidents "
    "wait waiting bounce abandonment mttr returns refunds escalations vulnerabilities "
    "overtime absenteeism failures crashes lead-time cycle-time"
)
MOODS: Final = listed(
    "awareness culture morale engagement trust loyalty reputation visibility motivation "
    "spirit relationship relationships rapport alignment collaboration cooperation "
    "transparency ownership accountability momentum synergy synergies mindset excellence "
    "innovation wellbeing well-being belonging inclusion diversity credibility understanding "
    "confidence buzz excitement enthusiasm teamwork clarity presence efficiency productivity "
    "happiness leadership compliance governance sense sustainability equality equity "
    "buy-in camaraderie cohesion competence creativity curiosity discipline empathy empowerment "
    "energy fairness goodwill harmony honesty hospitality impact inspiration integrity joy "
    "maturity passion pride professionalism resilience respect responsiveness success traction "
    "unity vitality wellness wisdom agility autonomy consistency continuity customer-centricity "
    "differentiation dominance effectiveness endurance fun hype influence mindshare openness "
    "optimism persistence popularity positivity prestige proactivity readiness relevance rigor "
    "rigour simplicity superiority thought-leadership vibrancy flexibility mastery expertise "
    "involvement atmosphere welcome"
)
METRICS: Final = listed(
    "value volume revenue nps csat satisfaction retention churn kpi kpis rate rates "
    "conversion conversions traffic growth engagement awareness productivity quality "
    "performance culture morale adoption activation margin margins profit profitability sales "
    "arr mrr pipeline bookings turnover attrition uptime availability latency throughput "
    "velocity usage score scores ratio share cost costs time visits signups sign-ups "
    "numbers downloads subscribers members users customers leads referrals accuracy coverage "
    "efficiency reliability security usability happiness loyalty reputation visibility income "
    "cashflow cash-flow ebitda roi sentiment installs installations impressions pageviews clicks"
)
EFFORTS: Final = listed(
    "generation acquisition building sharing expansion collaboration cooperation "
    "communication alignment excellence improvement improvements enhancement enhancements "
    "optimization optimisation growth innovation empowerment enablement networking leadership "
    "mentoring coaching management advancement involvement participation outreach teamwork "
    "transparency wellbeing well-being stability scalability promotion coordination "
    "exploration feedback contribution contributions commitment dedication interaction "
    "interactions experimentation familiarity proficiency fluency expertise mastery knowledge "
    "research curation maintainability modernization modernisation simplification "
    "digitalization digitalisation digitization digitisation transformation"
)
PLENTY: Final = frozenset(word for word in MADE if word.endswith("s")) | listed(
    "bugs documentation docs content code services products tools improvements materials "
    "customers clients users leads deals partners partnerships sales revenue business "
    "processes workflows procedures operations skills profiles subscribers members followers "
    "donors sponsors investors volunteers candidates applicants talent opportunities "
    "prospects accounts orders contracts signups sign-ups downloads visitors traffic "
    "referrals reviews testimonials people talents buyers students patients guests readers "
    "requirements donations income bookings leaders teachers staff employees markets suppliers"
)
_MET = frozenset(
    f"{verb} {whose}"
    for verb in ("meet", "meets", "meeting", "exceed", "exceeds", "satisfy", "satisfies")
    for whose in ("the", "their", "our", "customer", "user", "business", "client", "all")
)
_SOME: Final = listed(
    "certain dedicated large good fair growing increasing decent high higher greater great huge "
    "sizable significant substantial healthy sufficient wide"
)
EVASIVE: Final[dict[str, frozenset[str]]] = {
    "possible": listed("as if when whenever"),
    "like": listed("they we who i people users customers guests patients clients employees"),
    "need": frozenset({"what they", "what we", "what customers", "what people"}),
    "driven": NONE,
    "first": NONE,
    "centric": NONE,
    "centred": NONE,
    "centered": NONE,
    "forward": listed("move moves moved moving goes"),
    "track": listed("on"),
    "clockwork": listed("like"),
    "together": listed("pull pulls pulling"),
    "surprises": listed("no more"),
    "needs": _MET,
    "expectations": _MET,
    "basis": listed("regular ongoing continuous continual"),
    "level": listed("next"),
    "class": listed("world first"),
    "page": listed("same"),
    "us": listed(
        "trust trusts recommend recommends love loves respect respects value values prefer"
    ),
    "number": _SOME,
    "amount": _SOME,
    "variety": _SOME,
    "progress": listed(
        "confirm show demonstrate demonstrating good steady visible significant great tangible "
        "real meaningful substantial continued continuous"
    ),
}
INTENTIONS: Final[dict[str, tuple[str, ...]]] = {
    "spread": ("the word",),
    "walk": ("the talk",),
    "set": ("the tone", "an example", "the stage"),
    "fix": ("the basics",),
    "open": ("up to",),
    "lay": ("the foundation", "the foundations", "the groundwork"),
    "pull": ("together",),
    "fit": ("for the",),
    "stop": ("wasting", "losing", "fighting", "worrying"),
    "invest": ("in",),
    "connect": ("with",),
    "spend": ("time", "more", "less"),
    "think": ("outside", "big"),
    "lead": ("by", "the way"),
    "go": ("the extra", "beyond"),
    "stand": ("out",),
    "become": (
        "an expert",
        "the employer",
        "the leader",
        "a leader",
        "a learning",
        "the market",
        "a market",
        "known",
    ),
    "position": ("ourselves", "us", "the company", "the brand", "our"),
    "add": ("value",),
    "deliver": ("value", "results", "on"),
    "develop": ("our people", "our team", "our staff", "people"),
    "establish": ("ourselves", "us"),
    "have": ("fun",),
    "gain": ("experience", "expertise", "insight", "insights", "knowledge"),
    "provide": ("value",),
    "implement": ("best practices for", "best practices in"),
    "adopt": ("best practices for", "best practices in"),
    "follow": ("best practices for", "best practices in", "up on"),
    "apply": ("best practices for", "best practices in"),
    "use": ("best practices for", "best practices in"),
    "put": ("customers", "people", "users", "safety", "* over"),
    "prefer": ("* over",),
    "break": ("down silos", "down barriers", "silos", "barriers"),
    "enable": ("the team", "our team", "teams", "people", "sales", "the sales", "staff"),
    "save": ("time", "money", "water", "energy", "costs", "paper", "resources", "effort"),
    "know": ("our", "your", "the", "their", "how", "what", "who"),
    "pay": ("down tech", "down technical", "attention", "more attention"),
    "choose": ("* over",),
    "favor": ("* over",),
    "favour": ("* over",),
    "show": ("appreciation", "gratitude"),
    "bring": ("in new", "in more", "in fresh"),
    "bridge": ("the gap",),
    "prepare": ("for growth", "for the future"),
    "be": (
        *(
            "on top",
            "present",
            "known",
            "the employer",
            "the leader",
            "a leader",
            "the market",
            "a market",
            "seen as",
        ),
        *("perceived", "recognized as", "recognised as", "there for"),
    ),
    "get": (
        "the basics",
        "closer",
        "better",
        "the word",
        "in shape",
        "fit",
        "fitter",
        "healthier",
        "stronger",
    ),
    "make": ("progress", "the most", "a difference", "an impact"),
    "move": ("the needle", "forward", "towards", "toward"),
    "raise": ("the bar", "our game"),
    "push": ("the", "for"),
    "live": ("our", "up to"),
    "give": ("back", "more", "* a voice"),
    "reach": ("out",),
    "reaching": ("out",),
    "align": ("with",),
    "care": ("for", "about"),
    "act": ("as", "on", "with"),
    "look": ("after", "into", "for"),
    "build": ("on",),
    "level": ("up",),
    "step": ("up",),
    "speed": ("up",),
    "ramp": ("up",),
    "scale": ("up",),
}
VESSELS: Final = listed(
    "team teams environment environments culture atmosphere climate experience experiences "
    "foundation organization organisation company workplace brand ecosystem network "
    "relationship relationships community communities partnership partnerships basis position "
    "image"
)
