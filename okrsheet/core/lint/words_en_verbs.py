"""English: the verbs that lead a key result, and what each of them promises."""

from typing import Final

from okrsheet.core.lint.vocabulary import deeds, forms, listed

NOUNS: Final = listed(
    "training planning testing coaching monitoring sourcing reporting meeting mentoring"
)
"""Nouns that look like verbs."""
UP: Final = forms(
    "increase raise boost lift expand accelerate double triple quadruple multiply "
    "maximize maximise gain attract convert acquire extend scale add climb"
) | listed(
    "grow grows grew grown growing growth rise rises rose rising risen uplift win wins "
    "won winning higher increase doubling tripling added adding upsell get gets got "
    "gained"
)
DOWN: Final = forms(
    "reduce decrease lower cut shrink shorten slash minimize minimise halve eliminate "
    "diminish lessen curb trim drop decline lose remove drive-down bring-down limit cap restrict "
    "timebox time-box"
) | listed(
    "cutting dropped dropping fall falls fell falling shrank shrunk reduction trimmed "
    "trimming lost losing loss decreases halving"
)
CHANGE: Final = forms(
    "increase raise boost lift expand accelerate maximize maximise scale reduce decrease "
    "lower cut shrink shorten minimize minimise diminish lessen decline drop double "
    "triple"
) | listed(
    "grow grows grew grown growing cutting more less fewer "
    "higher shorter larger bigger wider broader closer"
)
KEEP: Final = (
    forms("maintain keep sustain retain stay remain preserve stabilize stabilise")
    | listed("kept sustained steady constant")
) - listed("remaining")
BETTER: Final = forms(
    "improve enhance strengthen optimize optimise better streamline modernize "
    "modernise elevate deepen foster nurture empower promote boost leverage maximize "
    "maximise advance enrich encourage simplify revitalize transform inspire delight "
    "energize reinvent champion evolve mature refine accelerate solidify professionalize "
    "cultivate uplevel upskill supercharge amplify unlock innovate reinforce fortify "
    "intensify diversify broaden widen heighten augment stimulate sharpen tighten perfect "
    "harmonize harmonise rationalize rationalise differentiate revolutionize uplift "
    "avoid mitigate alleviate ease combat prevent ameliorate beautify bolster brighten catalyze "
    "catalyse democratize democratise embolden enlarge expedite further future-proof "
    "galvanize hone humanize humanise ignite incentivize incentivise invigorate lighten polish "
    "professionalise propel re-energize re-energise reinvigorate rejuvenate reshape revitalise "
    "revive smooth spark turbocharge soften quicken hasten economize economise relieve safeguard "
    "uphold unblock revamp demystify popularize popularise entrench ingrain instill instil cement"
) | listed("build-up drive drives drove")
REACH: Final = forms(
    "reach achieve hit attain exceed surpass generate meet close secure earn obtain cross "
    "pass average bring establish complete define introduce"
) | listed(
    "hold holds holding held met hits hitting have has having get gets got see sees bring brought"
)
ENDLESS: Final = (
    deeds(
        "support oversee manage handle help assist explore research analyze analyse investigate "
        "participate attend study examine collaborate contribute facilitate coordinate focus "
        "work try strive continue coach mentor advise consult observe look think encourage "
        "promote share engage communicate refactor practice practise learn use utilize utilise "
        "experiment brainstorm socialize network aid pursue seek attempt endeavor liaise "
        "cooperate interact familiarize immerse iterate tweak tackle embrace motivate advocate "
        "listen care respect reflect rethink revisit reconsider align monitor partake involve "
        "dabble supervise consider celebrate challenge evangelise evangelize influence protect "
        "unite educate address chase empathize empathise hustle ideate inquire strategize "
        "strategise steer ponder contemplate hope wish intend respond socialise tinker hunt "
        "browse appreciate exploit harness control reward"
    )
    | listed(
        "take takes took taking taught teach teaches thinking thought aim aims aiming "
        "seeks sought strove striving lean dig dive deep-dive double-down follow-up"
    )
) - NOUNS
WORK: Final = (
    deeds(
        "do train brief explain gather collect source interview conduct organize organise host "
        "propose pitch test triage prioritize prioritise prepare plan review present highlight "
        "run read audit certify publicise publicize log talk research co-host execute speak "
        "discover identify benchmark recruit survey discuss evaluate assess describe verify "
        "track measure advertise validate pinpoint compile outline summarize summarise "
        "calculate sketch inspect compare spend invest dedicate curate pilot retro correlate "
        "reproduce replicate perform distribute answer meditate exercise jog journal greet "
        "rehearse tutor invite inform notify follow negotiate "
        "visit contact scan shadow knock taste walk overhaul rework"
    )
    | listed("lead leading led planned running ran fund funds funded sponsor sponsors allocate")
) - NOUNS
MAKE: Final = deeds(
    "upgrade ship deploy deliver publish write create build develop produce design draft "
    "document implement complete finish release define set establish migrate install "
    "configure introduce refactor fix resolve post add submit prototype merge code film "
    "provide include rebuild extend update redesign rewrite assemble compose construct craft "
    "author translate record upload print paint edit integrate solve port patch repair refurbish "
    "restore"
) | listed("wrote written built set setting shipped shipping made make makes making ")
