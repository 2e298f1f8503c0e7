"""Find rows of the trail: by the receipt of a record, by words of a title, by what was done and to what."""

from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from administration.trail import VERBS, WHOLE
from audit.models import AuditEntry, AuditEntryQuerySet
from campaigns.models import Record
from campaigns.models.records import ALPHABET

CODE_LENGTH = 8
# Letters that are typed for digits: receipts have none of them.
MISREAD = str.maketrans("OIL", "011", "- ")
# Whose names come without a table of the admin site.
ALSO = ("campaigns.record", "communes.residentialarea", "communes.areamembership", "campaigns.itemunit")


def search(rows: AuditEntryQuerySet, text: str) -> AuditEntryQuerySet:
    """Rows of the records that show the receipt `text`, and rows that have all its words."""
    named = rows.named(text)
    records = [str(pk) for pk in records_of(text).values_list("pk", flat=True)]
    return rows.filter(object_type=Record._meta.label_lower, object_id__in=records) | named if records else named


def records_of(text: str) -> QuerySet[Record]:
    """The records that show a receipt, however it was typed. It is the first 40 bits of their UUID."""
    code = text.upper().translate(MISREAD)
    if len(code) != CODE_LENGTH or not set(code) <= set(ALPHABET):
        return Record.objects.none()
    bits = 0
    for letter in code:
        bits = bits << 5 | ALPHABET.index(letter)
    return Record.objects.filter(uuid__range=(UUID(int=bits << 88), UUID(int=(bits + 1 << 88) - 1)))


def actions() -> list[tuple[str, str]]:
    """What can have been done, each in one word or two."""
    by_words = {str(words): code for code, words in reversed([*VERBS.items(), *WHOLE.items()])}
    return [(code, words) for words, code in reversed(by_words.items())]


def of_action(code: str) -> Q:
    """Rows of an action, or of all whose verb reads like this one; of everything for none."""
    if code not in VERBS:
        return Q(action=code) if code in WHOLE else Q()
    alike = [verb for verb, words in VERBS.items() if str(words) == str(VERBS[code])]
    return reduce(or_, (Q(action__startswith=f"{verb}_") for verb in alike))


def object_types() -> list[tuple[str, Any]]:
    """What a row can be about, in the words of the admin site and in their order."""
    from django.contrib import admin  # its classes import this module

    shown = [model._meta.label_lower for model in admin.site._registry if not model._meta.proxy]
    labels = dict.fromkeys([*ALSO, *shown])
    named = [(label, capfirst(str(apps.get_model(label)._meta.verbose_name))) for label in labels]
    return [pair for pair in named if pair[0] != AuditEntry._meta.label_lower]
