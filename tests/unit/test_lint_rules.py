"""Every rule of the lint speaks where it should, and only there."""

import pytest

from okrsheet.core.lint.judge import judge_key_result, judge_objective
from okrsheet.core.lint.objective_rules import OBJECTIVE_RULES
from okrsheet.core.lint.rules import RULES

SPEAKS = {
    "question": [
        "Should we enter the Swiss market?",
        "Can 40 customers be moved by May?",
        "Do 90% of users come back?",
        "Which team owns onboarding? ",
        "Are we faster than last year?",
    ],
    "placeholder": [
        "Reach a daily count of x on most days",
        "Answer letters in <todo> days",
        "Hire x drivers",
        "Keep the cost of a parcel at Y.",
        "Hold sick leave below X",
        "Grow bookings to $X",
        "Reduce churn to y %",
        "Sign [number] partners",
        "Raise margin from X to Y",
        "Reach TBD active accounts",
        "Win {#} tenders",
    ],
    "vague-verb": [
        "Improve the quality of our support",
        "Increase customer loyalty",
        "Reduce waiting times in the clinic",
        "We will boost morale across the warehouse",
        "Strengthen our brand in Austria",
        "Kundenzufriedenheit verbessern",
        "Melhorar a satisfação dos clientes",
        "De omzet verhogen",
    ],
    "endless-work": [
        "Support the regional sales teams",
        "Help customers with their migration",
        "Analyze why patients cancel",
        "Participate in industry events",
        "Collaborate with the design team",
        "Das Vertriebsteam unterstützen",
        "Focus on key accounts",
    ],
    "no-measure": [
        "Net Promoter Score",
        "Employee morale",
        "Users are happy with the app",
        "Maintain good relations with suppliers",
        "Make checkout easy",
        "The portal is fast and intuitive",
        "Provide enough training for nurses",
    ],
    "launch": [
        "Launch the loyalty program",
        "Release a mobile client",
        "Kick off the partner initiative",
        "Roll out the new expense tool",
        "Introduce a buddy system",
        "Start a newsletter",
    ],
    "contrary": [
        "Increase returning visitors from 40% to 30%",
        "Reduce defects from 5 to 9",
        "Grow the pipeline from $3M to $2M",
        "Lower handling time from 4 minutes to 6 minutes",
        "Cut invoices in dispute from 12 to 20",
    ],
    "activity": [
        "Hold a workshop for dealers in the north",
        "Meet with 12 dealers",
        "Meet 10 suppliers",
        "Visit 20 farms",
        "Pilot the form and have it completed",
        "Pilot with friends",
        "Meet with the mayor",
        "Have a call with every branch",
        "Jointly fund 3 shelters",
        "Negotiate with 4 dairies",
        "Write in a journal weekly",
        "Share one tip every day",
        "Perform a fire drill",
        "Invite dealers to the test",
        "Answer questions in the forum",
        'Hold "open door" meetings with the neighbours',
        "Conduct 12 customer interviews",
        "Hire a head of finance",
        "Organize two supplier days",
        "Train 30 shop managers",
        "Gather the answers of pilots",
        "Recruit 4 nurses",
        "Do 8 stock audits",
        "Co-host three fairs with the chamber of trade",
        "Speak at two trade fairs",
    ],
    "counted-work": [
        "A bulletin is published once a week",
        "Publish 8 articles",
        "Ship 5 features",
        "Write three handbooks",
        "Create 12 product videos",
        "6 webinars held for dealers",
        "4 conferences spoken at",
        "5 recorded talks",
        "Author 5 new recipes",
        "Implement 5 performance improvements",
        "Add 6 pages for customers",
        "Build 3 dashboards",
        "Complete four savings initiatives",
        "5 drivers complete forklift certification",
        "30 videos covering every ward",
        "Draft or translate 3 handbooks",
        "Translate 12 leaflets",
        "Complete one safety drill per week",
    ],
    "task-sized": [
        "Email the board the budget",
        "Call the top ten dealers",
        "Book a venue for the summit",
        "Order new headsets",
        "Schedule a retro",
    ],
    "placeholder-left": [
        "Raise renewals from X % to 92 %",
        "Publish the <Product> roadmap",
        "Sign the contract by {date}",
        "[Team] closes 40 tickets",
        "Move [company] to the new plan",
    ],
    "target-elsewhere": [
        "Meet the sales forecast",
        "Achieve our quarterly plan",
        "Hit the budget",
        "Reach all team goals",
        "Exceed the regional targets",
    ],
    "change-of-unknown": [
        "Increase repeat orders by 15%",
        "Reduce energy use by 8 percent",
        "10% growth in web orders",
        "Double the number of active dealers",
        "+20% more referrals",
    ],
    "compound": [
        "Win 10 customers and keep churn under 3%",
        "Reach 500 sign-ups, 40 paying teams",
        "Cut costs to $40K and raise margin to 30%",
        "Publish 5 cases and collect 20 reviews",
        "Score 60 NPS and 95% retention",
    ],
    "subjective": [
        "The form has some new fields",
        "Publish a modern, robust handbook",
        "The portal is intuitive",
        "Deliver a seamless handover between shifts",
        "Sign 5 significant partners",
        "Write a comprehensive guide for dealers",
    ],
    "vanity": [
        "Reach 20,000 followers",
        "Get 1,000 likes a week",
        "Grow page views to 90K",
        "Win 300 stars on our repository",
        "Collect 5,000 downloads by June",
    ],
    "long": [
        "Reach 40 customers " + "in the northern region and its neighbours " * 5,
        "Raise the share of " + "orders that " * 20 + "arrive on time to 95%",
        "x" * 201,
        "Keep " + "uptime " * 40 + "at 99.9%",
        "1 " * 120,
    ],
    "no-date": [
        "Sell 40 hats/caps in both shops",
        "Reach 40 paying teams",
        "Cut waiting time to 12 minutes",
        "Publish the tariff sheet",
        "Margin above 30%",
        "Hire two bakers",
    ],
}

