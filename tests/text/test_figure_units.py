"""Units behind a number: words, signs, areas, rates; and what only looks like one."""

import pytest

from annotate_tui.text.figure_units import unit_at


@pytest.mark.parametrize(
    ("behind", "name", "rest"),
    [
        (" km", "kilometre", ""),
        (" kilometers", "kilometre", ""),
        ("km/h", "kilometre per hour", ""),
        (" kilometres per hour, he said", "kilometre per hour", ", he said"),
        (" mph", "mile per hour", ""),
        (" square metres", "square metre", ""),
        ("km2", "square kilometre", ""),
        (" km³", "cubic kilometre", ""),
        (" sq mi", "square mile", ""),
        ("%", "percent", ""),
        (" %", "percent", ""),
        (" per cent of them", "percent", " of them"),
        (" percentage points", "percentage point", ""),
        (" basis points", "basis point", ""),
        ("°C", "degree Celsius", ""),
        (" degrees Fahrenheit", "degree Fahrenheit", ""),
        (" degrees", "degree", ""),
        ("-year-old", "year", "-old"),
        (" years", "year", ""),
        (" days a week", "day per week", ""),
        (" barrels per day", "barrel per day", ""),
        (" euros", "EUR", ""),
        (" US dollars", "USD", ""),
        (" Hong Kong dollars", "HKD", ""),
        (" won", "KRW", ""),
        ("p", "penny", ""),
        (" MWh", "megawatt hour", ""),
        ("-mile run", "mile", " run"),
    ],
)
def test_a_unit(behind, name, rest):
    found = unit_at(behind, 0, len(behind))
    assert found is not None
    assert (found[1], behind[found[0] :]) == (name, rest)


@pytest.mark.parametrize(
    "behind", [" people", " in the house", " pm", " a day", "", " A", "th", " seats"]
)
def test_no_unit(behind):
    assert unit_at(behind, 0, len(behind)) is None
