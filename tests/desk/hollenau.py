"""A made-up story of four pages, one of them of another story, and who decides about it."""

from __future__ import annotations

from newsledger.api import Ledger
from newsledger.desk import Desk
from newsledger.model import Page, PageFacts

PAGES = {
    "one.txt": (
        "2031-05-02",
        "Bridge collapse in Hollenau kills 12\n\n"
        "HOLLENAU -- A railway bridge collapsed in Hollenau on Friday, killing 12 people, the fire brigade said.\n\n"
        "Transport Minister Edda Korvin visited the site of the bridge. “We will find out why it fell,” Korvin said.\n\n"
        "An inquiry into the collapse of the bridge is to open on May 20.\n",
    ),
    "two.txt": (
        "2031-05-03",
        "Toll of Hollenau bridge collapse rises to 14\n\n"
        "HOLLENAU -- Two more bodies were found under the railway bridge that collapsed in Hollenau on Friday, raising"
        " the death toll to 14, the fire brigade said on Saturday.\n\n"
        "Korvin said the inquiry into the collapse of the bridge would open on May 27.\n\n"
        "Peter Korvin, a survivor, said that he had heard a crack. “It went like a shot,” he said.\n",
    ),
    "three.txt": (
        "2031-05-03",
        "Hollenau bridge had been inspected in March, railway says\n\n"
        "The railway bridge that collapsed in Hollenau on Friday was inspected in March, the state railway said.\n\n"
        "The collapse of the bridge in Hollenau killed 15 people, according to the newspaper's own count.\n",
    ),
    "four.txt": (
        "2031-05-04",
        "Rare owl chicks hatch in Veldt zoo\n\n"
        "Three chicks of the marsh owl have hatched in the zoo of Veldt, its director, Runa Halm, said on Sunday.\n\n"
        "Halm said visitors could see the owl chicks from June.\n",
    ),
}


def page(name: str) -> Page:
    published, text = PAGES[name]
    return Page(name=name, data=text.encode(), facts=PageFacts(published=published, publisher=f"Outlet of {name}"))


def later(desk: Desk, minute: int) -> Desk:
    return Desk(desk.ledger, "Bo", f"2031-05-05T08:{minute:02d}:00+00:00")


def bridge(ledger: Ledger):
    return next(one for one in ledger.story_ledgers() if len(one.story.articles) > 1)
