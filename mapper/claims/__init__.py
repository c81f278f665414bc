"""Who says what about which strike: claims of one report with their exact words."""

from mapper.claims.reader import read_claims

__all__ = ["read_claims"]
