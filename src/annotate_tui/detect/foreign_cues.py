"""Words of saying and what stands around a speaker, for seven languages besides English.

Tables of our own, of what news in these languages sets right beside quotation marks. They are short
on purpose: a word that also introduces names, titles or thoughts is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from annotate_tui.model import Span


class Said(NamedTuple):
    """A word of saying beside a quotation: where it and its speaker stand, and on which side.

    ``side`` is "before", "behind" or "inside" the marks; ``sure`` how likely the words are speech
    when the speaker is known. Offsets are code points.
    """

    cue: Span
    source: Span | None
    side: str
    sure: float


@dataclass(frozen=True, slots=True)
class Latin:
    """The words of a language that writes with spaces, each list an alternation of a pattern.

    ``verbs`` are finite forms; ``having`` the auxiliaries that ``said`` (participles) follow.
    ``pronouns`` may speak; ``determiners`` begin a noun phrase; ``inner`` joins its parts
    ("ministre de la santé"); ``stops`` are lower-case words that end it ("sagte Weber am Montag");
    ``source`` are the words for "according to"; ``skipped`` may stand between verb and speaker.
    """

    verbs: str
    having: str
    said: str
    pronouns: str
    determiners: str
    inner: str
    stops: str
    source: str
    skipped: str
    nouns_small: bool = True


GERMAN = Latin(
    verbs="sag(?:t|te|ten|en)|erklär(?:t|te|ten|en)|beton(?:t|te|ten|en)|ergänz(?:t|te|ten)"
    "|mein(?:t|te|ten)|berichte(?:t|te|ten)|schr(?:eibt|ieb|ieben)|warn(?:t|te|ten)"
    "|kritisier(?:t|te|ten)|frag(?:t|te|ten)|antworte(?:t|te|ten)|r(?:uft|ief|iefen)"
    "|erzähl(?:t|te|ten)|fügte|räumte|teilte|forder(?:t|te|ten)|erläuter(?:t|te|ten)"
    "|versicher(?:t|te|ten)|bekräftig(?:t|te|ten)|erwider(?:t|te|ten)|entgegne(?:t|te|ten)"
    "|behaupte(?:t|te|ten)|stellte|unterstr(?:eicht|ich)|kommentier(?:t|te)|klag(?:t|te|ten)"
    "|bemerk(?:t|te)|flüster(?:t|te)|spr(?:icht|ach)|äußerte|urteil(?:t|te)|resümier(?:t|te)",
    having="hat|haben|hatte|hatten",
    said="gesagt|erklärt|betont|geschrieben|mitgeteilt|berichtet|angekündigt",
    pronouns="er|sie|ich|wir",
    determiners="der|die|das|ein|eine|sein|seine|ihr|ihre|dieser|diese|einer|mehrere|viele|zwei|beide",
    inner="von|der|des|für|und|zu|van|de",
    stops="am|im|in|auf|bei|nach|vor|mit|zum|zur|an|aus|gegenüber|dem|den|über|heute|gestern|dazu"
    "|daraufhin|danach|dann|später|anschließend|weiter|zudem|auch|noch|hinzu|ein|mit|dass|laut|während"
    "|sich|es|aber|jedoch|allerdings|als|wenn|bevor|hat|haben|hatte|hatten|ihm|ihr|uns",
    source="so|laut|nach Angaben von",
    skipped=r"am \w+|gestern|heute|dazu|daraufhin|später|anschließend|dann|dort|auch|weiter|zudem",
    nouns_small=False,
)
FRENCH = Latin(
    verbs="déclarent?|explique(?:nt)?|affirme(?:nt)?|dit|disent|ajoute(?:nt)?|indique(?:nt)?"
    "|précise(?:nt)?|estime(?:nt)?|annonce(?:nt)?|souligne(?:nt)?|assure(?:nt)?|rappelle(?:nt)?"
    "|lance(?:nt)?|répond(?:ent)?|confie(?:nt)?|raconte(?:nt)?|insiste(?:nt)?|regrette(?:nt)?"
    "|dénonce(?:nt)?|prévien(?:t|nent)|martèle(?:nt)?|écri(?:t|vent)|commente(?:nt)?|conclu(?:t|ent)"
    "|poursui(?:t|vent)|témoigne(?:nt)?|résume(?:nt)?|tranche|demande(?:nt)?|reconnaît|soupire"
    "|déclare|déclara|répondit|demanda|ajouta|murmura|répliqua|réplique|s['’]écria|s['’]exclame"
    "|s['’]inquiète|s['’]indigne|s['’]insurge|se réjouit|se félicite|s['’]agace|s['’]étonne",
    having="a|ont|avait|avaient|s['’]est|se sont",
    said="déclaré|affirmé|expliqué|ajouté|indiqué|précisé|estimé|dit|annoncé|souligné|assuré|rappelé"
    "|lancé|répondu|confié|raconté|insisté|regretté|dénoncé|prévenu|martelé|tweeté|reconnu|jugé"
    "|commenté|conclu|poursuivi|réagi|écrit|témoigné|demandé|promis|salué|félicitée?|réjouie?"
    "|indignée?|exclamée?|plaidé|répété|détaillé",
    pronouns="il|elle|ils|elles|on|je|celui-ci|celle-ci",
    determiners="le|la|les|l['’]|un|une|des|ce|cet|cette|son|sa|ses|leur|leurs|plusieurs|deux|mon|ma",
    inner="de|du|des|d['’]|de la|de l['’]|et",
    stops="lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|lors|à|au|aux|en|dans|sur|devant"
    "|auprès|après|avant|pendant|ce|cette|qui|que|pour|par|avec|dont|mais|aussi|alors|face|sans|depuis"
    "|chez|sous|vers|lui|nous|vous|se|me|ne|y|est|a|ont|avait|encore|ainsi|ensuite|puis|quant|où|comme|quand",
    source="selon|d['’]après",
    skipped="(?:ce )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: soir| matin)?|hier|ensuite"
    "|aussi|encore|aujourd['’]hui|alors|à la presse|aux journalistes|à l['’]AFP",
)
SPANISH = Latin(
    verbs="dij(?:o|eron)|dicen?|afirm(?:ó|aron|a|an)|asegur(?:ó|aron|a|an)|explic(?:ó|aron|a|an)"
    "|señal(?:ó|aron|a|an)|declar(?:ó|aron|a|an)|añad(?:ió|ieron|e)|indic(?:ó|aron|a|an)"
    "|manifest(?:ó|aron)|manifiesta|apunt(?:ó|aron|a)|coment(?:ó|aron|a|an)|sostuv(?:o|ieron)|sostiene"
    "|agreg(?:ó|aron|a)|destac(?:ó|aron|a|an)|subray(?:ó|aron|a)|insist(?:ió|ieron|e)|record(?:ó|aron)"
    "|recuerda|advirt(?:ió|ieron)|advierte|reconoc(?:ió|ieron|e)|respond(?:ió|ieron|e)|pregunt(?:ó|a)"
    "|contest(?:ó|a)|anunci(?:ó|aron|a)|expres(?:ó|aron|a)|critic(?:ó|aron|a)|lament(?:ó|aron|a)"
    "|denunci(?:ó|aron|a)|precis(?:ó|a)|conclu(?:yó|ye)|relat(?:ó|a)|cont(?:ó|aron)|cuenta|escrib(?:ió|e)"
    "|exclam(?:ó|a)|grit(?:ó|aron)|opin(?:ó|a)|aclar(?:ó|a)|argument(?:ó|a)|matiz(?:ó|a)|zanj(?:ó|a)"
    "|reiter(?:ó|a)|recalc(?:ó|a)|confes(?:ó|a)|prometi(?:ó|eron)",
    having="ha|han|había|habían",
    said="dicho|afirmado|asegurado|explicado|señalado|declarado|añadido|indicado|manifestado|apuntado"
    "|comentado|sostenido|agregado|destacado|subrayado|insistido|recordado|advertido|reconocido"
    "|respondido|contestado|anunciado|expresado|criticado|lamentado|denunciado|precisado|concluido"
    "|relatado|contado|escrito|aclarado|reiterado|recalcado",
    pronouns="él|ella|ellos|ellas|yo",
    determiners="el|la|los|las|un|una|unos|unas|su|sus|varios|varias|dos|otro|otra",
    inner="de|del|de la|de los|de las|y|e",
    stops="en|a|al|ante|durante|tras|ayer|hoy|sobre|por|para|con|este|el|desde|que|quien|cuando|según"
    "|se|me|le|les|nos|lo|no|ha|han|había|esta|mientras|también|además|entonces|después|antes|anoche|pero|sin|como|donde|hasta",
    source="según",
    skipped="(?:este |el )?(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)|ayer|hoy|también"
    "|entonces|además|anoche|después|a la prensa|a los periodistas|a EFE",
)
ITALIAN = Latin(
    verbs="dice|dicono|spieg(?:a|ano|ò)|afferm(?:a|ano|ò)|aggiung(?:e|ono)|aggiunse|raccont(?:a|ano|ò)"
    "|comment(?:a|ano|ò)|sottoline(?:a|ano|ò)|conclud(?:e|ono)|concluse|prosegu(?:e|ono|ì)|ribadisc(?:e|ono)"
    "|sosti?en(?:e|gono)|osserv(?:a|ano|ò)|scriv(?:e|ono)|scrisse|ricord(?:a|ano|ò)|assicur(?:a|ano|ò)"
    "|avvert(?:e|ono|ì)|ammett(?:e|ono)|ammise|replic(?:a|ano|ò)|chied(?:e|ono)|chiese|rispond(?:e|ono)"
    "|rispose|disse|dissero|dichiar(?:a|ano|ò)|annunci(?:a|ano|ò)|denunci(?:a|ano|ò)|esclam(?:a|ò)"
    "|confess(?:a|ò)|precis(?:a|ò)|tuona|attacca|riferisc(?:e|ono)|lament(?:a|ò)|insist(?:e|ette)"
    "|conferm(?:a|ano|ò)|continua",
    having="ha|hanno|aveva|avevano",
    said="detto|spiegato|affermato|aggiunto|raccontato|commentato|sottolineato|concluso|proseguito"
    "|ribadito|sostenuto|osservato|scritto|ricordato|assicurato|avvertito|ammesso|replicato|chiesto"
    "|risposto|dichiarato|annunciato|denunciato|precisato|confessato|riferito|lamentato|promesso"
    "|continuato|insistito|twittato|confermato",
    pronouns="lui|lei|loro|egli|ella|io|questi",
    determiners="il|lo|la|i|gli|le|l['’]|un|uno|una|un['’]|il suo|la sua|due|alcuni|alcune",
    inner="di|del|della|dello|dei|delle|degli|dell['’]|d['’]|e",
    stops="in|a|al|alla|allo|ai|alle|durante|dopo|ieri|oggi|lunedì|martedì|mercoledì|giovedì|venerdì|sabato"
    "|domenica|per|con|su|sul|sulla|nel|nella|che|da|dal|dalla|davanti|anche|poi|ancora|mentre|quando"
    "|gli|le|si|mi|ci|ha|hanno|aveva|non|secondo|prima|ma|senza|come|dove",
    source="secondo",
    skipped="(?:questo )?(?:lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)|ieri|oggi|poi|anche"
    "|ancora|stamattina|stasera|ai giornalisti|alla stampa|ai cronisti",
)
WRITTEN_ON = re.compile(
    r"(?:Schild|Plakat|Banner|Transparent|panneau|pancarte|banderole|affiche|cartel|pancarta|letrero|cartello"
    r"|striscione|看板|横断幕|横幅|标语|標語|현수막|플래카드|표지판)\Z",
    re.IGNORECASE,
)
"""The last word of what bears words, and says nothing."""
LATIN: Mapping[str, Latin] = {"de": GERMAN, "fr": FRENCH, "es": SPANISH, "it": ITALIAN}

KOREAN_VERBS = (
    "말|보도|밝혔|밝힌|전했|전한|덧붙였|덧붙인|강조|설명|주장|답했|답한|대답|물었|되물었|외쳤|지적|비판|경고|적었"
    "|썼|토로|반박|반문|당부|호소|평가했|촉구|언급|회상|귀띔|털어놨|털어놓|소리쳤|선언|발표|약속|일축|반발"
    "|요구했|전망했|내다봤|이야기|얘기|꼬집|비난|고백|증언|인정했|단언|응수|되받|운을|목소리를|입을"
)
"""Stems behind the particle of a quotation; all of them mean to say."""
KOREAN_PEOPLE = (
    "장관|대통령|총리|의원|대표|교수|관계자|대변인|위원장|회장|사장|시장|지사|씨|변호사|기자|감독|선수"
    "|팀장|국장|실장|차관|청장|총장|소장|원장|본부장|연구원|소식통|당국자|전문가|주민|시민|학생|어머니|아버지"
    "|박사|목사|신부|판사|검사|의사|간호사|대사|부장|과장|이사장|이사|서기|주석|위원|비서관|수석|작가|배우|가수"
    "|탈북민|탈북자|유족|피해자|목격자|교사|교장|군수|구청장|부총리|부통령|외교관|후보|당선인|경찰|정부|측"
    "|여성|남성|할머니|할아버지|농민|상인|점주|직원|사람|님"
)
KOREAN_PRONOUNS = "그|그녀|그들|나|저|우리|이들"

JAPANESE_VERBS = (
    "述べ|語[っりる]|話[しす]|言[っい]|説明し|強調し|指摘し|訴え|答え|コメントし|明らかにし|主張し|批判し|発表し"
    "|謝罪し|否定し|反論し|非難し|振り返[っりる]|明か[しす]|呼び掛け|呼びかけ|警告し|つづ[っり]|綴[っり]|つぶや[いく]"
    "|叫[んび]|尋ね|質問し|回答し|声明を|コメントを|談話を|表明し|投稿し|釈明し|反発し|証言し|供述し|期待を|意欲を"
    "|危機感を|認識を|見解を|考えを|考えだ|意向を|見方を|懸念を|切り出し|付け加え|けん制し|断言し|宣言し|喜[びんぶ]"
    "|悔し|振り絞|笑[っうい]|漏ら[しす]|こぼ[しす]|嘆[いく]|ほほ笑|語気を|話してい|力を込め|胸を張"
)
"""Stems behind と; 言う, 呼ぶ and いう are left out, since they name things."""
JAPANESE_PEOPLE = (
    "氏|さん|君|首相|大臣|総理|大統領|知事|市長|町長|村長|議員|外相|防衛相|財務相|相|長官|官房長官|会長|社長"
    "|教授|監督|選手|代表|委員長|幹事長|報道官|担当者|関係者|幹部|弁護士|医師|記者|男性|女性|住民|専門家|店主|彼|彼女"
)
JAPANESE_PRONOUNS = "彼|彼女|彼ら|私|僕|俺|同氏|同相|同日"

CHINESE_VERBS = (
    "说|說|表示|称|稱|指出|强调|強調|回答|回应|回應|答道|写道|寫道|问道|問道|坦言|补充|補充|介绍|介紹|透露|告诉[^，。：:“「]{1,12}"
    "|告訴[^，。：:“「]{1,12}|解释|解釋|承认|承認|警告|呼吁|呼籲|反问|反問|感叹|感嘆|直言|喊道|宣布|宣佈|批评|批評|重申|认为|認為"
    "|笑道|叹道|嘆道|問|问|答|喊|写|寫|讲|講|提到|评论|評論|回忆|回憶|声明|聲明|提醒|总结|總結|反驳|反駁|嘱咐|发文|發文"
)
CHINESE_CUT = (
    "在|对|對|向|就|于|於|当|當|接受|昨|今|明确|明確|进一步|進一步|还|還|也|则|則|随后|隨後|曾|再次|又|并|並"
    "|同时|同時|此前|日前|近日|随即|隨即|当天|當天|当日|當日|周[一二三四五六日]|週[一二三四五六日]|星期|特别|特別"
    "|接着|继续|繼續|最后|最後|表示|笑着|笑著|激动地|激動地|高兴地|高興地|坚定地|无奈地|认真地|大声|大聲"
    "|通过|通過|发表|發表|出席|主持|会见|會見|发文|發文|这样|這樣|如此|已|后来|因此"
)
"""What stands between a speaker and the word of saying."""
CHINESE_PRONOUNS = "他|她|他们|她们|他們|她們|我|我们|我們|它|其"
CHINESE_PEOPLE = (
    "部长|部長|发言人|發言人|总统|總統|总理|總理|主席|书记|書記|市长|市長|局长|局長|教授|专家|專家|记者|記者|负责人"
    "|負責人|先生|女士|议员|議員|官员|官員|经理|經理|董事长|董事長|校长|校長|院长|院長|主任|老师|老師|代表|大使|居民"
    "|律师|律師|医生|醫生|教练|教練|分析师|分析師"
)
