"""What triggers hold is held on both databases, and after a migration that makes their tables anew."""

from collections import defaultdict

import pytest
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader

from communes.models import Unit
from communes.remaking import keeping_triggers

# Tables and their triggers, each of PostgreSQL; those of SQLite stand for one event each and are named after it.
TRIGGERS = {
    "audit_auditentry": {"audit_no_change", "audit_no_truncate"},
    "campaigns_activityamount": {"activity_amount_asked"},
    "campaigns_activitychoice": {"activity_choice_list_alone", "activity_choice_used"},
    "campaigns_activitycount": {
        "activity_count_figure_alone",
        "activity_count_no_counter",
        "activity_count_place_alone",
        "activity_count_used",
    },
    "campaigns_activitykind": {"activity_kind_counts_alone", "activity_kind_used"},
    "campaigns_activitylabel": {"activity_label_offered"},
    "campaigns_listedchoice": {"listed_choice_used"},
    "campaigns_record": {"record_as_its_return", "record_day_in_unit"},
    "criteria_arearesult": {"area_of_unit", "area_sent", "area_sent_gone", "area_sent_moved"},
    "criteria_assessment": {"assessment_areas_once", "assessment_in_unit", "assessment_purpose"},
    "criteria_assessmentline": {"line_of_set", "line_sent", "line_sent_gone", "line_sent_moved"},
    "criteria_criteriaset": {"criteriaset_once", "criteriaset_used"},
    "criteria_criterion": {"criterion_gone", "criterion_used"},
    "criteria_evidence": {"evidence_sent", "evidence_sent_gone", "evidence_sent_moved"},
    "models_selfmgmt_modelamount": {"model_amount_within"},
    "models_selfmgmt_modelevent": {"model_event_day", "model_event_stage", "model_survey_stands"},
    "models_selfmgmt_modelinspection": {"model_inspection_day", "model_inspection_said", "model_inspection_stage"},
    "models_selfmgmt_modelregister": {"model_register_alone", "model_register_life"},
    "models_selfmgmt_modelversion": {"model_version_alone", "model_version_life"},
    "models_selfmgmt_versionjoin": {"model_join_life"},
    "periods_period": {"period_alone", "period_with_returns_gone", "period_with_returns_moved"},
    "returns_return": {"return_as_its_record", "return_holds_its_period_moved", "return_holds_its_period_new"},
    "stations_readiness": {"readiness_in_station", "readiness_in_unit", "readiness_one_at_a_time"},
    "targets_target": {"target_days_of_campaign"},
}
ON_SQLITE = {
    "activity_choice_used": {"update"},
    "activity_count_used": {"update"},
    "activity_kind_used": {"update"},
    "area_sent": {"insert", "update"},
    "area_sent_gone": {"delete"},
    "area_sent_moved": {"update"},
    "criteriaset_used": {"update"},
    "criterion_gone": {"delete"},
    "evidence_sent": {"insert", "update"},
    "evidence_sent_gone": {"delete"},
    "evidence_sent_moved": {"update"},
    "line_sent": {"insert", "update"},
    "line_sent_gone": {"delete"},
    "line_sent_moved": {"update"},
    "listed_choice_used": {"update"},
    "model_survey_stands": {"update"},
    "record_as_its_return": set[str](),  # asked at the commit, which SQLite knows no triggers for
    "return_holds_its_period_moved": set[str](),  # SQLite has one writer
    "return_holds_its_period_new": set[str](),
}
AS_THEY_ARE = {"period_with_returns_gone", "period_with_returns_moved"}


def expected() -> dict[str, set[str]]:
    if connection.vendor == "postgresql":
        return TRIGGERS
    found = {table: {one for name in names for one in on_sqlite(name)} for table, names in TRIGGERS.items()}
    return found | {"audit_auditentry": {"audit_no_update", "audit_no_delete"}}  # it has no TRUNCATE


def on_sqlite(name: str) -> set[str]:
    return {name} if name in AS_THEY_ARE else {f"{name}_{event}" for event in ON_SQLITE.get(name, {"insert", "update"})}


def triggers() -> dict[str, set[str]]:
    found = defaultdict(set)
    sql = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        sql = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for table, name in cursor.fetchall():
            found[table].add(name)
    return dict(found)


@pytest.mark.django_db
def test_all_triggers_are_there() -> None:
    assert triggers() == expected()


def test_a_migration_that_makes_tables_anew_keeps_them(apart: None) -> None:
    state = MigrationLoader(connection).project_state()
    for app, model, field in [
        ("periods", "period", "kind"), ("campaigns", "record", "kind"), ("communes", "unit", "valid_from"),
    ]:  # fmt: skip
        changed = state.models[app, model].fields[field].clone()
        changed.null = True
        migration = migrations.Migration("try", app)
        wrapped = keeping_triggers(migrations.AlterField(model, field, changed))
        migration.operations = wrapped  # type: ignore[misc]  # as each migration copies its class's for itself
        before = state.clone()
        with connection.schema_editor() as editor:
            state = migration.apply(state, editor)
        assert triggers() == expected()
        with connection.schema_editor() as editor:
            migration.unapply(before, editor)
        assert triggers() == expected()
        state = before
    assert Unit.objects.count() > 10_000
