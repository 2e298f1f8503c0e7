"""Every page there is, with somebody who opens it: the table that `test_pages` walks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

COMMUNE, NEIGHBOUR, PROVINCE, AREA = "01864-2025", "01879-2025", "19-2025", "060-19-2025"
OLD_COMMUNE, OLD_DISTRICT, OLD_PROVINCE = "01870-2000", "060-2000", "06-2000"  # Giáo Hiệu, Pác Nặm, Bắc Kạn
KINDS = ("patrol", "propaganda_session", "weapon_handover")
DEFINED = ("pledge_round", "award")  # with areas and a coverage; with a number in parts
# Stand in an address for something that is made or looked up in the demonstration.
A_RECORD = A_PATROL, A_SESSION, A_HANDOVER = tuple(f"<{kind}>" for kind in KINDS)
A_VILLAGE = "<village>"
A_MODEL = "<model>"
A_TABLE = "<table>"
A_SNAPSHOT, A_CAMPAIGN = "<snapshot>", "<campaign>"
A_SET, AN_ASSESSMENT = "<set>", "<assessment>"
A_TOTAL, A_RESTRICTED = "<total>", "<restricted>"

SPRING_2025 = "from=2025-04-01&to=2025-08-31"  # touches both structures
MONTHS = f"from={timezone.localdate() - timedelta(days=100)}&to={timezone.localdate()}"
SOON = f"from={timezone.localdate() - timedelta(days=45)}&to={timezone.localdate()}"


@dataclass(frozen=True)
class Visit:
    """`name` as in the URL table; `who` as in the demonstration, empty for nobody."""

    name: str
    who: str
    args: tuple[str, ...] = ()
    query: str = ""
    status: int = 200

    def __str__(self) -> str:
        words = [self.name, *self.args, self.query, self.who or "nobody"]
        return "-".join(word for word in words if word)

    def address(self, made: Callable[[str], str]) -> str:
        """`made` gives what stands in the address of something."""
        path = reverse(self.name, args=[made(arg[1:-1]) if arg.startswith("<") else arg for arg in self.args])
        query = self.query.replace(A_TABLE, made("table")) if A_TABLE in self.query else self.query
        return f"{path}?{query}" if query else path


VISITS = [
    Visit("login", ""),
    Visit("login", "", query="next=/records/"),
    Visit("home", "son"),
    Visit("password_change", "lan"),
    Visit("password_change_done", "lan"),
    # The station
    Visit("station_home", "lan", (COMMUNE,)),
    Visit("station_home", "dung", (COMMUNE,)),
    Visit("station_home", "tinh", (NEIGHBOUR,)),
    Visit("station_accounts", "dung", (COMMUNE,)),
    Visit("station_readiness", "dung", (COMMUNE,)),
    Visit("station_readiness", "tinh", (OLD_COMMUNE,)),
    Visit("readiness_void", "dung", (COMMUNE, A_SNAPSHOT)),
    Visit("province_readiness", "tinh", (PROVINCE,)),
    Visit("province_readiness", "tinh", (OLD_PROVINCE,), "on=2025-02-28"),
    Visit("reporting_rules", "thu", (PROVINCE,)),
    Visit("reporting_rules", "quantri", (PROVINCE,)),
    Visit("unit_outliers", "tinh", (PROVINCE,), "period=month-2026-10"),
    Visit("unit_outliers", "lan", (COMMUNE,)),
    Visit("area_outliers", "hung", (AREA,)),
    Visit("reported_totals", "dung", (COMMUNE,)),
    Visit("reported_totals", "tinh", (PROVINCE,)),
    Visit("reported_total_withdraw", "thu", (OLD_PROVINCE, A_TOTAL)),
    Visit("restricted_figures", "thu", (PROVINCE,)),
    Visit("restricted_withdraw", "thu", ("01837-2000", A_RESTRICTED)),
    Visit("campaign_list", "tinh"),
    Visit("campaign_board", "tinh", (A_CAMPAIGN, PROVINCE)),
    Visit("campaign_board", "lan", (A_CAMPAIGN, COMMUNE)),
    Visit("campaign_targets", "thu", (A_CAMPAIGN, PROVINCE)),
    Visit("unit_targets", "thu", (OLD_PROVINCE,)),
    Visit("unit_targets", "lan", (COMMUNE,)),
    Visit("station_plan", "dung", (COMMUNE, A_CAMPAIGN)),
    # Criteria
    Visit("criteria_sets", "thu"),
    Visit("criteria_sets", "quantri"),
    Visit("criteria_set", "lan", (A_SET,)),
    Visit("criteria_set", "thu", (A_SET,)),
    Visit("criteria_set_add", "thu", (PROVINCE,)),
    Visit("criteria_set_add_for_all", "quantri"),
    Visit("criteria_set_edit", "thu", (A_SET,)),
    Visit("unit_assessments", "dung", (COMMUNE,)),
    Visit("unit_assessments", "tinh", (COMMUNE,)),
    Visit("assessment_list", "thu"),
    Visit("assessment_list", "dung"),
    Visit("assessment_list", "bo", query="stage=recognised"),
    Visit("assessment", "thu", (AN_ASSESSMENT,)),
    Visit("assessment", "dung", (AN_ASSESSMENT,)),
    Visit("assessment_fill", "dung", (AN_ASSESSMENT,)),
    Visit("assessment_line", "dung", (AN_ASSESSMENT, "4")),
    Visit("residential_areas", "dung", (COMMUNE,)),
    Visit("residential_areas", "lan", (COMMUNE,)),
    Visit("residential_area", "dung", (COMMUNE, A_VILLAGE)),
    # The three logs
    Visit("patrol_add", "lan", (COMMUNE,)),
    Visit("propaganda_session_add", "lan", (COMMUNE,)),
    Visit("weapon_handover_add", "lan", (COMMUNE,)),
    Visit("patrol_add", "son", ("00004-2025",)),
    *(Visit("activity_add", "lan", (COMMUNE, kind)) for kind in DEFINED),
    *(Visit("return_add", "lan", (COMMUNE, form)) for form in ("tips_and_conflicts", "nothing")),
    *(Visit("week_entry", "lan", (COMMUNE, kind)) for kind in (*KINDS, *DEFINED)),
    *(Visit("logbook", "lan", (COMMUNE, kind)) for kind in (*KINDS, *DEFINED)),
    Visit("record_list", "lan"),
    Visit("record_list", "lan", query="from=2020-01-01&to=2020-01-31"),
    Visit("record_list", "tinh", query=f"unit={COMMUNE}&kind=patrol&{SOON}"),
    Visit("record_list", "bo"),
    *(Visit("record", "lan", (record,)) for record in A_RECORD),
    Visit("record", "minh", (A_PATROL,), status=404),
    Visit("record", "tinh", (A_HANDOVER,)),
    *(Visit("record_edit", "lan", (record,)) for record in A_RECORD),
    Visit("record_delete", "lan", (A_PATROL,)),
    # The register of models
    Visit("model_register", "dung", (COMMUNE,)),
    Visit("model_register", "lan", (COMMUNE,), "state=all&q=camera"),
    Visit("model_register", "tinh", (OLD_COMMUNE,)),
    Visit("model_register", "son", ("00004-2025",)),
    Visit("model_add", "dung", (COMMUNE,)),
    Visit("model_add_of", "dung", (COMMUNE, "security_camera")),
    Visit("model_add_of", "dung", (COMMUNE, "security_cluster")),
    Visit("model_survey", "dung", (COMMUNE, "security_camera")),
    Visit("model_list", "tinh"),
    Visit("model_list", "hung", query="state=all&q=ho+an+toan"),
    Visit("model_list", "bo"),
    Visit("model", "dung", (A_MODEL,)),
    Visit("model", "tinh", (A_MODEL,)),
    *(
        Visit(f"model_{deed}", "dung", (A_MODEL,))
        for deed in ("launch", "change", "resume", "correct", "stop", "inspect", "note", "withdraw")
    ),
    # The figures
    Visit("nation", "bo"),
    Visit("nation", "bo", query=SPRING_2025),
    Visit("nation_figure", "bo", ("patrol_sessions",)),
    Visit("unit_dashboard", "tinh", (PROVINCE,)),
    Visit("unit_dashboard", "tinh", (PROVINCE,), "show=heat"),
    Visit("unit_dashboard", "tinh", (PROVINCE,), "show=change&by=area"),
    Visit("unit_dashboard", "tinh", (PROVINCE,), f"{SPRING_2025}&lens=recorded"),
    Visit("unit_dashboard", "tinh", (PROVINCE,), f"{SPRING_2025}&lens=today"),
    Visit("unit_dashboard", "tinh", (OLD_PROVINCE,), SPRING_2025),
    Visit("unit_dashboard", "tinh", (OLD_DISTRICT,), SPRING_2025),
    Visit("unit_dashboard", "lan", (COMMUNE,)),
    Visit("unit_dashboard", "lan", (OLD_COMMUNE,), SPRING_2025),
    Visit("area_dashboard", "hung", (AREA,)),
    Visit("area_figure", "hung", (AREA, "patrol_sessions")),
    Visit("unit_figure", "tinh", (PROVINCE, "patrol_sessions")),
    Visit("unit_figure", "tinh", (PROVINCE, "guns_collected")),
    Visit("unit_figure", "lan", (COMMUNE, "propaganda_sessions")),
    Visit("nation", "bo", query="show=projector"),
    Visit("unit_dashboard", "tinh", (PROVINCE,), "show=projector"),
    Visit("unit_dashboard", "lan", (COMMUNE,), "show=projector"),
    Visit("unit_figure", "tinh", (PROVINCE, "patrol_sessions"), f"{SPRING_2025}&lens=recorded&show=projector"),
    Visit("nation_silent", "bo"),
    Visit("unit_silent", "tinh", (PROVINCE,), MONTHS),
    Visit("unit_silent", "tinh", (PROVINCE,), f"{MONTHS}&by=area"),
    Visit("unit_silent", "tinh", (OLD_DISTRICT,), SPRING_2025),
    Visit("unit_silent_calls", "tinh", (PROVINCE,), MONTHS),
    Visit("area_silent", "hung", (AREA,)),
    Visit("area_silent_calls", "hung", (AREA,)),
    Visit("unit_search", "tinh"),
    Visit("unit_search", "tinh", query="q=giao+hieu"),
    Visit("unit_search", "tinh", query="q=sung"),
    Visit("figure_list", "tinh"),
    Visit("figure_list", "bo"),
    Visit("unit_search", "bo", query="q=khong+co+dau"),
    # Comparison
    Visit("nation_provinces", "bo"),
    Visit("nation_beside", "bo", query=f"with={PROVINCE}"),
    Visit("unit_beside", "tinh", (PROVINCE,)),
    Visit("unit_beside", "bo", (PROVINCE,), f"with=01-2025&with={COMMUNE}&figures=all"),
    Visit("unit_beside", "tinh", (COMMUNE,), f"with={NEIGHBOUR}&with={OLD_COMMUNE}&with={OLD_DISTRICT}"),
    Visit("unit_beside", "tinh", (COMMUNE,), "q=phuc"),
    Visit("unit_beside", "tinh", (COMMUNE,), "with=01-2025", status=404),
    Visit("unit_beside", "lan", (COMMUNE,), SPRING_2025),
    Visit("area_beside", "hung", (AREA,), f"with={NEIGHBOUR}"),
    # Own tables
    Visit("saved_tables", "tinh"),
    Visit("saved_tables", "dung"),
    Visit("saved_table_edit", "dung", (A_TABLE,)),
    Visit("nation_pivot", "bo"),
    Visit("nation_pivot_save", "bo"),
    Visit("unit_pivot", "tinh", (PROVINCE,)),
    Visit("unit_pivot", "tinh", (PROVINCE,), f"{MONTHS}&rows=commune&columns=month&shaded=on"),
    Visit("unit_pivot", "tinh", (PROVINCE,), f"{SPRING_2025}&lens=recorded&rows=district&columns=week&grouped=on"),
    Visit("unit_pivot", "tinh", (PROVINCE,), "rows=commune&columns=area", status=422),
    Visit("unit_pivot", "lan", (COMMUNE,), f"{MONTHS}&rows=indicator&columns=month&verified=on"),
    Visit("unit_pivot", "dung", (COMMUNE,), f"rows=month&saved={A_TABLE}"),
    Visit("unit_pivot_save", "tinh", (PROVINCE,), "rows=week"),
    Visit("area_pivot", "hung", (AREA,), f"{MONTHS}&rows=month&columns=commune"),
    Visit("area_pivot_save", "hung", (AREA,)),
    # Administration
    Visit("go_live", "thu", (PROVINCE,)),
    Visit("go_live", "quantri", (PROVINCE,), "show=missing"),
]
# Addresses that are no pages: files, and what is only posted to.
NO_PAGES = {
    "healthz", "logout", "set_language", "record_verify", "record_export", "residential_area_end",
    "station_new_password", "plan_task", "target_withdraw", "criteria_set_end", "assessment_export", "assessment_send",
    "assessment_void", "assessment_decide", "evidence_drop", "model_register_open", "model_export", "model_void",
    "saved_table", "saved_table_update", "saved_table_delete", "unit_looked_at", "area_looked_at", "days_off",
    "day_off_withdraw",
    "nation_pivot_table", "unit_pivot_table", "area_pivot_table",
    "nation_silent_table", "unit_silent_table", "area_silent_table",
    "unit_silent_calls_table", "area_silent_calls_table", "unit_outliers_table", "area_outliers_table",
    "nation_provinces_table", "nation_beside_table", "unit_beside_table", "area_beside_table",
    "nation_table", "nation_figure_table", "unit_table", "unit_figure_table", "area_table", "area_figure_table",
}  # fmt: skip
