"""The first indicators: every key of the source articles, slots that fit the totals, and a way back."""

import importlib

from django.apps import apps

from campaigns.models import ForceKind, GiftKind, ItemRule, SessionForm, Topic
from models_selfmgmt.models import ModelType, ModelTypeAlias, TypeMeasure
from rollups.models import SLOTS, Indicator

# The keys of the countable figures in the articles.
ARTICLES = """
ammunition_collected antt_team_members antt_teams_active at_risk_youth_managed awards_given bulletin_board_villages
camera_points_active cameras_active campaign_elapsed_months campaigns_joined complex_hotspots conflicts_resolved
crime_reduction_target_pct dan_van_kheo_models_active drug_crime_cases drug_crime_offenders drug_rings_dismantled
drug_users_change_vs_2020 electroshock_devices_collected farmers_branch_models_new festival_events
fire_contest_participations gun_parts_collected guns_collected hotspots_arising interfamily_fire_groups_new
investigator_norm_per_station lighting_villages managed_subjects_warned_pct mediation_groups_active
model_commune_target model_units_selected movement_models_active neighbourhood_groups_total officers_disciplined
order_crime_cases_solved order_crime_offenders patrol_sessions pilot_elapsed_months pledge_groups_signed
pledge_villages_signed propaganda_sessions propaganda_villages_covered public_fire_points_new
released_persons_supported safe_household_groups self_mgmt_groups_active self_mgmt_models_active self_mgmt_models_new
serious_crimes staff_norm_per_station stations_fully_staffed_pct stations_independent_office
stations_independent_office_pct stations_office_under_construction stations_total stations_with_housing_pct
stations_with_investigator_pct target_exceeded valuable_tips villages_total volunteer_social_teams_active
youth_security_teams_active
""".split()  # noqa: SIM905


def test_every_key_of_the_articles_is_there(db: None) -> None:
    assert set(ARTICLES) <= set(Indicator.objects.values_list("key", flat=True))


def test_figures_about_crime_are_restricted_and_off(db: None) -> None:
    context = Indicator.objects.filter(group=Indicator.Group.CONTEXT)
    assert context.count() == 13
    assert not context.exclude(sensitivity=Indicator.Sensitivity.RESTRICTED, active=False).exists()
    signs = Indicator.objects.exclude(below_of=None, above_of=None)  # of other figures, none of their own
    assert not Indicator.objects.exclude(pk__in=context).exclude(pk__in=signs).filter(active=False).exists()


def test_what_a_page_shows_together_lies_in_the_first_block(db: None) -> None:
    together = ["reports", "patrol_sessions", "propaganda_sessions", "weapon_handovers", "guns_collected"]
    slots = Indicator.objects.filter(key__in=together).values_list("slot", flat=True)
    assert all(slot is not None and slot < SLOTS for slot in slots)


def test_every_figure_has_names_in_both_languages(db: None) -> None:
    for indicator in Indicator.objects.all():
        assert all([indicator.name_vi, indicator.name_en, indicator.unit_vi, indicator.unit_en]), indicator.key


def test_patrols_by_force_are_named_alike_and_what_was_renamed_stays(db: None) -> None:
    names = importlib.import_module("rollups.migrations.0008_names_of_forces")
    parts = Indicator.objects.filter(breakdown_of__key="patrol_attendances")
    assert all(one.name_vi.startswith("Tuần tra: ") and one.name_en.startswith("Patrols: ") for one in parts)
    before = list(parts.order_by("key").values_list("name_vi", "name_en"))
    names.backwards(apps, None)
    assert parts.filter(name_vi="Công an cấp xã tham gia tuần tra").exists()
    parts.filter(key="patrol_attendances_other").update(name_vi="Tuần tra: các lực lượng khác")
    names.forwards(apps, None)
    assert parts.get(key="patrol_attendances_other").name_vi == "Tuần tra: các lực lượng khác"
    parts.filter(key="patrol_attendances_other").update(name_vi="Tuần tra: Lực lượng khác")
    assert list(parts.order_by("key").values_list("name_vi", "name_en")) == before


def test_the_migration_goes_back_and_forth(db: None) -> None:
    migration = importlib.import_module("rollups.migrations.0002_indicators")
    phrases = importlib.import_module("rollups.migrations.0005_phrases_of_the_first")
    keys = [*(row[1] for row in migration.STORED), *(row[0] for row in migration.OTHERS)]
    importlib.import_module("returns.migrations.0005_shipped_forms").take_back(apps, None)
    importlib.import_module("stations.migrations.0004_places").backwards(apps, None)
    importlib.import_module("campaigns.migrations.0008_shipped_kinds").backwards(apps, None)
    importlib.import_module("campaigns.migrations.0013_phrases_of_shipped_kinds").forget(apps, None)
    first = Indicator.objects.filter(key__in=keys)
    told = ("key", "order", "breakdown_of__key", "phrase", "attached_to__key")
    before = list(first.order_by("key").values_list(*told))
    TypeMeasure.objects.exclude(within=None).delete()
    for model in (ModelTypeAlias, TypeMeasure, ModelType, ItemRule, ForceKind, SessionForm, Topic, GiftKind):
        model.objects.all().delete()
    Indicator.objects.update(presence=None)
    Indicator.objects.filter(aggregation="last").update(slot=None)
    phrases.forget(apps, None)
    migration.backwards(apps, None)
    assert not first.exists()
    migration.forwards(apps, None)
    phrases.tell(apps, None)
    assert list(first.order_by("key").values_list(*told)) == before
