"""Forms of the table: raising a topic, an offer built from the clause type's parameters, readings, notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.offers import NOTE_MOST, WORDS_MOST, OfferFacts
from nuantu_hub.bargaining.domain.topics import TITLE_MOST, WHY_MOST, TopicFacts
from nuantu_hub.people.interfaces.carried import TokenForm
from nuantu_hub.seam.drafting import DraftClause, ParamForm, TypeForm, list_types, write_param

#: Before the id of a clause of the agreement that the talk starts from.
BASE = "base:"
LINES = {"lang": "zh-Hans", "rows": 3}


def pick_language(pair: Any) -> str:
    """The Chinese or the English of a pair, as the page speaks."""
    return str(pair[1] if (get_language() or "").startswith("en") else pair[0])


def list_type_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Clause types by chapter, for a choice."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for one in list_types():
        grouped.setdefault(pick_language(one.chapter_words), []).append(
            (one.name, f"{one.id} {pick_language(one.title)}"))
    return list(grouped.items())


class TopicForm(TokenForm):
    """Which clause is put on the table, and why."""

    clause_type = forms.ChoiceField(label=_("哪一种条款"))
    clause_id = forms.CharField(label=_("条款号"), max_length=40, required=False,
                                help_text=_("空着就用这种条款的编号"))
    title = forms.CharField(label=_("议题"), max_length=TITLE_MOST, required=False,
                            help_text=_("空着就用这种条款的名称"), widget=forms.TextInput(attrs={"lang": "zh-Hans"}))
    why = forms.CharField(label=_("为什么谈"), max_length=WHY_MOST, required=False,
                          widget=forms.Textarea(attrs=LINES))

    def __init__(self, *args: Any, base: Sequence[DraftClause] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.base = {one.id: one for one in base}
        field = self.fields["clause_type"]
        assert isinstance(field, forms.ChoiceField)
        there = [(f"{BASE}{one.id}", f"{one.id} {one.words[:30]}") for one in base]
        field.choices = [*([(str(_("现行协议里的条款")), there)] if there else []), *list_type_choices()]

    def tell_facts(self, told: dict[str, Any]) -> TopicFacts:
        """What the form says, as the verb takes it; a clause of the base brings its type and its id."""
        chosen = self.base.get(told["clause_type"].removeprefix(BASE))
        if not told["clause_type"].startswith(BASE) or chosen is None:
            return TopicFacts(told["clause_type"], told["clause_id"], told["title"], told["why"])
        return TopicFacts(chosen.type, told["clause_id"] or chosen.id, told["title"], told["why"])


class OfferForm(TokenForm):
    """What a side would sign: the sentence, then each parameter of the type as the agreement writes it."""

    words = forms.CharField(label=_("条款原文"), max_length=WORDS_MOST, widget=forms.Textarea(attrs=LINES))
    note = forms.CharField(label=_("给对方的一句话"), max_length=NOTE_MOST, required=False,
                           widget=forms.TextInput(attrs={"lang": "zh-Hans"}))

    def __init__(self, *args: Any, kind: TypeForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for param in kind.params:
            self.fields[param.name] = _make_field(param)
        self.order_fields(["words", *(param.name for param in kind.params), "note"])

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """A list stands as a choice of several, or in brackets where it is written."""
        value = super().get_initial_for_field(field, field_name)
        return value if isinstance(field, forms.MultipleChoiceField) or not isinstance(
            value, list) else write_param(value)

    def tell_facts(self, told: dict[str, Any]) -> OfferFacts:
        """What the form says, as the verb takes it."""
        params = {param.name: _write(told.get(param.name)) for param in self.kind.params}
        return OfferFacts(told["words"], {name: text for name, text in params.items() if text}, told["note"])


def _make_field(param: ParamForm) -> forms.Field:
    label = pick_language(param.label)
    choices = [(word, pick_language(said)) for word, *said in param.words]
    if param.several and choices:
        return forms.MultipleChoiceField(label=label, choices=choices, required=param.required,
                                         widget=forms.CheckboxSelectMultiple)
    if choices:
        return forms.ChoiceField(label=label, choices=choices if param.required else [("", "—"), *choices],
                                 required=param.required)
    said = param.examples or param.written_as
    return forms.CharField(label=label, max_length=600, required=param.required,
                           help_text=_("写法：%(examples)s") % {"examples": said})


def _write(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(value)}]" if value else ""
    return str(value or "")


class WhyForm(forms.Form):
    """Why something is parked, withdrawn or opened again."""

    why = forms.CharField(label=_("原因"), max_length=200, widget=forms.TextInput(attrs={"lang": "zh-Hans"}))


class AmbiguityForm(TokenForm):
    """Words that can be read in two ways."""

    printed = forms.CharField(label=_("哪几个字"), max_length=80, widget=forms.TextInput(attrs={"lang": "zh-Hans"}))
    reading_a = forms.CharField(label=_("读法甲"), max_length=200, widget=forms.TextInput(attrs={"lang": "zh-Hans"}))
    reading_b = forms.CharField(label=_("读法乙"), max_length=200, widget=forms.TextInput(attrs={"lang": "zh-Hans"}))


class NoteForm(TokenForm):
    """A note for the own side."""

    words = forms.CharField(label=_("写给本方的话"), max_length=2_000, widget=forms.Textarea(attrs=LINES))
