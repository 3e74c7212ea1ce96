"""Made-up pages for an archive: 150 to 250 words of news each, in the furniture of a site, always the same."""

from __future__ import annotations

import datetime as dt
import random

PLACES = ("Lendava", "Orsk", "Halm", "Varna Bay", "Tessa", "Port Kalin", "Merrow", "Ilvas", "Brenn", "Sund", "Corvo")
NAMES = ("Ana Reyes", "Bo Ekström", "Karl Voss", "Dana Kosic", "Mira Olsen", "Téo Marchand", "Ivo Petrak", "Lena Adair")
OFFICES = (
    "water minister",
    "mayor",
    "army spokesman",
    "opposition leader",
    "union head",
    "prosecutor",
    "hospital chief",
)
OUTLETS = ("Meridian Courier", "Halm Observer", "Norwire", "The Tessian", "Port Kalin Gazette", "Coast Radio")
THINGS = (
    "the dam",
    "the border post",
    "the ferry line",
    "the grain deal",
    "the budget",
    "the ceasefire",
    "the rail link",
)
DONE = (
    "reopened",
    "closed",
    "was delayed",
    "came under criticism",
    "was signed",
    "broke down",
    "drew thousands of people",
)
SENTENCES = (
    "{office} {name} said on {weekday} that {thing} would not be discussed before {month}.",
    "At least {n} people were hurt when {thing} {done} near {place}, officials said.",
    "“We have waited {n} years for this,” said {name}, who has lived in {place} since {year}.",
    "The talks, first planned for {month}, were moved to {place} after the two sides failed to agree on {thing}.",
    "According to the {office}, about {n},000 households were without power on {weekday} night.",
    "{name} denied the report and called on the government to publish the figures.",
    "The {office} had promised in {month} to repair {thing} within {n} weeks.",
    "Shops in {place} stayed shut for a {n}th day, and schools were told to open late.",
    "Critics say that {thing} {done} because nobody had asked the people of {place}.",
    "A second meeting is due on {weekday} in {place}; {name} is expected to attend.",
)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def sentence(chance: random.Random) -> str:
    """One sentence of news."""
    told = chance.choice(SENTENCES).format(
        office=chance.choice(OFFICES), name=chance.choice(NAMES), thing=chance.choice(THINGS), done=chance.choice(DONE),
        place=chance.choice(PLACES), weekday=chance.choice(WEEKDAYS), month=chance.choice(MONTHS),
        n=chance.randint(3, 98), year=chance.randint(1960, 2020),
    )  # fmt: skip
    return told[0].upper() + told[1:]


def paragraphs(chance: random.Random) -> list[str]:
    """The text of one article."""
    words, texts = 0, []
    least = chance.randint(150, 250)
    while words < least:
        text = " ".join(sentence(chance) for _ in range(chance.randint(1, 3)))
        words += len(text.split())
        texts.append(text)
    return texts


def html_page(number: int, chance: random.Random) -> str:
    """One page of a site. Its number makes it unlike all others."""
    day = dt.datetime(2031, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=number % 8760)
    title = f"{chance.choice(PLACES)}: {chance.choice(THINGS)} {chance.choice(DONE)}, day {number}"
    place, outlet, author = chance.choice(PLACES), chance.choice(OUTLETS), chance.choice(NAMES)
    first, *rest = paragraphs(chance)
    menu = "".join(f'<li><a href="/s/{at}">{name}</a></li>' for at, name in enumerate(("World", "Politics", "Sport")))
    related = "".join(f'<li><a href="/r/{at}">{sentence(chance)[:60]}</a></li>' for at in range(5))
    body = "".join(f"<p>{text}</p>" for text in rest)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} - {outlet}</title>'
        f'<meta property="article:published_time" content="{day.isoformat()}"><meta name="author" content="{author}">'
        f'<meta property="og:site_name" content="{outlet}"></head><body><header><nav><ul>{menu}</ul></nav></header>'
        f"<main><article><h1>{title}</h1><p class=byline>By {author}</p><time>{day:%B %-d, %Y %H:%M}</time>"
        f"<p>{place.upper()}, {day:%b. %-d} ({outlet}) — {first}</p>{body}</article>"
        f"<aside><h2>Read also</h2><ul>{related}</ul></aside></main>"
        f"<footer><p>© 2031 {outlet}. All rights reserved. Subscribe to our newsletter.</p></footer></body></html>"
    )
