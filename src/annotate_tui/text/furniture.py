"""What a web page leaves behind in a plain text: found, put aside, and read for metadata.

Only short blocks (at most 160 code points) among the first and the last `NEAR` blocks are looked
at, and only those that are wholly made of known pieces: a date, a byline, a phrase of a page's
controls. A real sentence never is. Dates, bylines, language switches and the headline count only
before the first paragraph of prose or after the last one. Words that may well be text ("Home",
"Print") count only in a text that has surer furniture, and if nothing readable would be left,
nothing is furniture. Captions and credits ("Photo: …") are text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from annotate_tui.model import BlockKind, Structure
from annotate_tui.text.bylines import read_byline
from annotate_tui.text.dates import parse_date
from annotate_tui.text.normal import collapse

NEAR = 20
"""How many blocks from either end may be furniture."""

SHORT = 160
"""The longest furniture and the longest headline, in code points."""

_PROSE = 200
_STOPS = ".!?…。！？"
_CLOSERS = "\"'”’»)]」』"

_SURE = re.compile(
    r"(?:go|skip|jump|back)(?: ahead)? to (?:the )?"
    r"(?:main |page )?(?:contents?|navigation|search|footer|top|menu|home(?: ?page)?)(?: area)?"
    r"|advertisements?|advertising|sponsored(?: content)?|story continues below(?: advertisement)?"
    r"|article continues (?:after|below)(?: this)? advertisement"
    r"|(?:share|print|e-?mail|save|bookmark)(?: this)?(?: (?:article|story|page|post))"
    r"|share (?:on|via|to) \w+|copy (?:the )?link|link copied"
    r"|(?:read more|read also|also read|see also|more on this|related)\s?: .+"
    r"|read more(?: about| on) .+|(?:more|related) (?:articles|stories|posts|news|topics|content)"
    r"|more on this (?:story|topic)|most (?:read|popular|viewed)|recommended for you"
    r"|(?:sign up|subscribe)(?: here)?(?: (?:for|to) (?:our|the|this)?[\w ]*newsletters?)"
    r"|follow us(?: on .+)?|listen to (?:this )?(?:article|story)|view comments|leave a comment"
    r"|(?:\d+|one|no) (?:comments?|shares?|views?)|\d+[- ]min(?:ute)?s?(?: read)?"
    r"|(?:reading|read) time:? \d+ min(?:ute)?s?\.?"
    r"|(?:copyright |\(c\) |©|all rights reserved)(?:.*(?:©|\(c\)|\b[12]\d{3}\b|reserved).*|.*)"
    r"|(?:terms (?:of (?:use|service)|and conditions|& conditions)|privacy (?:policy|notice))"
    r"|cookie (?:policy|settings|preferences)|accept (?:all )?cookies"
    r"|zum inhalt(?: springen)?|anzeige|artikel (?:teilen|drucken|merken)|lesen sie auch\s?: .+"
    r"|mehr zum thema|alle rechte vorbehalten|aller au contenu(?: principal)?|publicité"
    r"|lire aussi\s?: .+|à lire aussi(?:\s?: .+)?|tous droits réservés|ir al contenido(?: principal)?"
    r"|publicidad|lea también\s?: .+|todos los derechos reservados|vai al contenuto(?: principale)?"
    r"|pubblicità|leggi anche\s?: .+|tutti i diritti riservati"
    r"|본문\s?(?:바로가기|으로 이동)|기사\s?공유|무단\s?전재.*금지.*|跳到内容|跳至主要内容|版权所有.*|広告"
)
_UNSURE = re.compile(
    r"share|print|e-?mail|save|tweet|comments?|menu|search|home|top|subscribe|sign (?:in|up)"
    r"|log ?in|register|close|facebook|twitter|whats ?app|linked ?in|reddit|telegram|pinterest"
    r"|instagram|you ?tube|x|news|world|politics|business|opinion|sports?|culture|technology"
    r"|health|science|entertainment|lifestyle|read more|continue reading|next|previous|related"
    r"|contents|navigation|ad|english|deutsch|français|español|italiano|português|nederlands"
    r"|русский|українська|한국어|中文|简体中文|繁體中文|日本語|العربية|teilen|drucken|startseite|partager|imprimer"
    r"|accueil|compartir|imprimir|inicio|condividi|stampa|공유|인쇄|목차|공유하기|프린트|分享|打印|打印本页"
)
_LABEL = re.compile(
    r"(?P<updated>(?:last |date )?(?:updated|modified|edited|revised)|last update|update|aktualisiert"
    r"|zuletzt aktualisiert|letzte aktualisierung|stand|mis à jour|mise à jour|actualizado|aggiornato"
    r"|수정|최종\s?수정|업데이트|更新(?:日期|时间|日時)?)"
    r"|(?P<published>(?:first |date |originally )?(?:published|posted|released|created)"
    r"|publication date|date|veröffentlicht|erschienen|publié|publicado|pubblicato"
    r"|입력|등록|게시|발행|기사\s?입력|发布(?:时间|日期)?|公開日?|掲載)",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*(?::|\.(?=\s))?\s*(?:(?:on|at|am|le|el|il|:)\s+)?", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|·•/–—]\s+|\s*[|·•]\s*|\n|\t|\u00a0{2,}")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What was found: the blocks whose kind changes (by index) and what the page said of itself.

    ``title`` is "" where there is no headline; dates are ISO 8601 or "".
    """

    kinds: Mapping[int, BlockKind] = field(default_factory=dict)
    title: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """One block's pieces, read."""

    sure: bool = False
    unsure: bool = False
    dated: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()


