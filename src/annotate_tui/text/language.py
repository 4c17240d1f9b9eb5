"""Which language a text is in: by its script first, then by its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

_SAMPLE = 20_000  # letters looked at; more does not change the answer
_ENOUGH_WORDS = 3.0  # weighted hits below which a text of more than a few words says nothing

_SCRIPTS: Mapping[str, str] = {
    "latin": "A-Za-zª-ɏḀ-ỿ",
    "han": "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "kana": "\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9f",
    "hangul": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "cyrillic": "\u0400-\u052f",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "arabic": "\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "hebrew": "\u05d0-\u05ea",
    "hi": "\u0904-\u0963",
    "bn": "\u0985-\u09f1",
    "pa": "\u0a05-\u0a74",
    "gu": "\u0a85-\u0af1",
    "ta": "\u0b85-\u0bd0",
    "te": "\u0c05-\u0c63",
    "kn": "\u0c85-\u0ce3",
    "ml": "\u0d05-\u0d63",
    "si": "\u0d85-\u0df3",
    "th": "\u0e01-\u0e4e",
    "lo": "\u0e81-\u0edf",
    "bo": "\u0f40-\u0fbc",
    "my": "\u1000-\u109f",
    "ka": "\u10a0-\u10ff",
    "am": "\u1200-\u137f",
    "km": "\u1780-\u17d3",
    "hy": "\u0531-\u0587",
}
_RUNS = re.compile("|".join(f"(?P<{name}>[{body}]+)" for name, body in _SCRIPTS.items()))
# One Chinese, Japanese or Korean sign says as much as about three Latin letters.
_WEIGHT = {"han": 3, "kana": 3, "hangul": 3}

_LATIN: Mapping[str, str] = {
    "en": "the of and to in that is was for it with as his on be at by this had not are "
    "but from have they which were their has would there been said will who what "
    "when about more said its after",
    "de": "der die und das ist nicht ein eine zu den mit von dem auf für im sich des "
    "auch als es wird dass sie er wir ich haben hat einen nach bei wurde sind oder "
    "aber war über vor noch kann",
    "fr": "le la les de des et est un une du en que qui dans pour pas sur au avec par il elle sont "
    "cette ce plus aux ont mais nous vous été être leur ses ces comme l'on c'est n'est d'une qu'il",
    "es": "el la los las de y que en un una es se no por con para su al del lo como más "
    "pero sus le ya este fue ha sí porque esta entre cuando muy sin sobre también "
    "hasta hay donde desde son según",
    "it": "il lo la i gli le di e che è un una in per non con del della dei delle si "
    "sono da al alla ha nel nella come più anche ma questo questa dal dalla sul "
    "degli essere stato hanno perché o",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als dan "
    "maar bij uit naar door over wordt heeft hij ze werd deze nog worden hebben "
    "kan zich meer geen",
    "pt": "o a os as de e que em um uma do da dos das não se por com para no na mais "
    "como ao foi é são pelo pela mas ele ela seu sua também já ou quando muito "
    "está ser tem à isso nos",
    "pl": "i w na z do się nie że jest to o jak po za od przez ale dla są tym był być "
    "oraz także który która które już tylko co ma jego jej może przed roku czy",
    "sv": "och att det i som en på är av för med den till inte har de om ett han men var "
    "jag från vi så kan när också efter vid eller skulle sig mot över under nu än",
    "da": "og at det i er en af til på for med den der ikke de som et har han men var "
    "jeg fra vi kan også efter eller skulle sig mod over nu blev være bliver hvor "
    "ud havde",
    "no": "og å det i er en av til på for med den som ikke de et har han men var jeg fra "
    "vi kan også etter eller skulle seg mot over nå ble være blir hvor ut hadde "
    "sier",
    "fi": "ja on ei että se oli hän mutta ovat kun myös niin kuin joka tai jos sen "
    "mukaan ollut sekä hänen vain nyt tämä voi jo kanssa olla mitä vuoden",
    "cs": "a v se na je že s z do to i o k ve pro jako za by byl ale po které který jsou "
    "podle jeho nebo také už od při až bude jen není která",
    "ro": "și în de la cu care pe nu o un din este a să ce mai au pentru că sunt fost "
    "după prin dar fi lui sau ale această între ca într-o",
    "hu": "a az és hogy nem is egy ez meg volt de csak azt már vagy még ki mint el van "
    "ha szerint után pedig amely lehet ami kell között",
    "tr": "ve bir bu da de için ile olarak çok daha gibi olan ne ama sonra kadar ise en "
    "var değil olduğu göre her o dedi tarafından",
    "id": "yang dan di dari untuk dengan ini itu pada tidak akan dalam ke adalah juga "
    "oleh telah mereka bahwa sebagai karena atau ada bisa kami saya",
    "vi": "của và là có không được cho các với những một trong đã người này để khi đến "
    "về từ cũng ra như",
}

# What short reports of speech are made of, asked where there are few words.
_SHORT_TEXT = 60  # words up to which a text is short
_SPOKEN: Mapping[str, str] = {
    "de": "sagte sagt sagten erklärte erklärt betonte rief fragte meinte ergänzte antwortete warnte frau herr "
    "ihr jetzt heute morgen immer wieder bleibt geht",
    "fr": "déclaré dit répond répondu explique expliqué affirme affirmé ajouté assuré estime je "
    "madame monsieur rien tout jamais c'est j'ai sommes faut ministre t-il t-elle dit-il dit-elle",
    "es": "dijo afirmó explicó respondió aseguró señaló añadió declaró dice hoy mañana "
    "hay señor señora yo él muy estamos tenemos",
    "it": "detto dice spiega spiegato dichiarato affermato aggiunto risposto commenta conferma "
    "oggi domani abbiamo siamo tutto signora",
}
_SIGNS: Mapping[str, tuple[str, ...]] = {
    "de": ("ß", "ü"),
    "es": ("¿", "¡", "ñ"),
    "fr": ("œ", "ê", "û", "« ", "«\u00a0", "«\u202f"),
}


def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    owners: dict[str, list[str]] = {}
    for language, listed in _LATIN.items():
        for word in dict.fromkeys(listed.split()):
            owners.setdefault(word, []).append(language)
    return {word: tuple((x, 1 / len(own)) for x in own) for word, own in owners.items()}


_WEIGHTS = _weights()
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language that most of ``text`` is in, or "" if nothing tells.

    Looks at the first 20,000 letters. A few words in another script (a language switch on a page)
    do not change the answer.
    """
    letters, end = _letters(text)
    if not letters:
        return ""
    east_asian = letters["han"] + letters["kana"] + letters["hangul"]
    script, count = max(letters.items(), key=lambda item: item[1])
    if east_asian >= count:
        return _east_asian(letters)
    sample = text[: min(end, 40 * _SAMPLE)]
    if script == "latin":
        return _latin(sample)
    if script == "cyrillic":
        return _cyrillic(sample)
    if script == "arabic":
        return _arabic(sample)
    return {"greek": "el", "hebrew": "he"}.get(script, script)


