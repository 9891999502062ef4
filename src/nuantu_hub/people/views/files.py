"""Files that people hand in: one's own, those for one's units, and one of them to take along."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.files import open_file, remove_file, store_file
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Person, StoredFile, Unit
from nuantu_hub.people.permissions import MEMBER_ROLES, units_of
from nuantu_hub.people.views.own_data import choose_frame
from nuantu_hub.site.guards import guard

SHOWN = 50


class FileForm(forms.Form):
    """A file to hand in."""

    file = forms.FileField(label=gettext_lazy("文件"),
                           help_text=gettext_lazy("JPEG、PNG、WebP 图片或 PDF，不超过20 MB。照片里的位置信息会去掉。"),
                           widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp,.pdf"}))


def find_file(request: GuardedRequest, key: UUID) -> StoredFile:
    """The file that the address names."""
    del request
    return get_object_or_404(StoredFile.objects.select_related("unit", "account"), pk=key)


def find_own_unit(request: GuardedRequest) -> Unit | None:
    """The unit of which whoever asks is a member: its staff may read what is handed in."""
    person = Person.objects.of_account(request.user)
    return person.unit if person else None


@guard("people.be_signed_in")
def own_files(request: GuardedRequest) -> HttpResponse:
    """What one handed in, and a form to hand in more."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        made = carry_out(form, lambda told: store_file(by=request.user, upload=told["file"],
                                                       unit=find_own_unit(request)))
        if made is not None:
            messages.success(request, _("已收到"))
            return redirect("people:own_files")
    found = StoredFile.objects.filter(account=request.user).order_by("-at", "pk")
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    return render(request, "people/own_files.html",
                  {"frame": choose_frame(request), "form": form, "page": page}, status=status_of(form))


@guard("people.see_files")
def files(request: GuardedRequest) -> HttpResponse:
    """What members of one's units handed in."""
    found = StoredFile.objects.filter(unit__in=units_of(request.user, *MEMBER_ROLES))
    page = Paginator(found.select_related("unit", "account").order_by("-at", "pk"), SHOWN)
    return render(request, "people/files.html", {"page": page.get_page(request.GET.get("page"))})


@guard("people.read_file", find=find_file)
@never_cache
def file(request: GuardedRequest, key: UUID) -> HttpResponse:
    """One file: always as an attachment, never shown inside a page."""
    del key
    found: StoredFile = request.found
    answer = HttpResponse(open_file(by=request.user, file=found), content_type=found.kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=str(found.name)) or ""
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@guard("people.see_own", find=find_file)
@require_POST
def remove(request: GuardedRequest, key: UUID) -> HttpResponse:
    """Take back what one handed in."""
    del key
    remove_file(by=request.user, file=request.found)
    messages.success(request, _("已删除"))
    return redirect("people:own_files")
