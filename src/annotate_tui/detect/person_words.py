"""The words by which a noun phrase is told for a person, an office or a body: tables for English.

Compiled by hand for this program. First names are a few of the commonest of many cultures, and only
where they speak for one gender.
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


COURTESY = _set("mr mrs ms miss mx mister madam monsieur madame herr frau señor señora sir dame")
"""Titles that say nothing of what somebody does."""
TITLES = COURTESY | _set(
    "dr prof gen sen rep gov lt col sgt capt rev hon cpl maj adm cmdr supt insp det ald fr"
    " doctor professor secretary-general president premier chancellor minister secretary senator representative"
    " congressman congresswoman governor mayor judge justice king queen prince princess pope"
    " emperor duke duchess lord lady baroness baron count countess captain colonel lieutenant"
    " sergeant corporal major admiral commander general brigadier marshal officer detective"
    " inspector superintendent constable sheriff chief chairman chairwoman chairperson chair"
    " executive operating financial"
    " ambassador director coach councillor councilor councilman councilwoman alderman deputy vice"
    " rabbi bishop archbishop cardinal reverend father sister brother sheikh imam ayatollah mullah"
    " acting former attorney speaker commissioner prime foreign interior defence defense finance"
    " health education justice home environment trade culture energy treasury first envoy leader"
    " spokesman spokeswoman spokesperson lawmaker assemblyman assemblywoman mp mep msp ceo cfo"
    " aunt uncle grandma grandpa crown solicitor special undersecretary co-founder founder"
)
"""Words in capitals that stand before a name and belong to no name; lower case, no full stop."""
_MALE = _set(
    "mr mister sir monsieur herr señor king prince pope emperor duke lord baron count congressman"
    " chairman councilman alderman assemblyman spokesman businessman policeman fireman cameraman"
    " bishop archbishop cardinal rabbi father brother uncle imam ayatollah mullah sheikh man boy"
    " husband son dad grandfather nephew boyfriend waiter widower grandson fisherman salesman"
    " gentleman grandpa guy frontman stepfather stepson sportsman lad"
)
_FEMALE = _set(
    "mrs ms miss madam madame frau señora dame queen princess duchess lady baroness countess"
    " congresswoman chairwoman councilwoman assemblywoman spokeswoman businesswoman policewoman"
    " sister aunt woman girl wife daughter mother mum mom grandmother niece girlfriend actress"
    " waitress widow nun granddaughter lady grandma housewife stepmother sportswoman"
)
_HE_NAMES = _set(
    "james john robert michael william david richard joseph thomas charles christopher daniel"
    " matthew anthony mark donald steven stephen paul andrew joshua kenneth kevin brian george"
    " edward ronald timothy jason jeffrey jeff gary nicholas eric jonathan larry justin scott"
    " brandon benjamin samuel gregory frank raymond patrick jack dennis jerry tyler aaron jose"
    " henry adam douglas nathan peter zachary kyle walter harold jeremy ethan carl keith roger"
    " gerald christian terry sean arthur austin noah lawrence jesse joe bryan billy bruce albert"
    " bob bill tom jim mike steve dave tony dan ben matt nick greg harry hugh ian simon martin"
    " graham neil alan stuart colin derek nigel geoffrey oliver luke oscar leo max felix hans klaus"
    " jürgen wolfgang karl friedrich heinrich otto stefan thorsten uwe olaf dieter pierre jean"
    " jacques françois michel philippe louis henri luc emmanuel nicolas olivier juan carlos luis"
    " miguel pedro pablo diego javier antonio francisco fernando manuel jorge sergio alejandro"
    " giovanni giuseppe marco luca matteo paolo mario roberto franco silvio ivan vladimir dmitry"
    " dmitri sergei sergey alexei aleksei boris mikhail nikolai igor oleg yuri andrei viktor"
    " volodymyr petro mykola pavel jan tomasz piotr andrzej václav miloš viktor gábor lászló"
    " erik lars nils anders sven bjørn magnus olav johan mohammed muhammad mohamed mohammad ahmed"
    " ahmad ali hassan hussein omar ibrahim youssef yusuf mahmoud mustafa khalid khaled abdullah"
    " abdul karim tariq hamid reza mehmet recep bashar benjamin yair avi moshe shlomo ravi raj"
    " rahul amit sanjay narendra arun vijay suresh rajesh anil ashok manmohan imran asif nawaz"
    " hiroshi kenji takashi shinzo fumio taro yoshihide akira satoshi haruki kazuo kwame kofi"
    " emeka chinedu oluwaseun sipho thabo nelson cyril jomo uhuru joko agus budi donald barack"
    " hugo rishi keir gordon winston vincent victor philip phillip alexander alex eli elon"
    " fitzwilliam edmund heathcliff ebenezer watson sherlock"
)
_SHE_NAMES = _set(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty"
    " margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah"
    " stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma"
    " nicole helen samantha katherine catherine christine debra rachel carolyn janet ruth maria"
    " heather diane virginia julie joyce victoria olivia kelly christina lauren joan evelyn judith"
    " megan andrea cheryl hannah jacqueline martha gloria teresa ann anne sara madison frances"
    " kathryn janice alice abigail sophia grace judy theresa beverly denise marilyn amber"
    " danielle rose brittany diana natalie jane charlotte lucy kate claire fiona louise chloe"
    " sophie zoe isabel isabella ella mia ava ursula angela annalena sabine petra monika heike"
    " greta ingrid astrid birgit liv mette marie isabelle nathalie sylvie brigitte valérie"
    " françoise carmen pilar lucía sofía ana rosa elena dolores mercedes cristina giulia chiara"
    " francesca giorgia paola natasha olga tatiana svetlana irina ekaterina yulia ludmila"
    " maryna oksana nadia katarzyna agnieszka ewa małgorzata zuzana fatima aisha ayesha amina"
    " khadija zainab layla leila noor maryam mariam yasmin samira malala benazir shireen"
    " golda tzipi priya sonia indira anita sunita meera lakshmi nirmala mamata pooja yuki keiko"
    " naomi sakura yoko michiko akiko sanae chimamanda ngozi amara wanjiru thandi nkosazana"
    " zanele winnie graça siti megawati sri hillary nancy kamala theresa liz nicola jacinda"
    " penny gillian bridget molly sally wendy tracy tina linda gina monica veronica vanessa"
    " caroline josephine harriet edith agnes florence"
)
FAMILY_FIRST = _set(
    "kim lee park choi jung jeong kang cho yoon yun jang lim han oh seo shin kwon hwang ahn song"
    " ryu yoo hong moon bae baek nam noh roh ri pak choe chung xi li wang zhang liu chen yang zhao"
    " huang zhou wu xu sun hu zhu gao lin he guo ma luo deng mao wen jiang qin hua tsai chiang lai"
    " nguyen tran le pham phan vu vo dang bui do"
)
"""Family names of Korea, China and Vietnam that are printed first; lower case."""
_ROLE_WORDS = (
    "official officer spokesman spokeswoman spokesperson spokesmen spokespeople minister president"
    " chancellor premier ambassador envoy diplomat consul leader chief head director manager"
    " chairman chairwoman chairperson chair mayor governor senator lawmaker legislator congressman"
    " congresswoman politician candidate councillor councilor councilman councilwoman secretary"
    " undersecretary judge justice lawyer attorney barrister solicitor prosecutor magistrate"
    " detective inspector sheriff constable investigator inspector commissioner commander general"
    " colonel captain lieutenant sergeant admiral soldier fighter rebel activist campaigner"
    " organiser organizer critic expert analyst strategist researcher scientist scholar academic"
    " professor lecturer teacher principal headteacher dean student pupil graduate doctor physician"
    " surgeon nurse paramedic psychologist psychiatrist epidemiologist virologist biologist chemist"
    " physicist economist historian sociologist engineer architect designer developer programmer"
    " journalist reporter editor columnist correspondent author writer novelist poet producer"
    " director actor actress artist musician singer composer photographer broadcaster presenter"
    " coach player captain striker goalkeeper athlete swimmer runner driver pilot sailor founder"
    " co-founder cofounder owner executive ceo cfo coo cto boss entrepreneur businessman"
    " businesswoman investor trader broker banker accountant adviser advisor aide assistant"
    " consultant deputy vice-president partner fellow member representative delegate negotiator"
    " mediator coordinator administrator superintendent supervisor treasurer employee worker"
    " farmer fisherman shopkeeper waiter waitress chef cook tenant landlord neighbour neighbor"
    " resident villager citizen immigrant migrant refugee defector survivor victim patient witness"
    " bystander passenger customer client consumer user voter protester demonstrator supporter fan"
    " source insider informant whistleblower friend colleague relative mother father parent sister"
    " brother son daughter wife husband widow uncle aunt cousin grandmother grandfather woman man"
    " girl boy child teenager person priest pastor bishop archbishop cardinal pope rabbi imam"
    " king queen prince princess monarch veteran pensioner retiree volunteer dissident exile"
    " blogger geologist meteorologist climatologist seismologist ecologist biochemist"
    " conservationist ornithologist biologist astronomer archaeologist anthropologist linguist"
    " capitalist operative staffer counterpart nephew niece suspect star pal mum mom dad kid teen"
    " local youth adult trio twin rapper bloke"
    " chap fella hero heir loyalist elder lad mate bride groom genius rival peer ally celebrity"
    " librarian curator conservator warden ranger guide keeper hydrologist"
    " firefighter policeman policewoman fireman gentleman lady host guest speaker contractor"
    " fundraiser lobbyist legislator peer lord baker builder carpenter electrician plumber"
    " statistician demographer biographer translator interpreter oncologist cardiologist"
    " paediatrician pediatrician neurologist dentist vet veterinarian pharmacist midwife carer"
    " caretaker gardener miner trucker clerk cashier receptionist janitor secretary-general"
    " first-mate stationmaster harbourmaster forecaster planner auditor ombudsman regulator"
    " negotiator treasurer trustee shareholder creditor buyer seller vendor dealer"
    " quarterback pitcher midfielder defender winger manager referee umpire"
)
_IRREGULAR_ROLES = _set(
    "men women people children wives spokesmen spokespeople firefighters witnesses bosses coaches"
    " businessmen fishermen congressmen councilmen policemen ladies secretaries attorneys others"
    " allies celebrities accused deceased media authorities sources waitresses actresses deputies"
    " families relatives analysts couple"
    " pair duo group crowd gentlemen clergy staff coastguards dissenters insiders folk parents"
)
ROLES = _set(_ROLE_WORDS) | _IRREGULAR_ROLES | frozenset(word + "s" for word in _set(_ROLE_WORDS))
"""What persons are called by what they do, one and many; lower case."""
OFFICES = _set(
    "president chancellor premier minister mayor governor pope king queen ceo chairman chairwoman"
    " chairperson ambassador secretary-general monarch archbishop secretary speaker commissioner"
    " director headteacher dean"
)
"""Offices that one person holds at a time: "the mayor of Springfield" is as good as a name."""
BODIES = _set(
    "ministry ministries department office agency bureau commission committee council court"
    " tribunal parliament congress senate assembly house cabinet government administration"
    " authority authorities police army navy military forces force service services union party"
    " bank company corporation corp firm group inc ltd llc plc holdings association"
    " organisation organization foundation institute institution centre center university college"
    " school hospital clinic laboratory museum club team network society federation alliance"
    " coalition board panel league charity ngo church embassy consulate mission delegation"
    " newspaper magazine journal paper daily times post news tribune herald guardian telegraph"
    " gazette chronicle observer independent globe mirror express mail press radio television"
    " tv broadcaster channel outlet ilbo shimbun zeitung ombudsman watchdog regulator opposition"
    " regime junta state kremlin pentagon treasury fund trust airline airlines motors industries"
    " technologies systems media study report survey poll paper website statement lawsuit"
    " complaint indictment document documents filing filings records data figures statistics"
    " palace secretariat taskforce directorate battalion brigade division fleet command"
    " constabulary coastguard campaign initiative programme program project review audit inquiry"
    " district city state county side sides circles camp utility rights watch database examination"
    " investigation editorial column autopsy ruling verdict judgment"
    " judgement dossier transcript video videos emails logs piece opinion guidelines estimate"
    " estimates reports studies article release research analysis memo letter book"
    " affidavit notice bulletin census tally count index forecast ferries shipping railways logistics"
    " pharmaceuticals telecom"
)
"""Nouns for bodies and their papers, which speak as institutions; lower case."""
_FIRM = re.compile(
    r"\b(?:(?:ferry|rail|train|bus|tram|airport|port|grid|network|power|mobile|phone|telecoms?|pipeline|plant"
    r"|tour|airline|metro|satellite) operator|(?:car|chip|drug|plane|phone)-?maker|retailer|insurer|airline)\Z"
)
KNOWN_BODIES = _set(
    "reuters xinhua yonhap kyodo tass interfax bloomberg afp ap upi dpa nato unicef unesco oxfam"
    " greenpeace amnesty google apple microsoft amazon facebook meta twitter tesla samsung hyundai"
    " boeing airbus toyota volkswagen siemens netflix pfizer moderna astrazeneca washington beijing"
    " moscow pyongyang seoul tokyo london paris berlin brussels kyiv kiev tehran ankara delhi"
    " islamabad jerusalem cairo hamas hezbollah taliban fatah congress parliament interpol europol"
    " politico axios cnn bbc npr nbc cbs abc fox eurostat opec fifa uefa ioc britain france germany"
    " italy spain russia china japan india pakistan iran iraq israel turkey ukraine korea brazil"
    " mexico canada australia egypt syria poland gallup nielsen moody’s moody's wikipedia wikileaks"
    " downing whitehall vatican kremlin pentagon unhcr"
)
"""Bodies, press agencies and capitals that speak by one word; lower case."""
DIRECTIONS = _set("north south east west new northern southern eastern western central")
"""Words that begin the names of places, and may end those of persons ("Kanye West"); lower case."""
PLACE_WORDS = _set(
    "united saint san santa los las lake mount fort port cape river street avenue road square county island islands"
    " sea ocean republic kingdom states korea america africa asia europe monday tuesday wednesday"
    " thursday friday saturday sunday january february march july september"
    " october november december christmas easter ramadan act treaty agreement accord war cup games"
    " day award prize day championship olympics amendment covid stadium airport bridge park's"
    " city town village province district region valley coast gulf strait university"
)
"""Words of names that are no person's; lower case."""
LEADING_OFFICES = OFFICES | _set("head chief leader founder owner boss editor")
"""Offices of one person where "of" follows: "the head of the agency"; lower case."""
ANONYMOUS = re.compile(
    r"\b(?:who\s(?:asked|asks|declined|requested|spoke|speaks|wished|insisted|wanted|did\snot\swant"
    r"|was\snot\sauthori[sz]ed|were\snot\sauthori[sz]ed|refused)|speaking\son|on\sthe\scondition"
    r"|on\scondition|under\scondition|not\sauthori[sz]ed)\b"
)
"""Where a noun phrase goes on to say that its person wants no name."""


