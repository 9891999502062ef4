"""Options that the commands about agreements share."""

from __future__ import annotations

from pathlib import Path

import click

layers_option = click.option("--layer", "layers", multiple=True, type=click.Path(path_type=Path),
                             help="Folder or file of a layer under it; may be named several times.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
lang_option = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the words.")
