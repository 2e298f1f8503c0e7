"""The kinds of activity that ship: rows of an administrator like any others, with the figures that they count.

Figures that the source articles name exist already (rollups 0002) and are claimed here; the rest are new.
"""

from datetime import date

from django.db import migrations
from django.db.models import Max

ALWAYS = date(2000, 1, 1)
DISTRICTS_ENDED = date(2025, 6, 30)
STOCK_SLOTS = 16_000
ACTIVITY, EMULATION, WEAPONS = "activity", "emulation", "weapons"

# key → group, name, unit, name in English, unit in English
FIGURES = {
    "pledge_rounds": (EMULATION, "Ký giao ước thi đua", "đợt", "Pledge rounds", "rounds"),
    "pledge_households": (EMULATION, "Hộ gia đình ký giao ước thi đua", "hộ", "Households that pledged", "households"),
    "pledge_agencies": (EMULATION, "Cơ quan ký giao ước thi đua", "cơ quan", "Agencies that pledged", "agencies"),
    "pledge_enterprises": (EMULATION, "Doanh nghiệp ký giao ước thi đua", "doanh nghiệp", "Enterprises that pledged", "enterprises"),
    "pledge_schools": (EMULATION, "Nhà trường ký giao ước thi đua", "trường", "Schools that pledged", "schools"),
    "festival_attendances": (EMULATION, "Lượt người dự Ngày hội", "lượt người", "Attendances at festivals", "attendances"),
    "contest_participations": (EMULATION, "Tham gia hội thi, hội thao", "hội thi", "Contests joined", "contests"),
    "contest_members": (EMULATION, "Lượt người dự thi", "lượt người", "Contestants", "attendances"),
    "award_rounds": (EMULATION, "Đợt khen thưởng", "đợt", "Rounds of awards", "rounds"),
    "awards_collectives": (EMULATION, "Tập thể được khen thưởng", "tập thể", "Collectives awarded", "collectives"),
    "awards_individuals": (EMULATION, "Cá nhân được khen thưởng", "cá nhân", "Individuals awarded", "individuals"),
    "directive_documents": (ACTIVITY, "Văn bản chỉ đạo, tham mưu", "văn bản", "Directive documents", "documents"),
    "duty_shifts": (ACTIVITY, "Ca trực ban, trực chiến", "ca", "Duty shifts", "shifts"),
    "exchange_days": (WEAPONS, "Ngày đổi quà lấy súng", "ngày", "Exchange days", "days"),
    "exchange_points": (WEAPONS, "Điểm tiếp nhận của Ngày đổi quà lấy súng", "điểm", "Points of reception of exchange days", "points"),
    "commitment_rounds": (ACTIVITY, "Ký cam kết", "đợt", "Rounds of commitments", "rounds"),
    "commitment_households": (ACTIVITY, "Hộ gia đình ký cam kết", "hộ", "Households that made commitments", "households"),
    "commitment_businesses": (ACTIVITY, "Cơ sở kinh doanh ký cam kết", "cơ sở", "Businesses that made commitments", "businesses"),
    "commitment_persons": (ACTIVITY, "Lượt người ký cam kết", "lượt người", "Commitments of persons", "commitments"),
    "review_conferences": (ACTIVITY, "Hội nghị sơ kết, tổng kết", "hội nghị", "Review conferences", "conferences"),
    "review_attendances": (ACTIVITY, "Lượt người dự sơ kết, tổng kết", "lượt người", "Attendances at review conferences", "attendances"),
}  # fmt: skip
# Counted once however often: residential areas.
COVERAGES = {
    "festival_villages": (EMULATION, "Khu dân cư tổ chức Ngày hội", "thôn, bản, tổ", "Residential areas with a festival", "areas"),
    "commitment_villages": (ACTIVITY, "Khu dân cư ký cam kết", "thôn, bản, tổ", "Residential areas with commitments", "areas"),
}  # fmt: skip

