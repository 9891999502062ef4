"""A form's field has a label, says its hint and its error, and carries no style of its own."""

from __future__ import annotations

import re

from nuantu_hub.site.styleguide import SampleForm


def test_every_field_is_labelled_and_its_error_is_tied_to_it() -> None:
    drawn = str(SampleForm({"street": "a", "way": "sms"}))

    assert re.findall(r'<label for="(id_\w+)">(?:姓名|街道)', drawn) == ["id_name", "id_street"]
    assert re.findall(r'aria-describedby="([^"]+)"', drawn)[0] == "id_name_helptext id_name_error"
    assert 'id="id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert drawn.count("<fieldset") == 1
    assert " style=" not in drawn


def test_what_may_be_left_out_says_so() -> None:
    drawn = str(SampleForm())

    assert drawn.count("可不填") == sum(not field.required for field in SampleForm().fields.values())
