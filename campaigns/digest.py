"""How a resend is known: a digest of the first content as sent."""

import hashlib
import json

from campaigns.contents import Content, plain

VERSION = 1


def digest(content: Content) -> str:
    """Give "1:" and the SHA-256 of kind, day and fields that are not empty, sorted.

    The unit is not part of it, because the server decides it; nor are defaults, so that a new field changes no digest.
    """
    text = json.dumps(
        {"kind": content.kind, **plain(content)}, sort_keys=True, ensure_ascii=True, separators=(",", ":")
    )
    return f"{VERSION}:{hashlib.sha256(text.encode()).hexdigest()}"
