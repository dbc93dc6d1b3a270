"""Help beside the sample call: wishes, offers, what is on file, tone, cards, and a look back."""

from __future__ import annotations

from dataclasses import replace

from calls.findings import Claim, Concession, Insight, MayOffer, PolicyCard, ToneNote, Verdict, Want
from desk.own_review import OwnReview
from insight.jargon import JargonUsed

BODY = (
    "1. Look whether both payments are **settled**. A pending one falls away by itself within 5 working days.\n"
    "2. Settled twice: start the refund of the second. It takes 3 to 5 working days.\n"
    "3. Tell the customer the day by which it is there."
)
SETTLED = "both payments are settled"
CARDS = (
    PolicyCard("twice", "Charged twice", BODY, "Billing policy 1.4, Finance", "", False, "c68200"),
    PolicyCard("fees", "Late fees and bill credits", "Once a year.", "Billing 2.1", "2020-01-31", True, "c68200"),
)
HELP = Insight(
    wants=(
        Want("refund", "Money back", "c68200", (MayOffer("The second payment", "$250", SETTLED, "Charged twice"),)),
    ),
    concessions=(
        Concession("credit", "$10 credit", "", "2020-02-20", "before"),
        Concession("callback", "Callback", "c68200"),
    ),
    claims=(
        Claim("x", "order", "", Verdict.NEW, "c18600"),
        Claim("x", "email", "priya@mail.com", Verdict.DIFFERS, "c130100", "2020-02-20", "before"),
    ),
    tone=(ToneNote("Faster than at the start", 60.0, "c68200"),),
    cards=CARDS,
)
LOOK_BACK = OwnReview(
    (JargonUsed("escalate", "pass it on to somebody who decides", "c68200", 2),),
    ("Ask how they paid: which card or account.",),
    0.48,
    151,
    1,
    6.4,
    True,
)


def with_help(insight: Insight) -> Insight:
    return replace(
        insight,
        wants=HELP.wants,
        concessions=HELP.concessions,
        claims=HELP.claims,
        tone=HELP.tone,
        cards=HELP.cards,
    )
