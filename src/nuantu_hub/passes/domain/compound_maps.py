"""Maps of compounds: a draft that is worked on, a plan to draw over, and published versions that never change."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, isfinite, radians
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.domain.compounds import lock_compound
from nuantu_hub.passes.domain.map_checks import Lack, check_map
from nuantu_hub.passes.domain.map_format import Feature, read_map, write_map
from nuantu_hub.passes.domain.map_weaving import DEGREE_M, weave_map
from nuantu_hub.passes.domain.parties import take_signature_back
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Compound, CompoundMap, Party
from nuantu_hub.people.domain.files import PICTURES, remove_file, store_file
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

#: Two known points of a plan are at least so far apart: nearer, a small slip turns the whole plan. Metres.
APART_M = 15.0


def find_draft(compound: Compound) -> CompoundMap:
    """The draft; a new one starts from the published map, its gates and nothing else where there is none."""
    known = CompoundMap.objects.filter(compound=compound, version=0).select_related("plan").first()
    return known or CompoundMap(compound=compound, text=write_map(start_map(compound)), at=now())


def find_published(compound: Compound) -> CompoundMap | None:
    """The newest published map."""
    return CompoundMap.objects.filter(compound=compound, version__gt=0).order_by("-version").first()


def start_map(compound: Compound) -> list[Feature]:
    """What a fresh map begins with: the gates where the registry has them."""
    return [Feature(f"gate-{gate.number_id}", "gate", "Point", ((gate.place.lon_deg, gate.place.lat_deg),),
                    name=gate.place.name, gate=gate.number_id)
            for gate in compound.gates.in_use().select_related("place")]


def list_lacks(compound: Compound, features: Sequence[Feature]) -> list[Lack]:
    """What a map of this compound still lacks."""
    return check_map(features, set(compound.gates.in_use().values_list("number_id", flat=True)))


@transaction.atomic
def save_draft(*, by: Account, compound: Compound, text: str | bytes, changes: int | None = None) -> CompoundMap:
    """Keep what was drawn. ``changes`` is the count of the draft that it was drawn on.

    Raises PassRefused for what is no map of this compound, and where somebody else has saved meanwhile.
    """
    compound = lock_compound(compound)
    written = write_map(read_map(text, (compound.lon_deg, compound.lat_deg)))
    draft = _lock_draft(compound)
    if changes is not None and changes != draft.changes:
        raise PassRefused(_("别人刚改过这张图"), _("先重新打开，再接着画"))
    if draft.pk is not None and draft.text == written:
        return draft
    draft.text, draft.by, draft.at, draft.changes = written, by, now(), draft.changes + 1
    draft.save()
    return draft


def _lock_draft(compound: Compound) -> CompoundMap:
    known = CompoundMap.objects.select_for_update(of=("self",)).filter(compound=compound, version=0).first()
    return known or CompoundMap(compound=compound, text=write_map(start_map(compound)), at=now())


@transaction.atomic
def publish_map(*, by: Account, compound: Compound) -> CompoundMap:
    """Make the draft the next version, woven; the manager's signature ends with the map that was signed.

    Raises PassRefused naming what the map lacks, and where nothing differs from the published one.
    """
    compound = lock_compound(compound)
    draft = _lock_draft(compound)
    features = read_map(draft.text, (compound.lon_deg, compound.lat_deg))
    lacks = [one.words for one in list_lacks(compound, features) if one.stops]
    if lacks:
        raise PassRefused(_("还不能发布：%(lacks)s") % {"lacks": "；".join(lacks[:5])}, _("补好以后再发布"))
    text, last = write_map(weave_map(features)), find_published(compound)
    if last is not None and last.text == text:
        raise PassRefused(_("和已发布的地图一样"), _("改了再发布"))
    made = CompoundMap.objects.create(compound=compound, version=1 + (last.version if last else 0), text=text, by=by,
                                      state=CompoundMap.State.PUBLISHED, plan=draft.plan, plan_fit=draft.plan_fit,
                                      at=now())
    record_deed(by, "map published", compound, compound.unit, version=made.version)
    take_signature_back(by=None, compound=compound, role=Party.Role.PROPERTY, why="map")
    return made


@transaction.atomic
def hand_in_plan(*, by: Account, compound: Compound, upload: UploadedFile[Any]) -> CompoundMap:
    """Keep a plan to draw over in the place of the one before; where it lies is told next. Raises Refused."""
    compound = lock_compound(compound)
    draft = _lock_draft(compound)
    old = draft.plan if draft.pk is not None else None
    file = store_file(by=by, upload=upload, about=compound, unit=compound.unit)
    if file.kind not in PICTURES:
        raise PassRefused(_("这里只收图片"), _("平面图存成 JPEG 或 PNG 再上传"), field="file")
    draft.plan, draft.plan_fit, draft.by, draft.at = file, None, by, now()
    draft.save()
    if old is not None and not CompoundMap.objects.filter(plan=old).exists():
        remove_file(by=by, file=old)
    return draft


@transaction.atomic
def fit_plan(*, by: Account, compound: Compound, points: Sequence[Sequence[float]], shape: float) -> CompoundMap:
    """Say where two points of the plan lie: each (share of width, share of height, longitude, latitude).

    ``shape`` is the picture's height by its width. Raises PassRefused for points that are no points, too near one
    another, or far from the compound.
    """
    compound = lock_compound(compound)
    draft = _lock_draft(compound)
    if draft.plan is None:
        raise PassRefused(_("还没有平面图"), _("先上传"))
    if len(points) != 2 or any(len(one) != 4 or not all(isfinite(part) for part in one) for one in points):
        raise PassRefused(_("要两个已知点"), _("在图上点两处，各写一个经纬度"))
    if not 0.05 <= shape <= 20 or any(not (0 <= one[0] <= 1 and 0 <= one[1] <= 1) for one in points):
        raise PassRefused(_("点不在图上"), _("重新点"))
    wide = DEGREE_M * cos(radians(compound.lat_deg))
    for _x, _y, lon, lat in points:
        if hypot((lon - compound.lon_deg) * wide, (lat - compound.lat_deg) * DEGREE_M) > 2_000:
            raise PassRefused(_("离小区太远"), _("核对经纬度，要 WGS 84"), field="lat_deg")
    (ax, ay, alon, alat), (bx, by_, blon, blat) = points
    on_globe = hypot((alon - blon) * wide, (alat - blat) * DEGREE_M)
    if on_globe < APART_M or hypot(ax - bx, (ay - by_) * shape) < 0.05:
        raise PassRefused(_("两个点太近"), _("选两个隔得远的点，至少 15 米"))
    draft.plan_fit = {"points": [list(map(float, one)) for one in points], "shape": float(shape)}
    draft.by, draft.at = by, now()
    draft.save()
    return draft


@transaction.atomic
def take_geojson(*, by: Account, compound: Compound, body: bytes) -> CompoundMap:
    """Take a GeoJSON file over as the draft; gates that it does not name keep their place from the registry."""
    features = read_map(body, (compound.lon_deg, compound.lat_deg))
    drawn = {one.gate for one in features if one.kind == "gate"}
    taken = {one.key for one in features}
    more = [one for one in start_map(compound) if one.gate not in drawn and one.key not in taken]
    draft = save_draft(by=by, compound=compound, text=write_map([*features, *more]))
    record_deed(by, "map taken over", compound, compound.unit, features=len(features))
    return draft