def _letters(text: str) -> tuple[Counter[str], int]:
    """How much was written in each script, and where the last letter that was looked at ends."""
    letters: Counter[str] = Counter()
    if len(text) <= _SAMPLE:
        # All of it is looked at: to count each sign first takes a fifth of the time.
        for sign, times in Counter(text).items():
            if name := _script_of(sign):
                letters[name] += times * _WEIGHT.get(name, 1)
        end = next((at for at in range(len(text), 0, -1) if _script_of(text[at - 1])), 0)
        return letters, end
    seen = end = 0
    for found in _RUNS.finditer(text):
        size = found.end() - found.start()
        name = found.lastgroup or ""
        letters[name] += size * _WEIGHT.get(name, 1)
        end = found.end()
        seen += size
        if seen >= _SAMPLE:
            break
    return letters, end


@lru_cache(maxsize=4096)
def _script_of(sign: str) -> str:
    """The script that a sign is a letter of; "" for what is no letter of those known."""
    found = _RUNS.match(sign)
    return (found.lastgroup or "") if found else ""


def _east_asian(letters: Counter[str]) -> str:
    """Korean and Japanese write Han signs too; Chinese writes neither Hangul nor kana."""
    kana, hangul, han = letters["kana"], letters["hangul"], letters["han"]
    if hangul > kana and hangul * 4 >= han:
        return "ko"
    return "ja" if kana * 15 >= han else "zh"


def _has(sample: str, letters: str, share: float = 0.0) -> bool:
    return sum(sample.count(letter) for letter in letters) > share * len(sample)


def _cyrillic(sample: str) -> str:
    lowered = sample.lower()
    if _has(lowered, "ў"):
        return "be"
    if _has(lowered, "їєґ") or (_has(lowered, "і") and not _has(lowered, "ыэ")):
        return "uk"
    if _has(lowered, "ђћ"):
        return "sr"
    if _has(lowered, "ѓќѕ"):
        return "mk"
    if _has(lowered, "қңғұү"):
        return "kk"
    if not _has(lowered, "ыэё") and _has(lowered, "ъ", 0.004):
        return "bg"
    return "ru"


def _arabic(sample: str) -> str:
    if _has(sample, "ٹڈڑےں", 0.005):
        return "ur"
    return "fa" if _has(sample, "پچژگی", 0.01) else "ar"


def _hear(sample: str, counts: Counter[str], scores: dict[str, float]) -> None:
    """Adds what words of saying and signs of their own tell of a short text's language."""
    lowered = sample.lower()
    for language, listed in _SPOKEN.items():
        heard = sum(counts[word] for word in listed.split())
        signs = 0.5 * any(sign in lowered for sign in _SIGNS.get(language, ()))
        if heard or (signs and language in scores):
            scores[language] = scores.get(language, 0.0) + heard + signs


def _latin(sample: str) -> str:
    counts = Counter(word.replace("’", "'") for word in _WORD.findall(sample.lower()))
    scores: dict[str, float] = {}
    for word, times in counts.items():
        for language, weight in _WEIGHTS.get(word, ()):
            scores[language] = scores.get(language, 0.0) + times * weight
    if sum(counts.values()) <= _SHORT_TEXT:
        _hear(sample, counts, scores)
    ranked = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if not ranked:
        return ""
    best, score = ranked[0]
    total = sum(counts.values())
    if len(ranked) > 1 and ranked[1][1] == score:
        return ""
    return best if score >= min(_ENOUGH_WORDS, 0.12 * total) and score >= 0.04 * total else ""
