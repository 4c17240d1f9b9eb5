"""Prose like that of news, made by code: quotations, figures and claims among plain sentences."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.texts import OPENING, TITLE

_FIRST = (
    "Ada Amina Boris Carla Chen Daniel Elena Farid Grace Hanna Ibrahim Ines Jonas Karim Lena Mariam"
    " Nadia Oscar Petra Quentin Rosa Samuel Tomas Ursula Viktor Wei Yara Zoltan"
).split()
_LAST = (
    "Abara Bergstrom Castillo Dlamini Eriksen Fofana Guzman Haddad Ivanova Jansen Keller Lindqvist"
    " Moreau Novak Okafor Petrov Quiroga Rahman Sokolov Tanaka Ueda Varga Whitfield Yilmaz Zhang"
).split()
_ROLES = (
    "the mayor",
    "a spokeswoman for the ministry",
    "the company’s chief executive",
    "a professor of economics at the National University",
    "the union’s president",
    "a senior official",
    "the deputy minister of transport",
    "director of the Institute for Energy Studies",
    "a lawyer for the families",
    "who led the inquiry",
)
_BODIES = (
    "the Ministry of Health",
    "the central bank",
    "the Northern Railway Company",
    "the World Food Council",
    "police",
    "the Supreme Court",
    "the regional government",
    "the Farmers’ Union",
    "Meridian Energy",
    "the United Nations",
)
_PLACES = "Lisbon,Nairobi,the capital,Warsaw,Osaka,the north,Lima,the port of Varna,Quebec".split(
    ","
)
_DAYS = "Monday,Tuesday,last Wednesday,Thursday evening,Friday,12 March,the weekend".split(",")
_SPEECH = (
    "we did not expect the vote to be this close",
    "the water rose faster than any of us had seen",
    "nobody told the residents what was in the contract",
    "this is a step in the right direction, but it is a small one",
    "people here are tired of waiting for answers",
    "the figures speak for themselves",
    "it would be wrong to close the school before the winter",
    "there were “serious mistakes” in the first report",
    "every family in this street has lost something",
    "our members will not accept a cut of 4 percent",
    "I have never seen so many trucks at the border",
    "the law is clear, and it applies to ministers too",
)
_CAUSES = (
    "after the bridge was closed",
    "because of higher prices for energy",
    "despite warnings from doctors",
    "as the drought entered its third year",
    "while talks with the unions went on",
    "following a decision of the court",
    "in spite of protests in several cities",
    "once the new rules had come into force",
)
_COUNTED = (
    "workers",
    "homes",
    "patients",
    "households",
    "containers of grain",
    "trucks",
    "students",
    "asylum seekers",
    "hectares of forest",
    "small businesses",
)
_PLAIN = (
    "The road to the valley follows the river and passes an old mill.",
    "It was not clear how long the repairs would take.",
    "Few of the passengers had slept.",
    "Snow lay on the roofs of the market hall, and the stalls were shut.",
    "Is that enough?",
    "Much depends on the weather of the coming weeks.",
    "Such agreements are seldom made in public.",
    "The two sides have met before, without result.",
    "Her office did not answer questions.",
    "Not everybody agrees.",
    "The building, which once housed a bakery, has been empty since the spring.",
    "A decision is expected in the autumn.",
    "The road from {place} runs along the river for most of the way, past orchards and empty barns, "
    "and ends at a gate that nobody has opened since the spring.",
    "{name}, {role}, grew up near {place} and came back {cause}, when most of the shops in the main "
    "street had already gone.",
    "The relations between {body} and {body2} have been tense for years, and neither side has shown "
    "much interest in a meeting {cause}.",
    "{Body} runs its own archive in a former school building, where visitors are led past maps, "
    "letters and photographs that were saved from the fire.",
    "In {place}, where the harbour is the largest employer, the talk in the cafés turned to little "
    "else {cause}.",
    "{last} has kept the post through several changes at the top of {body}, which says something "
    "about the trust that colleagues place in such quiet work.",
    "What was meant as a short visit to {place} turned into a season, and later into a second home "
    "with a view of the mountains.",
    "The inquiry is led by {name}, {role}, with the help of lawyers from {place} who know the files "
    "of {body} well.",
    "Neighbours met in the parish hall on {day}, moved the tables against the wall and listened to "
    "what had been prepared by {body}.",
    "For a town of this size the library in {place} is unusually well stocked, thanks to gifts from "
    "families that left {cause}.",
)
_TEMPLATES = (
    "“{Speech},” said {name}, {role}.",
    "“{Speech},” {name} said on {day}. “{Speech2}.”",
    "{name}, {role}, said that {speech}.",
    "According to {body}, at least {n} {counted} were affected {cause}.",
    "{Body} said on {day} that {n} {counted} had been moved to {place}.",
    "Prices in {place} rose by {p} percent {cause}.",
    "The number of {counted} fell from {n} to {m} between {y} and {z}.",
    "In {place}, {last} told reporters: “{Speech}.”",
    "{Body} spent ${p} million on the project, more than twice as much as in {y}.",
    "{last} called the plan “a mistake” and asked {body} to withdraw it.",
    "Critics of {body} argue that {speech}.",
    "About {n} {counted}, or {p} percent of the total, came from {place}, {body} reported.",
    "{name} was appointed in {y} and has led the talks ever since.",
    "It is believed that several hundred {counted} left {place} {cause}.",
    "“{Speech}”, he added, “and {speech2}.”",
    "{Body} will decide on {day} whether {n} {counted} may stay.",
    "The court in {place} found that {body} had broken the law {cause}.",
    "Between {n} and {m} {counted} are thought to be missing {cause}.",
    "{Body} and {body2} signed the agreement in {place}, {cause}.",
    "One in five {counted} in {place} depends on aid, a study by {body} shows.",
)


def prose(size: int, seed: int = 2026) -> str:
    """Articles of news-like prose in paragraphs, at least ``size`` characters; always the same.

    Paragraphs hold one to six sentences, with curly quotation marks; one title every thirty. Half of
    the sentences neither quote nor count, which still is denser than the sample article.
    """
    chance = random.Random(seed)
    parts = [TITLE, OPENING]
    length = sum(map(len, parts))
    while length < size:
        if len(parts) % 30 == 0:
            parts.append(f"{_upper(_filled('{body} and {place}: {counted}', chance))} {len(parts)}")
        paragraph = " ".join(_sentences(chance, chance.randint(1, 6)))
        parts.append(paragraph)
        length += len(paragraph) + 2
    return "\n\n".join(parts) + "\n"


def _sentences(chance: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        if chance.random() < 0.5:
            yield _upper(_filled(chance.choice(_PLAIN), chance))
        else:
            yield _upper(_filled(chance.choice(_TEMPLATES), chance))


def _filled(template: str, chance: random.Random) -> str:
    speech, speech2 = chance.sample(_SPEECH, 2)
    body, body2 = chance.sample(_BODIES, 2)
    last = chance.choice(_LAST)
    return template.format(
        name=f"{chance.choice(_FIRST)} {last}",
        last=last,
        role=chance.choice(_ROLES),
        body=body,
        Body=_upper(body),
        body2=body2,
        speech=speech,
        Speech=_upper(speech),
        speech2=speech2,
        Speech2=_upper(speech2),
        place=chance.choice(_PLACES),
        day=chance.choice(_DAYS),
        cause=chance.choice(_CAUSES),
        counted=chance.choice(_COUNTED),
        n=f"{chance.randint(12, 9_000):,}",
        m=f"{chance.randint(9_001, 90_000):,}",
        p=f"{chance.randint(2, 990) / 10:g}",
        y=chance.randint(1990, 2010),
        z=chance.randint(2011, 2025),
    )


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