# list key → name, name in English, the figure that it parts (or none), choices (key, name, name in English[, last day])
LISTS = {
    "pledge_occasions": ("Dịp ký giao ước", "Occasions of pledges", None, [
        ("festival_day", "Ngày hội Toàn dân bảo vệ ANTQ", "Festival of the movement"),
        ("start_of_year", "Phát động thi đua đầu năm", "Start of the year"),
        ("campaign", "Đợt cao điểm", "Campaign"),
        ("model_commune", "Xây dựng xã, phường điển hình", "Model commune"),
        ("other_occasion", "Dịp khác", "Other occasion"),
    ]),
    "festival_scales": ("Quy mô Ngày hội", "Scale of festivals", None, [
        ("festival_pilot", "Tổ chức điểm", "Pilot"),
        ("festival_wide", "Diện rộng", "Wide"),
    ]),
    "contest_fields": ("Lĩnh vực hội thi", "Fields of contests", "contest_participations", [
        ("fire", "Phòng cháy, chữa cháy", "Fire safety"),
        ("movement", "Toàn dân bảo vệ ANTQ", "The movement"),
        ("traffic", "An toàn giao thông", "Traffic safety"),
        ("drugs", "Phòng, chống ma túy", "Against drugs"),
        ("other", "Lĩnh vực khác", "Others"),
    ]),
    "levels": ("Cấp tổ chức", "Levels", None, [
        ("level_commune", "Cấp xã", "Commune"),
        ("level_district", "Cấp huyện, thành phố", "District", DISTRICTS_ENDED),
        ("level_province", "Cấp tỉnh", "Province"),
        ("level_nation", "Cấp bộ, toàn quốc", "Nation"),
    ]),
    "award_kinds": ("Hình thức khen thưởng", "Kinds of awards", "awards_given", [
        ("merit", "Bằng khen", "Certificates of merit"),
        ("commendation", "Giấy khen", "Letters of commendation"),
        ("badge", "Kỷ niệm chương", "Badges"),
        ("title", "Danh hiệu thi đua", "Emulation titles"),
        ("other", "Hình thức khác", "Others"),
    ]),
    "award_givers": ("Cấp khen thưởng", "Who awards", "award_rounds", [
        ("commune", "UBND xã, phường", "Commune people's committee"),
        ("district", "UBND, Công an cấp huyện", "District", DISTRICTS_ENDED),
        ("provincial_police", "Công an tỉnh", "Provincial police"),
        ("province", "Chủ tịch UBND tỉnh", "Chair of the province"),
        ("ministry", "Bộ Công an", "Ministry of Public Security"),
        ("state", "Chính phủ, Chủ tịch nước", "Government, President"),
    ]),
    "document_kinds": ("Loại văn bản", "Kinds of documents", "directive_documents", [
        ("resolution", "Nghị quyết", "Resolutions"),
        ("directive", "Chỉ thị", "Directives"),
        ("plan", "Kế hoạch", "Plans"),
        ("dispatch", "Công văn", "Dispatches"),
        ("guidance", "Hướng dẫn", "Guidance"),
        ("report", "Báo cáo tham mưu", "Advisory reports"),
    ]),
    "duty_results": ("Kết quả trực", "Results of duty", "duty_shifts", [
        ("kept", "Thực hiện nghiêm", "Kept"),
        ("not_kept", "Chưa nghiêm", "Not kept"),
    ]),
    "commitment_subjects": ("Nội dung cam kết", "Subjects of commitments", None, [
        ("commit_weapons", "Không tàng trữ vũ khí, pháo", "No weapons or fireworks"),
        ("commit_drugs", "Không ma túy", "No drugs"),
        ("commit_traffic", "Chấp hành an toàn giao thông", "Traffic safety"),
        ("commit_fire", "An toàn phòng cháy, chữa cháy", "Fire safety"),
        ("commit_order", "Không vi phạm an ninh, trật tự", "Security and order"),
        ("commit_other", "Nội dung khác", "Others"),
    ]),
    "review_kinds": ("Loại hội nghị", "Kinds of conferences", "review_conferences", [
        ("interim", "Sơ kết", "Interim review"),
        ("final", "Tổng kết", "Final review"),
    ]),
}  # fmt: skip
# Parts whose figure exists already.
EXISTING_PARTS = {("contest_fields", "fire"): "fire_contest_participations"}
PARTNERS, MOVEMENTS = "partners", "movements"

