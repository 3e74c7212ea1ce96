"""Article → parse: sentences, names, times and who is who."""

from newsledger.language.parse import BlockParse, Parse, parse, parse_many
from newsledger.language.pipeline import load_pipeline

__all__ = ["BlockParse", "Parse", "load_pipeline", "parse", "parse_many"]
