"""What a figure says, as the fields of the starting codebook."""

from __future__ import annotations

from typing import Any

from annotate_tui.text.amounts import Value
from annotate_tui.text.figure_english import Figure
from annotate_tui.text.function_words import word_set

LARGEST = 2**63 - 1
"""The largest whole number that a library keeps; larger ones are kept as decimals."""

_PERSONS = word_set(
    "people person persons man men woman women child children individual individuals defector defectors "
    "soldier soldiers officer officers worker workers employee employees student students teacher teachers "
    "pupil pupils patient patients victim victims survivor survivors refugee refugees migrant migrants "
    "civilian civilians protester protesters protestor protestors demonstrator demonstrators passenger "
    "passengers resident residents voter voters citizen citizens member members adult adults teenager "
    "teenagers boy boys girl girls baby babies player players fan fans doctor doctors nurse nurses official "
    "officials troop troops police policemen policeman fighter fighters militant militants rebel rebels "
    "hostage hostages prisoner prisoners inmate inmates detainee detainees suspect suspects spectator "
    "spectators journalist journalists lawmaker lawmakers senator senators minister ministers user users "
    "customer customers subscriber subscribers tourist tourists visitor visitors immigrant immigrants "
    "staff personnel athlete athletes driver drivers farmer farmers firefighter firefighters miner miners "
    "crew crewmembers guest guests respondent respondents participant participants volunteer volunteers "
    "americans britons chinese koreans russians ukrainians germans israelis palestinians candidate "
    "candidates deputies deputy delegate delegates judge judges juror jurors lawyer lawyers owner owners "
    "parent parents mother mothers father fathers brother brothers sister sisters son sons daughter "
    "daughters relative relatives inhabitant inhabitants attendee attendees witness witnesses guard guards "
    "pilot pilots sailor sailors marine marines veteran veterans founder founders expert experts scientist "
    "scientists researcher researchers viewer viewers follower followers injured wounded dead homeless "
    "others recruit recruits escapee escapees pensioner pensioners taxpayer taxpayers consumer consumers "
    "pilgrim pilgrims lady ladies guy guys kid kids infant infants toddler toddlers "
    "supporter supporters activist activists applicant applicants trainee trainees"
)


def fields_of(text: str, figure: Figure) -> dict[str, Any]:
    """The fields of ``figure``: qualifier always, value, low and high as far as the words say.

    A lower bound alone sets low, an upper one high, a range both; without a number ("dozens") there
    are none of them. Percent are as printed, money has its magnitude multiplied out.
    """
    fields: dict[str, Any] = {}
    values = [kept(a.value) for a in figure.amounts if a.value is not None]
    qualifier = figure.qualifier
    if qualifier == "range" and len(values) == 2:
        fields["low"], fields["high"] = sorted(values)
    elif values and len(figure.amounts) == 2:
        low, high = sorted(values)
        fields["low"], fields["high"] = low, high
        qualifier = "range"
    elif values:
        fields["value"] = values[0]
        if qualifier not in ("at_most", "less_than"):
            fields["low"] = values[0]
        if qualifier not in ("at_least", "more_than"):
            fields["high"] = values[0]
    fields["qualifier"] = qualifier
    if figure.change:
        fields["change"] = figure.change
    counted = ""
    if figure.counted is not None:
        counted = " ".join(text[figure.counted.start : figure.counted.end].split())
        first, _, rest = counted.partition(" ")
        counted = rest if rest and first in ("more", "further", "additional", "extra") else counted
    unit = unit_of(figure, counted)
    if unit:
        fields["unit"] = unit
    if counted and unit != "time":
        fields["counted"] = counted
    return fields


def range_of(first: Figure, second: Figure) -> Figure | None:
    """Both figures as one range, where they are one number each, the second the larger one."""
    amounts = (first.amounts[0], second.amounts[-1])
    low, high = (amount.value for amount in amounts)
    if len(first.amounts) + len(second.amounts) > 2 or low is None or high is None or low >= high:
        return None
    if amounts[0].unit not in ("", amounts[1].unit):
        return None
    return second._replace(start=first.start, amounts=amounts, qualifier="range")


def unit_of(figure: Figure, counted: str) -> str:
    """The unit in the singular: as printed behind the number, "year" of an age, "person", or ""."""
    unit = figure.amounts[-1].unit
    if unit:
        return unit
    if figure.age:
        return "year"
    if not counted or figure.amounts[0].shape == "share":
        return ""
    head = counted.rsplit(" ", 1)[-1].rsplit("-", 1)[-1].lower()
    return "person" if head in _PERSONS else "time" if head == "times" else ""


def kept(value: Value) -> Value:
    """The number as a library keeps it: whole ones beyond 64 bits as decimals, no minus zero."""
    if isinstance(value, int):
        return value if abs(value) <= LARGEST else float(value) if abs(value) < 10**300 else LARGEST
    return int(value) if value == int(value) and abs(value) < 2**53 else value