# key → name, name in English, figure of its records, areas, coverage, numbered,
# counts (figure, required[, list that splits it]), choices (key, question, in English, list or catalogue, several, required)
KINDS = {
    "pledge_round": ("Ký giao ước thi đua", "Pledge round", "pledge_rounds", "must", "pledge_villages_signed", False, [
        ("pledge_households", False), ("pledge_groups_signed", False), ("pledge_agencies", False),
        ("pledge_enterprises", False), ("pledge_schools", False),
    ], [
        ("occasion", "Dịp", "Occasion", "pledge_occasions", False, True),
        ("partners", "Đơn vị phối hợp", "Partners", PARTNERS, True, False),
    ]),
    "festival": ("Ngày hội Toàn dân bảo vệ ANTQ", "Festival of the movement", "festival_events", "may", "festival_villages", False, [
        ("festival_attendances", True),
    ], [
        ("scale", "Quy mô", "Scale", "festival_scales", False, True),
        ("partners", "Đơn vị phối hợp", "Partners", PARTNERS, True, False),
        ("movements", "Lồng ghép phong trào", "Linked movements", MOVEMENTS, True, False),
    ]),
    "contest": ("Hội thi, hội thao", "Contest", "contest_participations", "never", None, False, [
        ("contest_members", False),
    ], [
        ("field", "Lĩnh vực", "Field", "contest_fields", False, True),
        ("level", "Cấp tổ chức", "Level", "levels", False, True),
    ]),
    "award": ("Khen thưởng", "Awards", "award_rounds", "never", None, False, [
        ("awards_given", True, "award_kinds"), ("awards_collectives", False), ("awards_individuals", False),
    ], [
        ("giver", "Cấp khen thưởng", "Who awards", "award_givers", False, True),
    ]),
    "directive_document": ("Văn bản chỉ đạo, tham mưu", "Directive document", "directive_documents", "never", None, True, [], [
        ("kind", "Loại văn bản", "Kind of document", "document_kinds", False, True),
    ]),
    "duty_shift": ("Trực ban, trực chiến", "Duty shift", "duty_shifts", "never", None, False, [], [
        ("result", "Kết quả trực", "Result", "duty_results", False, True),
    ]),
    "exchange_day": ("Ngày đổi quà lấy súng", "Exchange day", "exchange_days", "may", None, False, [
        ("exchange_points", True),
    ], [
        ("partners", "Đơn vị phối hợp", "Partners", PARTNERS, True, False),
    ]),
    "commitment": ("Ký cam kết", "Commitments", "commitment_rounds", "may", "commitment_villages", False, [
        ("commitment_households", False), ("commitment_businesses", False), ("commitment_persons", False),
    ], [
        ("subject", "Nội dung cam kết", "Subjects", "commitment_subjects", True, True),
    ]),
    "review_conference": ("Sơ kết, tổng kết", "Review conference", "review_conferences", "never", None, False, [
        ("review_attendances", False),
    ], [
        ("kind", "Loại hội nghị", "Kind of conference", "review_kinds", False, True),
        ("movements", "Phong trào, nội dung", "Movements", MOVEMENTS, True, False),
    ]),
}  # fmt: skip


class Figures:
    """Find indicators or make them with the next free slots; each has one source for ever."""

    def __init__(self, model):
        self.model = model
        rows = model.objects
        self.slot = (rows.filter(slot__lt=STOCK_SLOTS).aggregate(slot=Max("slot"))["slot"] or 0) + 1
        self.order = (rows.aggregate(order=Max("order"))["order"] or 0) + 10

    def claim(self, key, fed_by, *, whole=None, distinct=False):
        described = FIGURES.get(key) or COVERAGES.get(key)
        if described is not None and not self.model.objects.filter(key=key).exists():
            self._make(key, described, "distinct" if distinct else "sum", None)
        indicator = self.model.objects.get(key=key)
        return self._fed(indicator, fed_by, whole, distinct)

    def part(self, key, name_vi, name_en, fed_by, whole):
        described = (whole.group, name_vi[:120], whole.unit_vi, name_en[:120], whole.unit_en)
        if not self.model.objects.filter(key=key).exists():
            self._make(key, described, "sum", whole)
        return self._fed(self.model.objects.get(key=key), fed_by, whole, False)

    def _make(self, key, described, aggregation, whole):
        group, name_vi, unit_vi, name_en, unit_en = described
        self.model.objects.create(
            key=key, group=group, name_vi=name_vi, unit_vi=unit_vi, name_en=name_en, unit_en=unit_en,
            aggregation=aggregation, source="log", order=self.order, breakdown_of=whole,
        )  # fmt: skip
        self.order += 10

    def _fed(self, indicator, fed_by, whole, distinct):
        indicator.fed_by = fed_by
        indicator.breakdown_of = whole or indicator.breakdown_of
        if indicator.slot is None and not distinct:
            indicator.slot, self.slot = self.slot, self.slot + 1
        indicator.save()
        return indicator


def fed_by_list():
    """Which kind feeds the figure that a list parts."""
    return {whole: f"activity:{key}" for _, _, whole, _ in LISTS.values() for key, row in KINDS.items()
            if whole and whole in {row[2], *(count[0] for count in row[6])}}  # fmt: skip