def find_furniture(text: str, structure: Structure) -> Furniture:
    """The furniture, the headline and the metadata of a plain text, by the rules of this module."""
    count = len(structure)
    near = sorted({*range(min(NEAR, count)), *range(max(0, count - NEAR), count)})
    words = {i: text[structure.starts[i] : structure.ends[i]] for i in near}
    plain = [
        i
        for i in near
        if structure.kinds[i] in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and _short(words[i])
    ]
    head_end, foot_start = _edges(near, words, count)
    script = _main_script(text)
    readings = {i: _read(words[i], i < head_end or i >= foot_start, script) for i in plain}
    title = _headline(text, structure, plain, words, readings, head_end)
    repeats = {
        i
        for i in plain
        if title is not None and i > title and i < head_end
        if collapse(words[i]) == collapse(words[title])
    }
    evidence = bool(repeats) or any(r.sure or r.published or r.updated for r in readings.values())
    kinds = {i: BlockKind.FURNITURE for i in repeats}
    for i, one in readings.items():
        if i == title:
            continue
        bare = one.dated and (evidence or (title is not None and i > title))
        if one.sure or bare or (one.unsure and evidence):
            kinds[i] = BlockKind.FURNITURE
    if not _leaves_text(structure, kinds, title):
        return Furniture()
    if title is not None:
        kinds[title] = BlockKind.TITLE
    used = [readings[i] for i in sorted(kinds) if i in readings and i != title]
    authors = dict.fromkeys(name for one in used for name in one.authors)
    return Furniture(
        kinds=dict(sorted(kinds.items())),
        title="" if title is None else collapse(words[title]),
        published=next(
            (one.published for one in used if one.published),
            next((one.dated for one in used if one.dated), ""),
        ),
        updated=next((one.updated for one in used if one.updated), ""),
        authors=tuple(authors),
    )


def _short(words: str) -> bool:
    return len(words) <= SHORT


def _edges(near: list[int], words: Mapping[int, str], count: int) -> tuple[int, int]:
    """Where the head ends and the foot begins: the first prose and one past the last."""
    prose = [i for i in near if _is_prose(words[i])]
    if not prose:
        return min(NEAR, count), count
    head = prose[0] if prose[0] < NEAR else NEAR
    foot = prose[-1] + 1 if prose[-1] >= count - NEAR else max(count - NEAR, head)
    return head, foot


def _is_prose(words: str) -> bool:
    if len(words) > _PROSE:
        return True
    ends = words.rstrip(_CLOSERS)[-1:] in tuple(_STOPS)
    wide = sum(char > "\u2e7f" for char in words)
    return ends and (len(words.split()) >= 8 or wide >= 20) and not _whole(_SURE, words)


