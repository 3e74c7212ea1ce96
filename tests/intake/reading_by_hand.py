"""Stand-ins for the reader, in a module of their own so that worker processes can import them."""

import os
import re
import time

from newsledger.model import SetAside


def read(page):
    """What a page asks for."""
    match page.data:
        case b"loop":
            while True:
                pass
        case b"backtrack":
            re.match(r"(a+)+$", "a" * 60 + "b")
        case b"die":
            os._exit(1)
        case b"refuse":
            return SetAside(name=page.name, reason="refused")
        case b"slow":
            time.sleep(0.2)
    return page.data.decode() + "!"
