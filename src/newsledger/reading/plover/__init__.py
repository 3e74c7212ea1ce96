"""PLOVER events: the trigger lexicon, and how it is matched against the parse."""
