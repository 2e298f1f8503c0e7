"""Accounts and their dated grants. All power comes from grants: there is no flag on the account."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import scope
from communes.models import Area, Dated, DatedQuerySet, Unit, dates_in_order


class Role(models.TextChoices):
    OFFICER = "officer", _("Cán bộ Công an cấp xã")
    STATION_HEAD = "station_head", _("Trưởng Công an cấp xã")
    AREA_VIEWER = "area_viewer", _("Theo dõi khu vực")
    PROVINCE_VIEWER = "province_viewer", _("Lãnh đạo Công an tỉnh")
    PROVINCE_STEWARD = "province_steward", _("Cán bộ tổng hợp PV05")
    ACCOUNT_MANAGER = "account_manager", _("Quản lý tài khoản")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")
    AUDITOR = "auditor", _("Kiểm tra nhật ký")
    MINISTRY = "ministry", _("Cấp Bộ (V05)")


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None, **fields: Any) -> "User":
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Someone who signs in. The name is for colleagues; nothing else about the person is kept."""

    username = models.CharField(
        _("tên đăng nhập"),
        max_length=60,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        error_messages={"unique": _("Tên đăng nhập này đã có người dùng.")},
    )
    name = models.CharField(_("họ và tên"), max_length=100)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    created_at = models.DateTimeField(_("tạo lúc"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def live_grants(self) -> list["Grant"]:
        """Today's grants, read once a request: what is revoked ends at the next one."""
        if not self.is_active:
            return []
        grants = self.grants.valid_on(timezone.localdate()).select_related("unit", "area")
        return list(grants.order_by("pk"))

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.live_grants)

    def has_role(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    def unit_condition(self, verb: str) -> Q:
        return scope.unit_condition(self.live_grants, verb)

    def area_condition(self) -> Q:
        return scope.area_condition(self.live_grants)

    @property
    def is_staff(self) -> bool:
        """Whether the admin site opens at all; what it shows is asked a model at a time."""
        return self.has_role(Role.ADMINISTRATOR, Role.ACCOUNT_MANAGER, Role.PROVINCE_STEWARD, Role.AUDITOR)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return scope.has_permission(self.roles, perm)

    def has_perms(self, perms: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return scope.has_module(self.roles, app_label)


class Grant(Dated):
    """A role for a unit, an area, or (neither) the nation, from a day to a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name=_("tài khoản"))
    role = models.CharField(_("vai trò"), max_length=20, choices=Role)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("đơn vị")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("khu vực")
    )
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("người giao")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("quyền được giao")
        verbose_name_plural = _("quyền được giao")
        constraints = [
            dates_in_order("grant_dates"),
            models.CheckConstraint(condition=Q(unit__isnull=True) | Q(area__isnull=True), name="grant_unit_or_area"),
            models.CheckConstraint(
                condition=Q(role=Role.AREA_VIEWER, area__isnull=False)
                | (~Q(role=Role.AREA_VIEWER) & Q(area__isnull=True)),
                name="grant_area_for_area_viewer",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[Role.AREA_VIEWER, Role.MINISTRY, Role.ADMINISTRATOR, Role.AUDITOR])
                | Q(unit__isnull=False),
                name="grant_unit_where_needed",
            ),
        ]
        indexes = [models.Index(fields=["user", "valid_from"], name="grant_user")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.unit or self.area or _('toàn quốc')}"