SILENT = {
    "question": [
        "Answer 90% of customer questions within a day",
        "Publish the list of open questions",
        "Reach 40 teams (why: growth)",
        "FAQ page read by 500 people",
        "Ask 30 patients what they need",
    ],
    "placeholder": [
        "Ship X Terminal to all depots",
        "Raise margin from 28% to 33%",
        "Ship version X of the platform",
        "Reach 50 accounts on plan Y",
        "Windows X client is certified",
        "Sign 3 partners [shared with sales]",
    ],
    "vague-verb": [
        "Improve first-call resolution from 61% to 75%",
        "Increase repeat orders to 40 a week",
        "Improve security by completing the audit",
        "Extend test coverage to all services",
        "Reduce stock-outs below 2%",
    ],
    "endless-work": [
        "Launching of the night bus",
        "Support 400 stores with the new till",
        "Help 30 clients finish migration",
        "Review the forecast every week",
        "Training plan is approved",
        "Support portal is online",
    ],
    "no-measure": [
        "Net Promoter Score of 55",
        "ISO 9001 certificate issued",
        "Gateway policy is published",
        "All shops accept cards",
        "Contract with the port signed",
        "We have indicators for every warehouse",
    ],
    "launch": [
        "Launch the loyalty program and win 500 members",
        "Launch event attracts 300 guests",
        "500 qualified leads from the new campaign",
        "Loyalty program is live in 12 shops",
        "Tariff sheet published",
    ],
    "contrary": [
        "Increase returning visitors from 30% to 40%",
        "Reduce defects from 9 to 5",
        "Improve response time from 9 to 4 hours",
        "Move stock turns from 6 to 8",
        "Cut invoices in dispute to 20",
    ],
    "activity": [
        "Raise the share of trained shop managers from 40% to 90%",
        "Meet the fire code",
        "Meet 3 of the deadlines",
        "Pilot with the county hospital completed",
        "Have a contract with every branch",
        "The call with the bank is over",
        "Shared forms and tools are in use",
        "30 patients rebook within a month",
        "Source code is open",
        "Process for returns is published",
        "Processing time below 4 days",
        "Survey response rate above 80%",
        "Hold the operator's licence by the due date",
        "Reach 12 reference customers",
    ],
    "counted-work": [
        "Reach 500 paying customers",
        "3 pilots converted into contracts",
        "50 registered developers",
        "Add 6 large customers",
        "Build a network of 5 active sources",
        "Ship orders within 24 hours",
        "40% of readers subscribe",
        "12 clinics use the planner daily",
        "Make the ferry ready for winter (99.5% availability)",
        "Zero recalls (depot down for a day, double pay) in launch quarter",
        "Publish the annual report",
    ],
    "task-sized": [
        "Call wait from 6:30 min to 3 min",
        "Order errors from 12 to 4",
        "Email open rate above 30%",
        "Order value rises from $40 to $52",
        "Called-back patients up from 50% to 80%",
        "Bookings reach $2M",
        "Prints per branch fall below 200",
    ],
    "placeholder-left": [
        "Raise renewals from 88 % to 92 %",
        "Sign the contract by 30 June",
        "Sign 3 partners [see the list below]",
        "Response time < 4 hours",
        "Team A closes 40 tickets",
    ],
    "target-elsewhere": [
        "Get the board's approval for the plan",
        "Define the budget of the choir",
        "Meet the sales forecast of $2M",
        "Reach 60% of the plan",
        "Forecast error below 5%",
        "Goals of all teams are published",
        "Plan approved by the board",
    ],
    "change-of-unknown": [
        "Cut unplanned downtime by 20% (baseline 50 hours)",
        "Increase repeat orders from 20 to 23",
        "Reduce energy use from 50 to 46 MWh",
        "Reach 15% market share",
        "Finish by 15 June",
        "Orders led by 12 dealers reach 400",
    ],
    "compound": [
        "Raise renewals from 80% to 90%",
        "Answer 95% of calls within 3 minutes",
        "Win 10 customers in 3 countries",
        "Keep stock between 20 and 30 days",
        "Keep margin between 20% and 30%",
        "Reach 40 teams by 15 May",
        "Sales and service reach 60 NPS",
    ],
    "subjective": [
        "Serve 400 guests less than 12 weeks after the opening",
        "95% of guests rate the room clean",
        "Reach 40 teams",
        "Publish the handbook",
        "More than 40 shops accept cards",
        "Sign 5 partners",
    ],
    "vanity": [
        "Reach 20,000 paying readers",
        "Convert 4% of trial users",
        "Win 300 subscribers",
        "Grow renewals to 90%",
        "Sell 5,000 licences by June",
    ],
    "long": [
        "Reach 40 customers in the northern region",
        "x" * 200,
        "Raise renewals from 80% to 90%",
        "Keep uptime at 99.9%",
        "",
    ],
    "no-date": [
        "Reach 40 paying teams by June",
        "Cut waiting time to 12 minutes by 30 April",
        "Publish the tariff sheet in Q3",
        "Margin above 30% by the end of the quarter",
        "Hire two bakers within 6 weeks",
    ],
}

