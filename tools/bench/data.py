"""Records for measurements, made in PostgreSQL itself: both eras' communes, every indicator, the same for ever.

Randomness is a hash of the record's number, so that size and order of execution change nothing. Triggers are off while
it loads (the days are right by construction); totals come from `rollups --rebuild`.
"""

from datetime import date, timedelta
from typing import Any

from django.db import connection

from accounts.models import Grant, Role, User
from communes.models import Unit

FIRST_DAY = date(2023, 1, 1)  # three years, half a year of them on the map of today
DAYS = 1_096
LAST_DAY = FIRST_DAY + timedelta(DAYS - 1)

# Three residential areas for each commune of before, which lie in its heir since.
PLACES = """
INSERT INTO communes_residentialarea (id, name, kind, invented, sort_key, search_key)
SELECT 3 * u.n + k, 'Thôn ' || (3 * u.n + k), 'thon', true, '', ''
FROM (SELECT row_number() OVER (ORDER BY id) AS n FROM communes_unit WHERE leaf AND valid_to IS NOT NULL) u,
    generate_series(0, 2) k;
INSERT INTO communes_residentialareamembership (residential_area_id, unit_id, valid_from, valid_to)
SELECT 3 * u.n + k, unnest(ARRAY[u.id, u.heir_id]), unnest(ARRAY[date '2000-01-01', date '2025-07-01']),
    unnest(ARRAY[date '2025-06-30', NULL])
FROM (SELECT id, heir_id, row_number() OVER (ORDER BY id) AS n FROM communes_unit
    WHERE leaf AND valid_to IS NOT NULL) u, generate_series(0, 2) k
"""

# The communes of both eras that log: those of some provinces of today, Thái Nguyên first.
UNITS = """
CREATE TABLE bench_unit AS
SELECT u.id, u.valid_to IS NULL AS today, row_number() OVER (PARTITION BY u.valid_to IS NULL ORDER BY u.id) - 1 AS n,
    COUNT(*) OVER (PARTITION BY u.valid_to IS NULL) AS units
FROM communes_unit u JOIN communes_unit h ON h.id = u.heir_id
WHERE u.leaf AND h.province_id IN (SELECT id FROM communes_unit WHERE level = 'province' AND valid_to IS NULL
        ORDER BY code <> '19', code LIMIT %(provinces)s)
    AND EXISTS (SELECT 1 FROM communes_residentialareamembership m WHERE m.unit_id = u.id);
CREATE UNIQUE INDEX ON bench_unit (today, n);
CREATE TABLE bench_area AS
SELECT unit_id, residential_area_id, row_number() OVER (PARTITION BY unit_id ORDER BY residential_area_id) - 1 AS n,
    COUNT(*) OVER (PARTITION BY unit_id) AS areas
FROM communes_residentialareamembership;
CREATE UNIQUE INDEX ON bench_area (unit_id, n);
ANALYZE
"""

# Each record's number i gives a hash h; each decision takes other digits of it. Days follow each other as in life.
RECORDS = """
INSERT INTO campaigns_record (id, uuid, kind, unit_id, "on", author_id, verified_by_id, state, version, first_digest,
    late, hold, deleted, delete_reason, created_at, updated_at)
SELECT i, md5('record ' || i)::uuid,
    CASE WHEN h % 100 < 70 THEN 'patrol' WHEN h % 100 < 95 THEN 'propaganda_session' ELSE 'weapon_handover' END,
    u.id, d.day, %(author)s, CASE WHEN h / 100 % 10 < 7 THEN %(head)s END, CASE WHEN h / 100 % 10 < 7 THEN 1 ELSE 0 END,
    1, '1:' || md5('content ' || i), false, 0, h / 1000 % 200 = 0, CASE WHEN h / 1000 % 200 = 0 THEN 'sai' ELSE '' END,
    d.day + interval '20 hours', d.day + interval '20 hours'
FROM generate_series(%(first)s::bigint, %(last)s::bigint) i,
    LATERAL (SELECT hashint8extended(i, 19) & 9223372036854775807 AS h) r,
    LATERAL (SELECT %(start)s::date + (i * %(days)s / (%(all)s + 1))::int AS day) d,
    LATERAL (SELECT d.day >= date '2025-07-01' AS today) era,
    LATERAL (SELECT id FROM bench_unit b WHERE b.today = era.today
        AND b.n = h / 1000000 % CASE WHEN era.today THEN %(today)s ELSE %(before)s END) u;
INSERT INTO campaigns_recordarea (record_id, residential_area_id)
SELECT r.id, a.residential_area_id FROM campaigns_record r CROSS JOIN generate_series(0, 1) k
JOIN bench_area a ON a.unit_id = r.unit_id AND a.n = (r.id + k) % a.areas
WHERE r.id BETWEEN %(first)s AND %(last)s AND (k = 0 OR r.id % 3 = 0) AND (k = 0 OR a.areas > 1)
"""

PATROLS = """
INSERT INTO campaigns_patrol (record_id, shift, reminders, incidents)
SELECT id, CASE id % 4 WHEN 0 THEN 'evening' WHEN 1 THEN 'morning' ELSE 'night' END, id % 5, (id % 11 = 0)::int
FROM campaigns_record WHERE kind = 'patrol' AND id BETWEEN %(first)s AND %(last)s;
INSERT INTO campaigns_patrolforce (patrol_id, force_kind_id, attendances)
SELECT p.record_id, f.id, 1 + (p.record_id / 7 + f.n) % 5
FROM campaigns_patrol p CROSS JOIN generate_series(0, 1) k
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, COUNT(*) OVER () AS kinds FROM campaigns_forcekind) f
    ON f.n = CASE k WHEN 0 THEN 0 ELSE 1 + (p.record_id / 3) % (f.kinds - 1) END
WHERE p.record_id BETWEEN %(first)s AND %(last)s
"""

