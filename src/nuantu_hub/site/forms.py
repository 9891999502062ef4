"""How forms are drawn: label, control, hint and error of each field, in the product's look."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class LookRenderer(TemplatesSetting):
    """Draws ``{{ form }}`` and its fields from the design system's templates."""

    form_template_name = "site/form.html"
    field_template_name = "site/field.html"
