"""Accounts and their dated grants. All power comes from grants: there is no flag on the account."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import scope
from communes.models import Area, Dated, DatedQuerySet, Level, Unit, dates_in_order


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


STATION_ROLES = frozenset({Role.OFFICER, Role.STATION_HEAD})
PROVINCE_ROLES = frozenset({Role.PROVINCE_VIEWER, Role.PROVINCE_STEWARD, Role.ACCOUNT_MANAGER})


class UserQuerySet(models.QuerySet["User"]):
    def managed_by(self, user: "User") -> Self:
        """Accounts that `user` keeps: all their present and coming grants are below the own level, in the own place."""
        return self.filter(scope.account_condition(user.live_grants))


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def managed_by(self, user: "User") -> UserQuerySet:
        return self.get_queryset().managed_by(user)

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
    # Set with a password that somebody else has seen; nothing else opens until it is changed.
    must_change_password = models.BooleanField(_("phải đổi mật khẩu"), default=False, editable=False)
    created_at = models.DateTimeField(_("tạo lúc"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = pgettext_lazy("plural", "tài khoản")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name

    @property
    def described(self) -> str:
        """The name with the username, where names repeat."""
        return f"{self.name} ({self.username})"

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def live_grants(self) -> list["Grant"]:
        """Today's grants, read once a request: what is revoked ends at the next one."""
        if not self.is_active:
            return []
        grants = self.grants.live_on(timezone.localdate()).select_related("unit", "area")
        return list(grants.order_by("pk"))

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.live_grants)

    def has_role(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    def unit_condition(self, verb: str) -> Q:
        return scope.unit_condition(self.live_grants, verb)

    def area_condition(self, verb: str = "read") -> Q:
        return scope.area_condition(self.live_grants, verb)

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


class GrantQuerySet(DatedQuerySet):
    def live_on(self, day: date) -> Self:
        """Grants that work on `day`: valid and not revoked."""
        return self.valid_on(day).filter(revoked_at__isnull=True)

    def managed_by(self, user: User) -> Self:
        return self.filter(scope.grant_condition(user.live_grants))


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
    # Days are inclusive, a revocation works at once: without it, who is dismissed at nine would read on until midnight.
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, editable=False)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("quyền được giao")
        verbose_name_plural = pgettext_lazy("plural", "quyền được giao")
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
            models.CheckConstraint(
                condition=~Q(role__in=[Role.MINISTRY, Role.ADMINISTRATOR]) | Q(unit__isnull=True),
                name="grant_nation_where_needed",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(valid_to__isnull=False), name="grant_revoked_has_end"
            ),
        ]
        indexes = [models.Index(fields=["user", "valid_from"], name="grant_user")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.unit or self.area or _('toàn quốc')}"

    def clean(self) -> None:
        """Say beside its field what place a role needs; constraints hold what one row can hold."""
        errors: dict[str, Any] = {}
        if self.role == Role.AREA_VIEWER and self.area is None:
            errors["area"] = _("Chọn khu vực được theo dõi.")
        elif self.role != Role.AREA_VIEWER and self.area is not None:
            errors["area"] = _("Chỉ vai trò theo dõi khu vực mới chọn khu vực.")
        if self.role in STATION_ROLES and (self.unit is None or not self.unit.leaf):
            errors["unit"] = _("Chọn xã, phường hoặc đặc khu.")
        elif self.role in PROVINCE_ROLES and (self.unit is None or self.unit.level != Level.PROVINCE):
            errors["unit"] = _("Chọn tỉnh hoặc thành phố.")
        elif self.role == Role.AUDITOR and self.unit is not None and self.unit.level != Level.PROVINCE:
            errors["unit"] = _("Chọn tỉnh hoặc thành phố, hoặc để trống nếu là toàn quốc.")
        elif self.role in {Role.MINISTRY, Role.ADMINISTRATOR} and self.unit is not None:
            errors["unit"] = _("Vai trò này có phạm vi toàn quốc: để trống đơn vị.")
        elif self.role == Role.AREA_VIEWER and self.unit is not None:
            errors["unit"] = _("Vai trò này gắn với khu vực: để trống đơn vị.")
        if errors:
            raise ValidationError(errors)