def _whole(pattern: re.Pattern[str], words: str) -> bool:
    return bool(pattern.fullmatch(collapse(words).casefold().strip(" .:…»›>→←↑↓▼▲+|·•*[](){}「」")))


def _read(words: str, outside: bool, script: str) -> _Reading:
    """What a short block is made of; an empty reading unless all of it is known."""
    if _whole(_SURE, words):
        return _Reading(sure=True)
    if _whole(_UNSURE, words):
        return _Reading(unsure=True)
    if not outside:
        return _Reading()
    if _is_switch(words, script):
        return _Reading(sure=True)
    if byline := read_byline(words):
        return _Reading(sure=True, authors=byline.authors)
    whole = _read_pieces([words])
    return whole or _read_pieces(_SEPARATOR.split(words)) or _Reading()


def _read_pieces(pieces: list[str]) -> _Reading | None:
    reading = _Reading()
    for piece in pieces:
        if not (line := collapse(piece).strip(" ,;")):
            continue
        label = _LABEL.match(line)
        link = _LINK.match(line, label.end()) if label else None
        if label and link and (stated := parse_date(line[link.end() :])):
            reading.sure = True
            name = label.lastgroup
            if name == "updated":
                reading.updated = reading.updated or stated
            else:
                reading.published = reading.published or stated
        elif stated := parse_date(line):
            reading.dated = reading.dated or stated
        elif byline := read_byline(line):
            reading.sure = True
            reading.authors += byline.authors
        elif _whole(_SURE, line):
            reading.sure = True
        elif not _whole(_UNSURE, line):
            return None
    found = reading.sure or reading.dated or reading.authors
    return reading if found else None


def _headline(
    text: str,
    structure: Structure,
    plain: list[int],
    words: Mapping[int, str],
    readings: Mapping[int, _Reading],
    head_end: int,
) -> int | None:
    """The block that is the headline: said twice, or short, without a stop, alone on its line."""
    free = [
        i
        for i in plain
        if i < head_end
        and structure.kinds[i] == BlockKind.PARAGRAPH
        and not (readings[i].sure or readings[i].dated or readings[i].unsure)
    ]
    counts = Counter(collapse(words[i]) for i in free)
    for i in free:
        if counts[collapse(words[i])] > 1 and len(words[i]) > 10:
            return i
    if not free or len(structure) < 2:
        return None
    first = free[0]
    skipped = range(first)
    if any(i not in readings or not _aside(readings[i]) for i in skipped):
        return None
    line = words[first]
    evidence = any(one.sure for one in readings.values())
    stop = line.rstrip(_CLOSERS)[-1:]
    if "\n" in line or stop in (":", ";", ",") or (stop in tuple(_STOPS) and not evidence):
        return None
    if stop in tuple(".…。"):
        return None
    after = (
        text[structure.ends[first] : structure.starts[first + 1]]
        if (first + 1 < len(structure))
        else ""
    )
    return first if after.count("\n") > 1 else None


def _aside(reading: _Reading) -> bool:
    return bool(reading.sure or reading.dated or reading.unsure)


def _is_switch(words: str, script: str) -> bool:
    """A language switch: one short line without a stop, all its letters in another script."""
    line = words.strip()
    if len(line) > 20 or "\n" in line or line[-1] in _STOPS or any(c.isdigit() for c in line):
        return False
    letters = [char for char in line if char.isalpha()]
    return bool(letters) and bool(script) and all(_script(char) != script for char in letters)


def _main_script(text: str) -> str:
    seen = Counter(_script(char) for char in text[:4000] if char.isalpha())
    if not seen:
        return ""
    script, times = seen.most_common(1)[0]
    return script if times * 2 > seen.total() else ""


def _script(char: str) -> str:
    name = unicodedata.name(char, "").split(" ", 1)[0].split("-", 1)[0]
    # Japanese mixes three scripts and Korean and Chinese share one: none is a switch to the other.
    return "EAST" if name in ("CJK", "HIRAGANA", "KATAKANA") else name


def _leaves_text(structure: Structure, kinds: Mapping[int, BlockKind], title: int | None) -> bool:
    readable = len(structure) - len(kinds) - sum(kind == BlockKind.RULE for kind in structure.kinds)
    return readable - (title is not None) > 0
