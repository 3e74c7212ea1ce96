"""A small story told by hand: one wire text in two outlets, a toll that rises and is disputed, a slip, a promise."""

from __future__ import annotations

from newsledger.model import (
    Commitment,
    CopyGroup,
    Dispute,
    Happening,
    Plan,
    PlanVersion,
    Position,
    RoleHeld,
    Series,
    SeriesPoint,
    Side,
)
from tests.briefing.maker import Maker, on

WIRE = (
    "At least 14 people were killed in a blast at the Vell crossing on Tuesday, the ministry said.\n"
    "Talks on the Orm dam will open in Lindby on March 20, Foreign Minister Ada Brun said.\n"
    "“We will not be bullied,” Brun told reporters."
)
GUARD = "Nine people were killed in the blast, border guard chief Ruben Tosk said. “The rest is invention,” he said."
LATER = (
    "The talks on the Orm dam have been put off to April 3, Brun said.\n"
    "The death toll of the blast at Vell rose to 17.\n"
    "Norrin must open the sluices by April 1 under the accord.\n"
    "Brun opposes observers."
)


def story() -> Maker:
    """The whole small story."""
    m = Maker()
    m.article("wire", WIRE, "2023-03-14", publisher="North News", title="Blast kills 14", agency="Meridian Wire")
    m.article("copy", WIRE, "2023-03-15", publisher="Day <b>Paper</b>", title="Border blast", agency="Meridian Wire")
    m.article("guard", GUARD, "2023-03-14", publisher="State Agency", title="Nine dead")
    m.article(
        "later", LATER, "2023-03-19", publisher="Harbour Post", title="Talks put off", url="https://harbour.example/1"
    )
    m.copies = (CopyGroup(id="g1", articles=("wire", "copy"), agency="Meridian Wire", reason="same text"),)

    killed = {"unit": "people", "measure": "killed", "scope": "blast at Vell"}
    w, c = (m.figure(k, "At least 14 people were killed", 14, bound="at_least", source="the ministry", **killed)
            for k in ("wire", "copy"))  # fmt: skip
    g = m.figure("guard", "Nine people were killed", 9, source="Ruben Tosk", **killed)
    r = m.figure("later", "rose to 17", 17, **killed)
    m.add("series", Series(
        id="s1", measure="killed", unit="people", scope="blast at Vell", origins=3,
        claims=tuple(sorted((w.id, c.id, g.id, r.id))),
        points=(
            SeriesPoint(value=14, high=None, bound="at_least", as_of=on("2023-03-14"), sources=("the ministry",),
                        claims=(w.id, c.id), origins=1, state="superseded"),
            SeriesPoint(value=9, high=None, bound="exact", as_of=on("2023-03-14"), sources=("Ruben Tosk",),
                        claims=(g.id,), origins=1, state="disputed"),
            SeriesPoint(value=17, high=None, bound="exact", as_of=on("2023-03-19"), sources=(), claims=(r.id,), origins=1),
        ),
    ))  # fmt: skip
    m.add("disputes", Dispute(
        id="d1", kind="conflict", about="people killed in the blast at Vell", claims=tuple(sorted((w.id, g.id))), origins=2,
        reason="both hold for the same morning",
        sides=(
            Side(value="14", number=14, article="wire", claim=w.id, source="the ministry", told="2023-03-14"),
            Side(value="9", number=9, article="guard", claim=g.id, source="Ruben Tosk", told="2023-03-14"),
        ),
    ))  # fmt: skip

    blast = [m.event(k, "At least 14 people were killed in a blast at the Vell crossing on Tuesday", "ASSAULT")
             for k in ("wire", "copy")]  # fmt: skip
    m.add("happenings", Happening(
        id="h1", type="ASSAULT", title="14 people were killed in a blast at the Vell crossing", status="happened",
        when=on("2023-03-14"), place="Vell", claims=tuple(sorted(e.id for e in blast)), origins=1,
    ))  # fmt: skip
    ahead = m.event("wire", "Talks on the Orm dam will open", "CONSULT", status="future")
    m.add(
        "happenings",
        Happening(
            id="h2", type="CONSULT", title="Talks will open", status="future", when=on("2023-03-20"), claims=(ahead.id,)
        ),
    )

    p1 = m.plan(
        "wire", "Talks on the Orm dam will open in Lindby on March 20", "talks on the Orm dam", when=on("2023-03-20")
    )
    p2 = m.plan("later", "The talks on the Orm dam have been put off to April 3", "talks", when=on("2023-04-03"))
    m.add("plans", Plan(
        id="p1", what="talks on the Orm dam", names=("talks on the Orm dam", "Orm talks"), slips=(1,), origins=2,
        claims=tuple(sorted((p1.id, p2.id))),
        versions=(
            PlanVersion(told="2023-03-14", when=on("2023-03-20"), place="Lindby", status="scheduled", participants=(),
                        by=("Ada Brun",), claims=(p1.id,)),
            PlanVersion(told="2023-03-19", when=on("2023-04-03"), place=None, status="postponed", participants=(),
                        by=("Ada Brun",), claims=(p2.id,)),
        ),
    ))  # fmt: skip
    k = m.commitment("later", "Norrin must open the sluices by April 1 under the accord", "open the sluices")
    m.add(
        "commitments",
        Commitment(
            id="c1",
            party="Norrin",
            action="open the sluices",
            deadline=on("2023-04-01"),
            authority="the accord",
            claims=(k.id,),
        ),
    )

    role = m.role("wire", "Foreign Minister Ada Brun", "Ada Brun", "Foreign Minister")
    m.statement("wire", "“We will not be bullied,”", "Brun")
    m.statement("copy", "“We will not be bullied,”", "Brun")
    m.statement("guard", "“The rest is invention,”", "Ruben Tosk", chain=m.chain("guard", "Radio Vell", "Ruben Tosk"))
    o = m.position("later", "Brun opposes observers", "Brun", "opposes", "observers")
    m.entity("Ada Brun", names=("Ada Brun", "Brun"), claims=(role.id,), roles=(
        RoleHeld(role="Foreign Minister", of=None, time="current", first="2023-03-14", last="2023-03-19", claims=(role.id,)),
    ))  # fmt: skip
    m.entity("Ruben Tosk")
    m.add("positions", Position(id="o1", holder="Brun", stance="opposes", object="observers", claims=(o.id,)))
    return m