_DOER = re.compile(r"[a-z]{3,}(?:ist|ian|er|or|man|woman|person|ant|ee)s?\Z")
_NO_DOER = _set(
    "after other another under over former however whether never earlier later further rather number"
    " summer winter october december september november offer order matter paper water power center"
    " member's major minor senior junior more superior interior exterior inner outer upper lower"
    " fewer"
    " greater better elder younger older larger smaller three free agree degree committee coffee"
    " guarantee important significant constant distant human german woman's together river color"
    " labor favor error floor door poor terror horror sector factor tenor"
)


def is_doer(word: str) -> bool:
    """Whether a small word says what somebody does: "capitalist", "historian"."""
    return word in ROLES or (word not in _NO_DOER and _DOER.match(word) is not None)


def gender_of_word(word: str) -> str:
    """ "m" or "f" for a title or a role ("Mrs", "spokesman"), "" where it does not say."""
    low = word.casefold().rstrip(".")
    return "m" if low in _MALE else "f" if low in _FEMALE else ""


def gender_of_first_name(word: str) -> str:
    """ "m" or "f" for a very common first name, "" for all others."""
    low = word.casefold()
    return "m" if low in _HE_NAMES else "f" if low in _SHE_NAMES else ""


def is_firm(head: str) -> bool:
    """Whether a noun phrase without a name is a company: "the ferry operator"."""
    return _FIRM.search(head) is not None
