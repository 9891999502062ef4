"""Requests drawn from an OpenAPI description: right ones, and ones that are wrong in every way a client can be."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

AWKWARD = ["", " ", "0", "-1", "1e9", "NaN", "null", "true", "[]", "{}", "' OR 1=1 --", "%00", "\x00", "../../etc",
           "９", "٣", "1.0", "0x10", str(2**63 - 1), str(2**63), str(10**40), "暖途", "a" * 4000, "1;2", "\u202e1"]


def draw_value(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    """A value for a parameter: often one that fits its schema, else anything."""
    kinds = {one.get("type") for one in schema.get("anyOf", [schema])}
    fitting: st.SearchStrategy[str] = st.text(max_size=40)
    if "integer" in kinds:
        bounds = next((one for one in schema.get("anyOf", [schema]) if one.get("type") == "integer"), schema)
        low, high = bounds.get("minimum", -10**6), bounds.get("maximum", 10**6)
        fitting = st.one_of(st.integers(low, min(high, low + 40)), st.integers(low, high)).map(str)
    return st.one_of(fitting, fitting, st.sampled_from(AWKWARD), st.text(max_size=60))


def draw_query(parameters: list[dict[str, Any]]) -> st.SearchStrategy[str]:
    """A query string: some of the parameters, now and then one that nobody knows, now and then one twice."""
    pairs = [draw_value(one["schema"]).map(lambda value, name=one["name"]: (name, value)) for one in parameters]
    unknown = st.tuples(st.text(min_size=1, max_size=8), st.sampled_from(AWKWARD))
    one = st.one_of(*pairs, unknown) if pairs else unknown
    return st.lists(one, max_size=3).map(lambda chosen: urlencode(chosen, errors="surrogatepass"))


def draw_requests(described: dict[str, Any]) -> st.SearchStrategy[tuple[str, str]]:
    """A method and an address with its query."""
    drawn = []
    for path, ways in described["paths"].items():
        for method, way in ways.items():
            parameters = way.get("parameters", [])
            inside = [one for one in parameters if one["in"] == "path"]
            query = draw_query([one for one in parameters if one["in"] == "query"])
            values = st.tuples(*(draw_value(one["schema"]) for one in inside))

            def write(told: tuple[tuple[str, ...], str, str], path: str = path, names: tuple[str, ...] = tuple(
                    one["name"] for one in inside)) -> tuple[str, str]:
                values, asked, method = told
                for name, value in zip(names, values, strict=True):
                    path = path.replace("{" + name + "}", quote(value, safe="", errors="surrogatepass"))
                return method, f"{path}?{asked}" if asked else path
            methods = st.sampled_from([method.upper()] * 4 + ["POST", "HEAD", "OPTIONS", "DELETE"])
            drawn.append(st.tuples(values, query, methods).map(write))
    return st.one_of(drawn)
