"""Page → article: formats, furniture, headline, authors, dates."""

from newsledger.intake.article import read_article
from newsledger.intake.articles import read_articles
from newsledger.intake.language import require_english
from newsledger.intake.sources import open_pages

__all__ = ["open_pages", "read_article", "read_articles", "require_english"]
