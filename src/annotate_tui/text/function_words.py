"""The closed classes of words, by language: what phrases and figures are cut at.

Compiled by hand for this program; a word stands in the class that it mostly has.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

_TABLES: dict[str, dict[str, str]] = {
    "en": {
        "prepositions": "about above across after against along amid amidst among amongst "
        "around as at "
        "before behind below beneath beside besides between beyond by despite during "
        "except for from in inside into like near of off on onto out outside over per "
        "since than through throughout till to toward towards under underneath until "
        "unto up upon via versus vs with within without according amounting due "
        "regarding concerning including excluding following plus minus",
        "coordinators": "and or but nor yet",
        "subordinators": "that which who whom whose where when while whereas because if "
        "although though "
        "unless whether why how so once lest wherever whenever what then",
        "determiners": "the a an this these those my your his her its our their every each "
        "some any "
        "no another such both either neither all",
        "pronouns": "i you he she it we they me him us them there one's himself herself itself "
        "themselves myself ourselves who's it's he's she's that's there's others "
        "something nothing everyone anyone someone everybody nobody i'm we're they're "
        "you're i've we've they've",
        "auxiliaries": "is are was were be been being am has have had having do does did will "
        "would "
        "shall should can could may might must cannot isn't aren't wasn't weren't "
        "hasn't haven't hadn't don't doesn't didn't won't wouldn't shouldn't can't "
        "couldn't mustn't not",
        "verbs": "said says say told tells asked asks added adds according announced claimed "
        "claims argued argues warned warns reported became become becomes made makes "
        "made went goes came comes took takes gave gives found finds saw sees knew "
        "knows thought thinks led leads left leaves kept keeps held holds began begins "
        "rose rises fell falls grew grows won wins lost loses died dies met meets "
        "spent sent seek seeks sought appear appears seem seems remain remains want "
        "wants need needs get gets got let lets put puts set brought bought built paid "
        "sold ran stood fled wrote spoke broke chose drew drove fought struck hit "
        "includes include enters contributed contains wore",
    },
    "de": {
        "prepositions": "ab an am auf aus bei beim bis durch für gegen gegenüber hinter im in "
        "ins mit "
        "nach neben ohne seit trotz über um unter von vom vor während wegen zu zum zur "
        "zwischen laut innerhalb außerhalb als wie pro anhand statt",
        "coordinators": "und oder aber sondern sowie denn",
        "subordinators": "dass daß weil wenn ob obwohl während damit nachdem bevor sodass welche "
        "welcher welches deren dessen wo was wer",
        "determiners": "der die das den dem des ein eine einen einem einer eines kein keine keinen "
        "keinem dieser diese dieses diesen diesem jede jeder jedes jeden sein seine "
        "seinen seinem seiner ihr ihre ihren ihrem ihrer mein meine unser unsere alle "
        "viele einige mehrere",
        "pronouns": "ich du er sie es wir ihr man sich mich mir uns ihm ihn ihnen",
        "auxiliaries": "ist sind war waren sei wäre bin bist gewesen worden wird werden wurde "
        "wurden "
        "würde würden hat haben hatte hatten habe hätte kann können konnte konnten "
        "könnte muss müssen musste soll sollen sollte sollten will wollen wollte darf "
        "dürfen mag möchte nicht",
        "verbs": "sagte sagt sagten erklärte erklärt teilte betonte berichtete berichtet heißt "
        "hieß kam kommt kommen ging geht gehen gab gibt stieg steigt fiel fällt starb "
        "starben machte macht forderte fordert",
    },
    "fr": {
        "prepositions": "à au aux avec chez contre dans de des du depuis derrière dès devant "
        "durant en "
        "entre envers hors jusque jusqu'à jusqu'au malgré outre par parmi pendant pour "
        "sans sauf selon sous sur vers comme plus moins",
        "coordinators": "et ou mais ni car or donc",
        "subordinators": "que qui quoi dont où lorsque quand parce puisque si comment pourquoi "
        "tandis "
        "alors",
        "determiners": "le la les un une ce cet cette ces mon ma mes ton ta tes son sa ses "
        "notre nos "
        "votre vos leur leurs tout toute tous toutes chaque quelques plusieurs aucun "
        "aucune",
        "pronouns": "je tu il elle on nous vous ils elles se me te lui y cela ça ceux celui celle",
        "auxiliaries": "est sont était étaient a ont avait avaient sera seront serait été "
        "être avoir "
        "ai as es suis sommes êtes avons avez fut furent aura auront peut peuvent "
        "pourrait doit doivent devrait va vont ne n'est n'a n'ont pas s'est c'est fait",
        "verbs": "dit disent déclaré affirme affirmé explique expliqué estime ajoute annonce selon",
    },
    "es": {
        "prepositions": "a al ante bajo con contra de del desde durante en entre hacia hasta "
        "mediante "
        "para por según sin sobre tras como más menos",
        "coordinators": "y e o u pero sino ni",
        "subordinators": "que quien quienes cual cuales cuyo cuya donde cuando porque aunque si "
        "mientras pues",
        "determiners": "el la los las un una unos unas este esta estos estas ese esa esos "
        "esas aquel "
        "aquella mi tu su sus nuestro nuestra todo toda todos todas cada algunos "
        "algunas varios varias ningún ninguna lo",
        "pronouns": "yo él ella ello ellos ellas nosotros usted ustedes se me te le les nos",
        "auxiliaries": "es son era eran fue fueron ser sido está están estaba estaban ha han había "
        "habían he hemos haber será serán sería puede pueden podría debe deben no hay",
        "verbs": "dijo dice dijeron afirmó aseguró explicó declaró añadió señaló anunció",
    },
    "it": {
        "prepositions": "a ad al allo alla ai agli alle con contro da dal dallo dalla dai "
        "dagli dalle "
        "di del dello della dei degli delle dopo durante entro fino fra in nel nello "
        "nella nei negli nelle per presso prima secondo senza sotto su sul sullo sulla "
        "sui sugli sulle tra verso come più meno",
        "coordinators": "e ed o od ma né",
        "subordinators": "che chi cui dove quando perché se mentre quale quali poiché",
        "determiners": "il lo la i gli le un uno una questo questa questi queste quel quello "
        "quella "
        "quei quelle mio mia tuo suo sua suoi sue nostro loro ogni tutto tutta tutti "
        "tutte alcuni alcune",
        "pronouns": "io tu lui lei noi voi essi egli si ci ne mi ti vi",
        "auxiliaries": "è sono era erano fu furono essere stato stata stati state ha hanno aveva "
        "avevano ho abbiamo avere sarà saranno sarebbe può possono potrebbe deve "
        "devono non",
        "verbs": "disse dice detto afferma affermato spiega dichiarato aggiunto annunciato",
    },
}


class FunctionWords(NamedTuple):
    """The closed classes of one language, in lower case, with the straight apostrophe."""

    prepositions: frozenset[str]
    coordinators: frozenset[str]
    subordinators: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    auxiliaries: frozenset[str]
    verbs: frozenset[str]


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written as one string, parted by white space."""
    return frozenset(listed.split())


@cache
def function_words(language: str) -> FunctionWords:
    """The tables of ``language`` (ISO 639-1); empty ones for a language without."""
    table = _TABLES.get(language, {})
    return FunctionWords(*(word_set(table.get(name, "")) for name in FunctionWords._fields))


@cache
def all_function_words(language: str) -> frozenset[str]:
    """Every word of the closed classes and the verbs of ``language``."""
    return frozenset().union(*function_words(language))
