"""Which language an article is written in."""

from __future__ import annotations

import pycountry
from py3langid import classify

from newsledger.model import Article, PageError

_ENOUGH = 60
_SAMPLE = 600


def tell_language(body: str, declared: str | None) -> str | None:
    """Two-letter code of the language of a text; what the page declares where the text is too short to tell."""
    sample = body[:_SAMPLE]
    if len(sample) < _ENOUGH:
        return declared
    code, _ = classify(sample)
    return str(code)


def require_english(article: Article) -> None:
    """Raise PageError if the article is not written in English."""
    if article.language not in (None, "en"):
        raise PageError(
            f"written in {language_name(article.language)}; only English is read",
            where=article.name,
            remedy="leave it out, or give an English version of the page",
        )


def language_name(code: str | None) -> str:
    """English name of a language code ("German" for "de"); the code itself if it has none."""
    known = pycountry.languages.get(alpha_2=code) if code else None
    return str(known.name) if known is not None else str(code)
