"""A scanner that finds no gate, or one that does not understand, says so."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from tests.nuantu.gates.paper_issuer import PaperIssuer
from tests.nuantu.gates.running_gate import RunningGate

from nuantu.core.errors import InputError
from nuantu.gates.gate_client import GateClient


def test_what_a_gate_says_is_handed_on_and_what_it_does_not_understand_is_named(tmp_path: Path) -> None:
    import time

    with RunningGate(tmp_path / "gate", PaperIssuer(int(time.time())).write_files(tmp_path / "carried")) as gate:
        assert gate.client is not None
        with closing(GateClient(gate.client.port)) as client:
            assert client.scan("nothing", 2)["verdict"] == "E_FORMAT"
            with pytest.raises(InputError, match="answered 400"):
                client.scan("nothing", 3)
            assert client.ask("/state")["counts"] == {"E_FORMAT": 1}


def test_a_port_where_nobody_listens_is_said() -> None:
    with closing(GateClient(1)) as client, pytest.raises(InputError, match="no gate answers on this machine"):
        client.scan("nothing")
