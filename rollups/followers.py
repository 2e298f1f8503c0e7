"""What must follow when a residential area ends, in rooms that its writer does not know.

A room that keeps rows about residential areas registers in its `ready()` what it does then. A follower runs in the
transaction of the writer, which has asked the scope; it audits what it writes, and gives the change of counts, because
totals are written once a transaction.
"""

from collections.abc import Callable
from datetime import date

from accounts.models import User
from communes.models import ResidentialArea
from rollups.counts import Counts

Follower = Callable[[User, ResidentialArea, date], Counts]  # who, what, its last day
_followers: list[Follower] = []


def follow_ends(follower: Follower) -> None:
    if follower not in _followers:
        _followers.append(follower)


def area_ended(by: User, area: ResidentialArea, last_day: date) -> Counts:
    counts = Counts()
    for follower in _followers:
        counts += follower(by, area, last_day)
    return counts