SESSIONS = """
INSERT INTO campaigns_propagandasession (record_id, form_id, launch, attendances, households)
SELECT r.id, f.id, r.id % 12 = 0, 20 + r.id % 60, r.id % 25
FROM campaigns_record r
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, COUNT(*) OVER () AS kinds FROM campaigns_sessionform) f
    ON f.n = (r.id / 5) % f.kinds
WHERE r.kind = 'propaganda_session' AND r.id BETWEEN %(first)s AND %(last)s;
INSERT INTO campaigns_propagandasession_topics (propagandasession_id, topic_id)
SELECT s.record_id, t.id FROM campaigns_propagandasession s CROSS JOIN generate_series(0, 1) k
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, COUNT(*) OVER () AS kinds FROM campaigns_topic) t
    ON t.n = (s.record_id / 3 + k) % t.kinds
WHERE s.record_id BETWEEN %(first)s AND %(last)s AND (k = 0 OR s.record_id % 4 = 0)
"""

HANDOVERS = """
INSERT INTO campaigns_weaponhandover (record_id, mode, receipt_number)
SELECT id, CASE id / 20 % 3 WHEN 0 THEN 'voluntary_handover' WHEN 1 THEN 'recovery' ELSE 'seizure' END, ''
FROM campaigns_record WHERE kind = 'weapon_handover' AND id BETWEEN %(first)s AND %(last)s;
INSERT INTO campaigns_handoveritem (handover_id, item_unit_id, rule_id, thousandths)
SELECT h.record_id, u.item_unit_id, u.id, 1000 * (1 + h.record_id % 9)
FROM campaigns_weaponhandover h CROSS JOIN generate_series(0, 1) k
JOIN (SELECT id, item_unit_id, mode, row_number() OVER (PARTITION BY mode ORDER BY id) - 1 AS n,
    COUNT(*) OVER (PARTITION BY mode) AS rules FROM campaigns_itemrule) u
    ON u.mode = h.mode AND u.n = (h.record_id / 11 + k) % u.rules
WHERE h.record_id BETWEEN %(first)s AND %(last)s AND (k = 0 OR h.record_id % 3 = 0);
INSERT INTO campaigns_giftline (handover_id, gift_kind_id, count)
SELECT h.record_id, g.id, 1 + h.record_id % 3 FROM campaigns_weaponhandover h
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, COUNT(*) OVER () AS kinds FROM campaigns_giftkind) g
    ON g.n = h.record_id % g.kinds
WHERE h.record_id BETWEEN %(first)s AND %(last)s AND h.record_id % 2 = 0
"""

SEQUENCES = """
SELECT setval(pg_get_serial_sequence(name, 'id'), (xpath('/row/m/text()', query_to_xml(
    format('SELECT COALESCE(MAX(id), 1) AS m FROM %I', name), false, true, '')))[1]::text::bigint)
FROM unnest(ARRAY['campaigns_record', 'communes_residentialarea']) name
"""
BATCH = 500_000
WRITERS = 8


def make_people() -> None:
    """An author of all records, a head who verified them, a reader of the nation, and officers to write more."""
    for name in ("author", "head", "reader"):
        User.objects.create(username=name, name=name)
    Grant.objects.create(user=User.objects.get(username="reader"), role=Role.MINISTRY, valid_from=FIRST_DAY)
    communes = Unit.objects.filter(leaf=True, valid_to=None).order_by("province__code", "code")
    firsts = {commune.province_id: commune for commune in reversed(communes)}
    for commune in [*firsts.values(), *communes.filter(province__code="19")[:WRITERS]]:
        user, new = User.objects.get_or_create(username=f"officer-{commune.slug}", defaults={"name": commune.name})
        if new:
            Grant.objects.create(user=user, role=Role.OFFICER, unit=commune, valid_from=FIRST_DAY)


def officers(spread: bool) -> list[str]:
    """The writers' usernames: of eight provinces, or all of one."""
    found = User.objects.filter(username__startswith="officer-").order_by("username")
    here = found.filter(grants__unit__province__code="19")
    chosen = found.exclude(pk__in=here) if spread else here
    return list(chosen.values_list("username", flat=True)[:WRITERS])


def make_places() -> None:
    """Once a database, before any record."""
    execute(PLACES, {})


def make_records(count: int, provinces: int) -> None:
    """Fill an empty log; the number of records decides which there are."""
    execute(UNITS, {"provinces": provinces})
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FILTER (WHERE today), COUNT(*) FILTER (WHERE NOT today) FROM bench_unit")
        today, before = cursor.fetchone()
    values = {
        "author": User.objects.get(username="author").pk, "head": User.objects.get(username="head").pk,
        "start": FIRST_DAY, "days": DAYS, "all": count, "today": today, "before": before,
    }  # fmt: skip
    for first in range(1, count + 1, BATCH):
        batch = values | {"first": first, "last": min(first + BATCH - 1, count)}
        for part in (RECORDS, PATROLS, SESSIONS, HANDOVERS):
            execute(part, batch)
    execute(SEQUENCES, {})


def execute(statements: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no triggers, no look-ups of foreign keys
        for statement in statements.split(";\n"):
            cursor.execute(statement.replace(" % ", " %% ") if values else statement, values or None)
        cursor.execute("SET session_replication_role = origin")
