"""Linking a pseudonym: by code, by own export; withdrawing it; and the platform's codes, taken in as hashes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nuantu_hub.days.domain.linking import import_codes, link_by_code, link_by_export, read_code_file, withdraw_link
from nuantu_hub.days.forms import CodeForm, CodesForm, ExportForm
from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account, Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard


def add_refusal(form: forms.Form, refused: Refused) -> None:
    """Say a refusal beside the field that it concerns."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def _owner(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)
    return request.user


def _show(request: HttpRequest, *, code: forms.Form | None = None, export: forms.Form | None = None) -> HttpResponse:
    wrong = bool((code and code.errors) or (export and export.errors))
    return render(request, "days/links.html", {
        "links": _owner(request).links.order_by("platform"), "code_form": code or CodeForm(auto_id="code_%s"),
        "export_form": export or ExportForm(auto_id="export_%s"), "open_export": bool(export),
        "platforms": Run.objects.order_by("platform").values_list("platform", flat=True).distinct(),
    }, status=422 if wrong else 200)


@guard("days.ask")
def links(request: HttpRequest) -> HttpResponse:
    """The worker's links, and both ways to make one."""
    return _show(request)


@require_POST
@guard("days.ask")
def link_code(request: HttpRequest) -> HttpResponse:
    """Make a link by a code."""
    form = CodeForm(request.POST, auto_id="code_%s")
    if form.is_valid():
        try:
            link_by_code(account=_owner(request), code=form.cleaned_data["code"],
                         agreed=form.cleaned_data["agreed"])
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("已关联，只有你自己看得到"))
            return redirect("days:home")
    return _show(request, code=form)


@require_POST
@guard("days.ask")
def link_export(request: HttpRequest) -> HttpResponse:
    """Make a link by an own export."""
    form = ExportForm(request.POST, request.FILES, auto_id="export_%s")
    if form.is_valid():
        try:
            link_by_export(account=_owner(request), file=form.cleaned_data["file"],
                           pseudonym=form.cleaned_data["pseudonym"], agreed=form.cleaned_data["agreed"])
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("对上了，已关联；文件已经删除"))
            return redirect("days:home")
    return _show(request, export=form)


def find_link(request: HttpRequest, pk: int, **words: Any) -> Link:
    """The link of an address."""
    del request, words
    return get_object_or_404(Link, pk=pk)


@require_POST
@guard("days.withdraw_link", find=find_link)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a link at once."""
    del pk
    withdraw_link(account=_owner(request), link=request.found)  # type: ignore[attr-defined]
    messages.success(request, _("已撤回，关联已经删除"))
    return redirect("days:links")


@guard("days.import_codes")
def codes(request: HttpRequest) -> HttpResponse:
    """Take in a platform's file of hashed codes."""
    form = CodesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = read_code_file(form.cleaned_data["file"].read().decode("utf-8-sig").splitlines())
            unit = units_of(request.user, Post.Role.OFFICER).order_by("path").first()
            assert unit is not None  # the guard asks for a post
            count = import_codes(by=_owner(request), unit=unit, platform=form.cleaned_data["platform"], rows=rows)
        except UnicodeDecodeError:
            form.add_error("file", _("文件不是 UTF-8：请平台重新导出"))
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("收下 %(count)d 个新的验证码散列值") % {"count": count})
            return redirect("days:codes")
    return render(request, "days/codes.html", {"form": form}, status=422 if form.errors else 200)
