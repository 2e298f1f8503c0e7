"""What several tests of the register begin with."""

import pytest

from models_selfmgmt.models import ModelInstance
from tests.models_selfmgmt.entries import OLD, opened, said
from tests.world import World


@pytest.fixture
def camera(world: World) -> ModelInstance:
    """Since 2019, entered today by Bằng Thành: it lay in Giáo Hiệu until the reorganisation."""
    content = said(world.villages[0], camera_points_active=2, cameras_active=4)
    return opened(world.dung, world.giao_hieu, OLD, content)
