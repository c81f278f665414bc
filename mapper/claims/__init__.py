"""Who says what about which strike: claims of one report with their exact words."""

from mapper.claims.events.signs import may_hold_trigger
from mapper.claims.reader import read_claims
from mapper.claims.tellings import find_strike_words

__all__ = ["find_strike_words", "may_hold_trigger", "read_claims"]
