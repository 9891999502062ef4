"""The words of the finding page's address: read with their limits, and written again."""

from __future__ import annotations

from nuantu_hub.stations.interfaces.search_words import FIRST, MOST, Search, read_search


def test_a_whole_address_is_read_and_the_place_is_rounded_to_a_hundred_metres() -> None:
    told = {"lat": "39.987654", "lon": "116.471234", "open": "1", "facility": "heating", "kind": "warm", "q": " 柳岸 ",
            "n": "40"}

    assert read_search(told) == Search(
        39.988, 116.471, open_now=True, facility="heating", kind="warm", words="柳岸", count=40)


def test_what_is_no_place_no_facility_and_no_number_is_as_if_it_had_not_been_said() -> None:
    for told in ({"lat": "nan", "lon": "1"}, {"lat": "39.9"}, {"lat": "91", "lon": "0"}, {"lat": "x", "lon": "y"},
                 {"facility": "piano", "kind": "castle", "open": "yes", "n": "-3"}):
        assert read_search(told) == Search()
    assert read_search({"n": "99999"}).count == FIRST
    assert read_search({"n": "5000"}).count == MOST
    assert len(read_search({"q": "长" * 300}).words) == 40


def test_a_search_is_written_as_the_address_that_reads_as_it() -> None:
    search = Search(39.988, 116.471, open_now=True, facility="heating", words="柳岸 桥", count=40)
    words = dict(part.split("=") for part in search.write()[1:].split("&"))

    assert words["lat"] == "39.988"
    assert words["open"] == "1"
    assert "kind" not in words
    assert search.write(open_now=False, facility="", words="", count=FIRST) == "?lat=39.988&lon=116.471"
    assert Search().write() == "?"