OBJECTIVE_SPEAKS = {
    "objective-placeholder": [
        "Become the first choice for [product]",
        "Win the <Region> market",
        "Make {team} proud",
        "Own TBD",
        "Grow X %",
    ],
    "objective-number": [
        "Win 20% of the market",
        "Reach $5M in revenue",
        "Delight 500 customers",
        "Grow from 10 to 20 shops",
        "Be live in 12 countries",
    ],
    "objective-continues": [
        "Continue our great support",
        "Keep delivering on time",
        "Maintain our position",
        "Remain the market leader",
        "Stay compliant",
    ],
    "objective-incremental": [
        "Slightly faster onboarding",
        "Gradually modernise the shops",
        "A little more focus on quality",
        "Marginally better margins",
        "Further develop the portal",
    ],
    "objective-vague": [
        "Grow revenue",
        "Improve quality",
        "Increase sales",
        "Strengthen the brand",
        "Reduce costs",
    ],
    "objective-work": [
        "Support the sales team in Spain",
        "Hire the best people in town",
        "Launch the new website for dealers",
        "Conduct research into pricing",
        "Analyze the market in Norway",
    ],
    "objective-long": ["Become the partner " + w * 30 for w in ("we love ", "of all ")]
    + ["x" * 121, "Be the " + "very " * 30 + "best", "Win " + "hearts and " * 15 + "minds"],
}