def lists(apps, figures):
    list_model, choice_model = apps.get_model("campaigns", "ChoiceList"), apps.get_model("campaigns", "ListedChoice")
    sources, found = fed_by_list(), {}
    for place, (key, (name_vi, name_en, whole_key, choices)) in enumerate(LISTS.items(), 1):
        whole = figures.claim(whole_key, sources[whole_key]) if whole_key else None
        found[key] = list_model.objects.create(
            key=key, name_vi=name_vi, name_en=name_en, order=10 * place, valid_from=ALWAYS, whole=whole
        )
        for number, (choice, choice_vi, choice_en, *last) in enumerate(choices, 1):
            part = None
            if whole is not None:
                part_key = EXISTING_PARTS.get((key, choice), f"{whole_key}_{choice}")
                names = f"{whole.name_vi}: {choice_vi}", f"{whole.name_en}: {choice_en}"
                part = figures.part(part_key, *names, whole.fed_by, whole)
            choice_model.objects.create(
                key=f"{key}_{choice}" if whole else choice, name_vi=choice_vi, name_en=choice_en, order=10 * number,
                valid_from=ALWAYS, valid_to=last[0] if last else None, list=found[key], indicator=part,
            )  # fmt: skip
    return found


def forwards(apps, schema_editor):
    figures = Figures(apps.get_model("rollups", "Indicator"))
    kind_model = apps.get_model("campaigns", "ActivityKind")
    count_model, choice_model = (
        apps.get_model("campaigns", "ActivityCount"),
        apps.get_model("campaigns", "ActivityChoice"),
    )
    by_key = lists(apps, figures)
    for place, (key, row) in enumerate(KINDS.items(), 1):
        name_vi, name_en, figure, areas, coverage, numbered, counts, choices = row
        source = f"activity:{key}"
        kind = kind_model.objects.create(
            key=key, name_vi=name_vi, name_en=name_en, order=10 * place, valid_from=ALWAYS, areas=areas,
            numbered=numbered, indicator=figures.claim(figure, source),
            coverage=figures.claim(coverage, source, distinct=True) if coverage else None,
        )  # fmt: skip
        for number, (counted, required, *split) in enumerate(counts, 1):
            count_model.objects.create(
                kind=kind, indicator=figures.claim(counted, source), order=number, required=required, valid_from=ALWAYS,
                split=by_key[split[0]] if split else None,
            )  # fmt: skip
        for number, (choice, label_vi, label_en, source_of, several, required) in enumerate(choices, 1):
            shared = source_of in (PARTNERS, MOVEMENTS)
            choice_model.objects.create(
                kind=kind, key=choice, label_vi=label_vi, label_en=label_en, order=10 * number, several=several,
                required=required, valid_from=ALWAYS, shared=source_of if shared else "",
                list=None if shared else by_key[source_of],
            )  # fmt: skip
    wholes = {"awards_collectives": "awards_given", "awards_individuals": "awards_given"}
    for part, whole in wholes.items():
        figures.model.objects.filter(key=part).update(breakdown_of=figures.model.objects.get(key=whole))


def backwards(apps, schema_editor):
    """Take the rows away; figures that were there before are fed by nothing again."""
    kinds, choice_lists = list(KINDS), list(LISTS)
    for model, path in [
        ("ActivityChoice", "kind__key__in"),
        ("ActivityCount", "kind__key__in"),
        ("ActivityKind", "key__in"),
    ]:
        apps.get_model("campaigns", model).objects.filter(**{path: kinds}).delete()
    apps.get_model("campaigns", "ListedChoice").objects.filter(list__key__in=choice_lists).delete()
    apps.get_model("campaigns", "ChoiceList").objects.filter(key__in=choice_lists).delete()
    indicators = apps.get_model("rollups", "Indicator").objects
    fed = indicators.filter(fed_by__in=[f"activity:{key}" for key in kinds])
    made = {*FIGURES, *COVERAGES}
    parts = {f"{whole}_{choice[0]}" for _, _, whole, choices in LISTS.values() if whole for choice in choices}
    fed.filter(key__in=parts).delete()
    fed.filter(key__in=["awards_collectives", "awards_individuals"]).delete()
    fed.filter(key="fire_contest_participations").update(breakdown_of=None)
    fed.filter(key__in=made).delete()
    indicators.filter(fed_by__in=[f"activity:{key}" for key in kinds]).update(fed_by="", slot=None)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0007_defined_kinds"), ("rollups", "0007_sources_of_figures")]
    operations = [migrations.RunPython(forwards, backwards)]
