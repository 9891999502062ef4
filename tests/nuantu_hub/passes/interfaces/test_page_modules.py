"""Which files a page's module loads, however deep."""

from __future__ import annotations

import pytest

from nuantu_hub.passes.interfaces.page_modules import address_modules, digest_files, find_static, list_modules


def test_every_module_below_the_rider_s_page_is_found_with_reader_and_worker() -> None:
    found = list_modules("passes/rider/pass.js")

    assert {"passes/rider/store.js", "passes/verify/canonical.js", "site/map_window.js", "stations/near.js",
            "passes/scanner_worker.js", "passes/vendor/zxing/reader/index.js", "passes/vendor/zxing/share.js",
            "passes/vendor/zxing/zxing_reader.wasm", "passes/vendor/lean-qr/index.js"} <= set(found)
    assert "passes/rider/pass.js" not in found
    assert len(found) == len(set(found))


def test_addresses_are_those_that_modules_ask_for() -> None:
    assert address_modules("passes/scanner.js") == [
        "/static/passes/scanner_worker.js", "/static/passes/vendor/zxing/reader/index.js",
        "/static/passes/vendor/zxing/share.js", "/static/passes/vendor/zxing/zxing_reader.wasm"]


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"passes/vendor/none\.js is not among the static files"):
        find_static("passes/vendor/none.js")


def test_the_digest_is_of_bytes_and_of_their_order() -> None:
    one, other = "passes/scanner.js", "passes/scanner_worker.js"

    assert digest_files([one, other]) == digest_files([one, other])
    assert len({digest_files([one]), digest_files([one, other]), digest_files([other, one])}) == 3