OBJECTIVE_SILENT = {
    "objective-placeholder": [
        "Become the first choice for bakeries",
        "Win the northern market",
        "Make every shift proud",
        "Own the last mile",
        "Be the bank for X-ray clinics",
    ],
    "objective-number": [
        "Win the heart of the market",
        "Be the number one in town",
        "Make ISO 27001 a selling point",
        "Lead the way in Industry 4.0",
        "Finish phase 2 with pride",
    ],
    "objective-continues": [
        "Become the keeper of our city's memory",
        "Turn guests into regulars",
        "Win back the trust of dealers",
        "Break our dependence on one supplier",
        "Make safety our signature",
    ],
    "objective-incremental": [
        "Become the fastest clinic in the county",
        "Win the trust of small farms",
        "Reinvent the way we onboard",
        "Make delivery a pleasure",
        "Turn service into our best salesman",
    ],
    "objective-vague": [
        "Grow into the Nordic market with partners people trust",
        "Improve the first week of every new nurse",
        "Become the easiest bank for small firms",
        "Win back lost dealers",
        "Make support the reason people stay",
    ],
    "objective-work": [
        "Build the most trusted clinic in town",
        "Become the first choice of dealers",
        "Our dealers sell more than anyone else's",
        "Customers renew without being asked",
        "Be the team others want to join",
    ],
    "objective-long": [
        "Become the first choice",
        "x" * 120,
        "",
        "Win hearts",
        "Be the best bakery",
    ],
}


def cases(table):
    return [
        pytest.param(rule, text, id=f"{rule}: {text[:40]}")
        for rule, texts in table.items()
        for text in texts
    ]


def told(wording):
    return [remark.rule for remark in wording.remarks]


@pytest.mark.parametrize(("rule", "text"), cases(SPEAKS))
def test_the_rule_speaks(rule, text):
    assert rule in told(judge_key_result(text))


@pytest.mark.parametrize(("rule", "text"), cases(SILENT))
def test_the_rule_is_silent(rule, text):
    assert rule not in told(judge_key_result(text))


@pytest.mark.parametrize(("rule", "text"), cases(OBJECTIVE_SPEAKS))
def test_the_objective_rule_speaks(rule, text):
    assert rule in told(judge_objective(text))


@pytest.mark.parametrize(("rule", "text"), cases(OBJECTIVE_SILENT))
def test_the_objective_rule_is_silent(rule, text):
    assert rule not in told(judge_objective(text))


@pytest.mark.parametrize("table", [SPEAKS, SILENT], ids=["speaks", "silent"])
def test_every_rule_has_five_texts_of_each_kind(table):
    assert {rule: len(texts) >= 5 for rule, texts in table.items()} == {
        rule.id: True for rule in RULES
    }


@pytest.mark.parametrize("table", [OBJECTIVE_SPEAKS, OBJECTIVE_SILENT], ids=["speaks", "silent"])
def test_every_objective_rule_has_five_texts_of_each_kind(table):
    judged_alone = [rule.id for rule in OBJECTIVE_RULES if rule.id != "objective-inventory"]
    assert {rule: len(texts) >= 5 for rule, texts in table.items()} == dict.fromkeys(
        judged_alone, True
    )


TASKS = ["Publish 8 articles", "Conduct 12 customer interviews", "Hire a head of finance"]
RESULTS = ["Raise renewals from 80% to 90%", "Margin above 30%", "Reach 40 paying teams"]


@pytest.mark.parametrize(
    ("texts", "speaks"),
    [
        pytest.param(TASKS, True, id="three tasks"),
        pytest.param(TASKS[:2], True, id="two tasks"),
        pytest.param([*TASKS, *RESULTS[:2]], True, id="three tasks, two results"),
        pytest.param([*TASKS[:2], RESULTS[0]], True, id="two tasks, one result"),
        pytest.param(["Support the sales team", *TASKS[:1]], True, id="endless work and a task"),
        pytest.param(RESULTS, False, id="three results"),
        pytest.param([*TASKS[:1], *RESULTS[:1]], False, id="half and half"),
        pytest.param([*TASKS[:1], *RESULTS], False, id="one task"),
        pytest.param(TASKS[:1], False, id="a single key result is no inventory"),
        pytest.param([], False, id="no key results"),
    ],
)
def test_a_list_of_tasks_is_an_inventory(texts, speaks):
    wordings = [judge_key_result(text) for text in texts]
    judged = judge_objective("Become the first choice of dealers", wordings)
    assert ("objective-inventory" in told(judged)) is speaks
