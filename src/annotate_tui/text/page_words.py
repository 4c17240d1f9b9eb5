"""The words by which a web page's controls, notices and date lines are known, per language.

Ours, gathered by reading pages. All are matched against a whole case-folded line.
"""

from __future__ import annotations

import re

SURE = re.compile(
    r"(?:go|skip|jump|back)(?: ahead)? to (?:the )?"
    r"(?:main |page )?(?:contents?|navigation|search|footer|top|menu|home(?: ?page)?)(?: area)?"
    r"|advertisements?|advertising|sponsored(?: content)?|story continues below(?: advertisement)?"
    r"|article continues (?:after|below)(?: this)? advertisement"
    r"|(?:share|print|e-?mail|save|bookmark)(?: this)?(?: (?:article|story|page|post))"
    r"|share (?:on|via|to) \w+|copy (?:the )?link|link copied"
    r"|(?:read more|read also|also read|see also|more on this|related)\s?: .+"
    r"|read more(?: about| on) .*[^.!?…]"
    r"|(?:more|related) (?:articles|stories|posts|news|topics|content)"
    r"|more on this (?:story|topic)|most (?:read|popular|viewed)|recommended for you"
    r"|(?:sign up|subscribe)(?: here)?(?: (?:for|to) (?:our|the|this)?[\w ]*newsletters?)"
    r"|follow us(?: on .+)?|listen to (?:this )?(?:article|story)|view comments|leave a comment"
    r"|\d+ (?:comments?|shares?|views?)|\d+[- ]min(?:ute)?s? read"
    r"|(?:reading|read) time:? \d+ min(?:ute)?s?\.?"
    r"|(?:copyright(?: ©| \(c\))?|\(c\)|©),? ?[12]\d{3}\b.*|©.*|.*\ball rights reserved\.?"
    r"|cookie (?:policy|settings|preferences)|accept (?:all )?cookies"
    r"|zum inhalt(?: springen)?|anzeige|artikel (?:teilen|drucken|merken)|lesen sie auch\s?: .+"
    r"|mehr zum thema|alle rechte vorbehalten\.?|aller au contenu(?: principal)?|publicité"
    r"|(?:à )?lire aussi\s?: .+|tous droits réservés\.?|ir al contenido(?: principal)?"
    r"|publicidad|lea también\s?: .+"
    r"|todos los derechos reservados\.?|vai al contenuto(?: principale)?"
    r"|pubblicità|leggi anche\s?: .+|tutti i diritti riservati\.?"
    r"|본문\s?(?:바로가기|으로 이동)|기사\s?공유"
    r"|무단\s?전재.*금지.*|跳到内容|跳至主要内容|版权所有.*|広告"
)
"""Lines that no article holds: enough to say that a text comes from a page."""

UNSURE = re.compile(
    r"share|print|e-?mail|save|tweet|comments?|menu|search|home|top|subscribe|sign (?:in|up)"
    r"|log ?in|register|close|facebook|twitter|whats ?app|linked ?in|reddit|telegram|pinterest"
    r"|instagram|you ?tube|x|news|world|politics|business|opinion|sports?|culture|technology"
    r"|health|science|entertainment|lifestyle|read more|continue reading|next|previous|related"
    r"|terms (?:of (?:use|service)|and conditions|& conditions)|privacy (?:policy|notice)"
    r"|contents|navigation|ad|english|deutsch|français|español|italiano|português|nederlands"
    r"|русский|українська|한국어|中文|简体中文|繁體中文|日本語|العربية"
    r"|teilen|drucken|startseite|partager|imprimer|accueil|compartir|imprimir|inicio|condividi"
    r"|stampa|공유|인쇄|목차|공유하기|프린트|分享|打印|打印本页"
)
"""Words of controls that an article may hold too, as a headline or a line of verse."""

DATE_LABEL = re.compile(
    r"(?P<updated>(?:last |date )?(?:updated|modified|edited|revised)|last update|update"
    r"|aktualisiert|zuletzt aktualisiert|letzte aktualisierung|stand"
    r"|mis à jour|mise à jour|actualizado|aggiornato"
    r"|수정|최종\s?수정|업데이트|更新(?:日期|时间|日時)?)"
    r"|(?P<published>(?:first |date |originally )?(?:published|posted|released|created)"
    r"|publication date|date|veröffentlicht|erschienen|publié|publicado|pubblicato"
    r"|입력|등록|게시|발행|기사\s?입력|发布(?:时间|日期)?|公開日?|掲載)",
    re.IGNORECASE,
)
"""What stands before a date; the group says which date it is."""
