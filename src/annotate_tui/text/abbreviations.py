"""Words that make a full stop doubtful, per language: one frozen table of rules each.

All entries are lower case and without their last full stop. A table knows four kinds of doubt:
``never`` (a title or the like: a name follows, the sentence goes on), ``perhaps`` (ends a sentence
only where a word follows that opens sentences), ``numbered`` (goes on before a number) and
``places`` (American states in news style, which end a sentence unless an office follows).
"""

from __future__ import annotations

from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Rules:
    """One language's tables. ``starters`` are capitalised words that open sentences.

    ``titles`` are the members of ``never`` that are shortened only with a capital ("Rep." but "one
    rep"), ``real`` the members of ``perhaps`` that are words of their own when small ("he sat").
    ``ordinals``: a number with a full stop may be an ordinal ("am 3. Oktober"). ``lower``: an
    ordinary word before the stop ends a sentence even where a small letter follows.
    """

    never: frozenset[str]
    perhaps: frozenset[str]
    numbered: frozenset[str]
    starters: frozenset[str]
    places: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    real: frozenset[str] = frozenset()
    ordinals: bool = False
    lower: bool = False


_EN_STARTERS = _words("""
A After Again All Also Although Among An And Another Any Anyone Are As Asked At Because Before
Being Both But By Clearly Critics Currently Despite Did Do Does During Each Earlier Either
Even Eventually Every Everyone Experts Few Finally For Former From Given Had Has Have He Her
Here Hers His How However I I'd I'll I'm I've I’d I’ll I’m I’ve If In Indeed Instead Is It
It's It’s Its Just Last Later Let Let's Let’s Like Maybe Meanwhile More Moreover Most Much My
Nearly Neither Never Nevertheless No Nobody None Nor Not Nothing Now Of Officials On Once One
Only Or Other Others Our Over People Perhaps Please Police Prosecutors Rather Researchers She
She's She’s Should Since So Some Someone Something Sometimes Soon Still Such Than Thank Thanks
That That's That’s The Their Then There There's There’s These They They're They’re They've
They’ve This Those Though Through Throughout Thus To Today Together Tomorrow Too Two Under
Unfortunately Unless Unlike Until Upon Was We We'll We're We've We’ll We’re We’ve Well Were
What What's What’s When Where Whether Which While Who Who's Whose Why With Within Without
Would Yes Yesterday Okay Ok Yet You You're You’re Your According Additionally Anyway Actually
Around Investigators Authorities Analysts Residents Witnesses Supporters Opponents Several
Many Three Four Five Six Seven Eight Nine Ten Amid Amidst Beyond Can Could Across Against
Along Behind Below Besides Off Outside Inside Per Via Hence Therefore Overall Otherwise
Nonetheless Likewise Similarly Furthermore Consequently Apparently Certainly Obviously
Recently Previously Often Usually Generally Oh Hey Hello Hi Sorry Don't Doesn't Didn't Can't
Won't Isn't Aren't Wasn't Wouldn't Couldn't Don’t Doesn’t Didn’t Can’t Won’t Isn’t Aren’t
Wasn’t Wouldn’t Couldn’t Am He's He’s He'd He’d He'll He’ll She'd She’d She'll She’ll It'll
It’ll We'd We’d They'd They’d They'll They’ll You've You’ve You'll You’ll Who’d Who'd How's
How’s Whatever Whenever Wherever Whoever
""")

ENGLISH = Rules(
    never=_words("""
    mr mrs ms messrs mme mlle dr drs prof profs gen gens sen sens rep reps gov govs lt col
    cols maj capt cpt cmdr cdr comdr sgt sgts cpl pvt pfc spc adm vadm radm brig ens ofc hon
    rev revs fr msgr supt det insp amb pres atty asst assoc mt mts ft pte vs cf viz approx e.g
    i.e eg ie ald comm commr dir exec secy treas hr.ms ph supvr sta sto wm chas geo benj thos
    jos
    """),
    titles=_words("""
    gen gens sen sens rep reps gov govs col cols maj capt cpt det insp hon rev revs pres ens
    brig amb dir exec comm treas sgt sgts mt ft fr prof profs geo mme
    """),
    real=_words("""
    no nos fig figs mo mos rev inst div ed eds sq pt jan dist tel apt
    """),
    perhaps=_words("""
    jr sr inc corp co ltd bros llc plc lp mfg intl natl assn assoc ass'n dept dist div univ
    inst govt gov't st ste ave blvd rd ln pkwy hwy rte sq bldg apt esq al ed eds et seq ca est
    ext no nos vol vols pp fig figs sec secs eq eqs nr incl excl hr hrs mins yr yrs mo mos wk
    wks lb lbs oz kg km cm mm mi mph tbsp tsp cu qt pt doz jan feb apr jun jul aug sept sep
    oct nov dec tue tues thu thur thurs fri tel dob repr trans rev'd rptd
    """),
    numbered=_words("""
    mon sat sun wed no nos vol vols p pp pg pgs fig figs sec secs art arts ch chap eq eqs ref
    refs op nr n par para cl ca c v vv l ll n° r rule tel ext apt rm pop circa jan feb mar apr
    jun jul aug sept sep oct nov dec lev deut matt cor rom rev ex prov ps
    """),
    starters=_EN_STARTERS,
    places=_words("""
    ala ariz ark calif colo conn del fla ga ill ind kan kans ky la md mass mich minn miss mo
    mont neb nebr nev okla ore pa penn tenn tex va vt wash wis wyo ont que alta sask man n.y
    n.j n.c n.d n.m n.h s.c s.d r.i d.c w.va p.r b.c
    """),
    lower=True,
)

GERMAN = Rules(
    never=_words("""
    mr mrs ms vs mult dr prof dipl ing hr hrn fr frl st hl sr jr med phil jur rer nat pol
    theol h.c mag priv doz bzw ca vgl sog bspw insb insbes ggf evtl evt gegr geb gest verh
    gesch z.b d.h u.a i.d.r o.g u.u z.t z.zt s.o s.u a.d i.v v.a u.v.m zzgl inkl exkl einschl
    abzgl ehem röm kath ev evang jüd griech lat engl dt frz ital span russ amerik brit österr
    schweiz europ bayer sächs hess nördl südl östl westl betr bes max min durchschn ungef
    entspr gem lt allg öff staatl städt kgl kaiserl chem phys math vorm nachm vorl hrsg red
    zit übers erw überarb wg z d u i o a b s v n m e p h k sek std ebd ders
    """),
    perhaps=_words("""
    ff f red chr u.ä u.dgl dgl bd bde jh jhd jhdt jahrh mio mrd tsd str pl abs abt anm art
    aufl ausg bl hbf kap nr nrn ord rd sp tab tel tgl verf ver vol ziff co inc ltd corp bros
    kl gr stk abb abk jan feb mrz apr jun jul aug sept sep okt nov dez mo di mi do fr sa so
    st.gallen uni min
    """),
    numbered=_words("nr nrn s abs art kap bd bde abb tab ziff vol p pp tel hr aufl lfd §"),
    starters=_words("""
    Aber Alle Allerdings Als Also Am An Andere Anders Auch Auf Aus Außerdem Bei Beide Beim
    Bereits Bis Bisher Da Dabei Dadurch Dafür Dagegen Daher Damit Danach Daneben Dann Daran
    Darauf Daraufhin Darin Darum Darunter Das Dass Davon Davor Dazu Dem Den Denn Dennoch Der
    Deren Des Deshalb Dessen Deswegen Die Dies Diese Diesem Diesen Dieser Dieses Doch Dort
    Drei Du Durch Ebenso Eigentlich Ein Eine Einem Einen Einer Eines Einige Er Erst Es Etwa
    Euch Für Gegen Genau Gleichzeitig Hat Heute Hier Hinter Ich Ihm Ihn Ihnen Ihr Ihre Im
    Immer In Inzwischen Ist Ja Je Jede Jeder Jedes Jedoch Jetzt Kein Keine Laut Man Manche
    Mehr Mein Meine Mit Nach Nachdem Natürlich Nein Nicht Nichts Noch Nun Nur Ob Obwohl Oder
    Ohne Schon Sehr Sein Seine Seit Seitdem Sie Sind So Sogar Solche Sollte Somit Sondern
    Später Statt Trotz Trotzdem Über Um Und Uns Unser Unter Viel Viele Vielleicht Vom Von Vor
    War Was Weil Weiter Weitere Welche Wenn Wer Werden Wie Wieder Wir Wird Wo Während Zu Zudem
    Zuletzt Zum Zumindest Zur Zwar Zwei Zwischen Ferner Gestern Morgen Mittlerweile Nie
    Niemand Jeden Wegen
    """),
    ordinals=True,
)

FRENCH = Rules(
    never=_words("""
    m mm mr mrs ms vs mmes mlle mlles mme dr drs pr prof me mgr st ste sts stes cf p.ex c.-à-d
    c.à.d env av apr j.-c boul bd bld capt cdt col gén lt adj maj sgt réf resp éd dir mons hon
    """),
    perhaps=_words("""
    al ltd inc cie co sté janv févr fév avr juil sept oct nov déc art chap fig no nos n° vol p
    pp tél ed éds ex hab max min
    """),
    numbered=_words("art chap fig no nos n° vol p pp tél par al §"),
    starters=_words("""
    Alors Ainsi À A Après Au Aucun Aujourd'hui Aussi Autre Aux Avant Avec C'est C’est Ce Cela
    Celle Celui Cependant Ces Cet Cette Ceux Chaque Chez Comme Comment Dans De Depuis Des Dès
    Donc Du Elle Elles En Encore Enfin Ensuite Entre Et Il Ils Je J'ai J’ai Jamais L'un La Là
    Le Les Leur Leurs Lors Lorsque Lui Mais Malgré Même Mon Ne Ni Non Nos Notre Nous On Or Ou
    Où Oui Par Parce Parmi Pendant Personne Peu Plus Plusieurs Pour Pourquoi Pourtant Puis
    Quand Que Quel Quelle Quelques Qui Quoi Sa Sans Se Selon Ses Seul Si Son Sous Souvent Sur
    Tandis Tous Tout Toute Toutefois Toutes Très Un Une Vers Voici Voilà Vos Votre Vous
    """),
)

SPANISH = Rules(
    never=_words("""
    mr mrs ms vs sr sra srta sres sras srtas dr dra drs dres lic ing arq prof profa d dña da
    fr gral cnel tte cap cmdte sto sta st mons excmo excma ilmo ilma hno hna ud uds vd vds
    admón avda av c p.ej ej cf mt aprox núm esq cra cl
    """),
    perhaps=_words("""
    ee uu ee.uu rr hh cía co inc ltd ltda s.a art arts cap fig no nos núms núm n° pág págs
    párr párrf tel tels ext vol vols ene feb mar abr may jun jul ago sep sept oct nov dic lun
    mié jue vie sáb dom min hs hrs km kg gr ed edit a.c d.c dpto depto izq dcha
    """),
    numbered=_words("""
    art arts cap fig no núm núms n° pág págs p pp párr párrf tel tels ext vol vols ene feb mar
    abr may jun jul ago sep sept oct nov dic lun mié jue vie sáb dom cra cl
    """),
    starters=_words("""
    A Además Ahora Al Algunos Ante Antes Así Aún Aunque Bajo Cada Casi Como Cómo Con Cual Cuál
    Cuando Cuándo De Del Desde Después Dice Donde Dónde Dos Durante El Él Ella Ellas Ellos En
    Entonces Entre Era Es Esa Ese Eso Esta Está Estas Este Esto Estos Fue Ha Hace Hacia Hasta
    Hay Hoy Incluso La Las Le Les Lo Los Luego Mas Más Me Mi Mientras Mucho Muchos Muy Nada
    Nadie Ni No Nos Nosotros Nuestro Nunca O Otra Otro Otros Para Pero Poco Por Porque Pues
    Que Qué Quien Quién Quizás Se Según Ser Si Sí Sin Sobre Son Su Sus También Tan Tanto Te
    Tiene Toda Todo Todos Tras Tu Un Una Uno Unos Usted Y Ya Yo
    """),
)

ITALIAN = Rules(
    never=_words("""
    mr mrs ms sig sig.ra sig.na sigg sig.re dott dott.ssa dr prof prof.ssa ing avv arch geom
    rag on sen gen col cap ten mons don s st ss egr gent ill spett dir amm cav comm rev es
    ad.es p.es cfr vs v v.cte psicol idraul meteor ecc.mo c.a
    """),
    perhaps=_words("""
    tel pag pagg p pp art artt cap fig n nn nr vol voll gen feb mar apr mag giu lug ago set
    sett ott nov dic lun mart merc giov ven sab dom min max spa s.p.a s.r.l srl co inc ltd
    econ az ca d.c a.c st.d
    """),
    numbered=_words("""
    pag pagg p pp art artt cap fig n nn nr vol tel gen feb mar apr mag giu lug ago set sett
    ott nov dic lun mart merc giov ven sab dom
    """),
    starters=_words("""
    A Ad Ai Al Alla Alle Allora Altri Anche Ancora Appena Attualmente Avere Beh Certo Che Chi
    Ci Circa Come Con Così Cosa Da Dal Dalla Davvero Degli Dei Del Della Delle Di Dopo Dove
    Due Durante È E Ecco Ed Entrambi Era Essere Fino Forse Fra Fu Già Gli Grazie Ha Ho Hanno I
    Ieri Il In Infatti Infine Inoltre Intanto Invece Io La Le Lei Lo Loro Lui Ma Mentre Mi Mia
    Mio Molti Molto Nei Nel Nella Nelle Nessuno Niente No Noi Non Nonostante Ogni Oggi Oltre
    Oppure Ora Ormai Per Perché Però Più Poi Prima Proprio Qual Qualche Quale Quando Quanto
    Quella Quelle Quelli Quello Questa Queste Questi Questo Qui Quindi Se Secondo Sembra
    Sempre Senza Si Sì Sia Sono Sotto Sta Su Sua Sui Sul Sulla Suo Suoi Tanto Tra Tutti Tutto
    Un Una Uno Vi Voi
    """),
)

OTHER = Rules(
    never=_words("""
    mr mrs ms dr prof st gen sen gov rep lt col sgt capt ing mag vs dhr mevr mw drs ir jhr sra
    dra exmo г ул пр просп пер д кв корп стр им проф акад доц д-р г-н г-жа тов св ст см ср т.е
    т.н пгт с обл hr fru inż mgr np dot por tzw tzn ul al pl ks płk kpt
    """),
    perhaps=_words("""
    inc co ltd jr sr no nr vol art jan feb apr jun jul aug sep sept oct okt nov dec bijv ca jl
    blz gg гг вв тыс млн млрд руб долл коп др т.д т.п т.к пр н.э у.е ok zł gr tys mln mld wg
    aanw vnw
    """),
    numbered=_words(
        "no nr nº n° p pp vol art fig cap pag pág blz str s ст п пп гл рис табл стр № т кв д"
    ),
    starters=_words("""
    В Во На Но И А Он Она Они Оно Это Мы Вы Я Ты По С Со К Из За Для От До При Как Что Когда
    Если Так Тогда Там Здесь Его Её Их У О Об Не Все Всё После Также Однако De Het Een Hij Zij
    Ze Wij We Ik Dit Dat Maar En In Op Bij Voor Met Na Toen Er Ook O A Os As Um Uma Ele Ela
    Eles Não No Em Mas E Por Para Com The This It He She They But And W Z Nie To Jest On Ona
    Oni Ale I Det Den Han Hun Hon
    """),
)

RULES: dict[str, Rules] = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "it": ITALIAN,
    "ko": ENGLISH,
    "ja": ENGLISH,
    "zh": ENGLISH,
    "": ENGLISH,
}

MONTHS = _words("""
january february march april may june july august september october november december januar
februar märz mai juni juli oktober dezember jan feb mar apr jun jul aug sep sept oct nov dec
okt dez jänner
""")
"""Names of months before or after a number with a full stop: English and German."""

CLOCK_GOES_ON = _words("""
Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June
July August September October November December Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec EST EDT ET CST CDT CT MST MDT MT PST PDT PT
GMT UTC BST CET CEST KST JST HKT IST AEST Eastern Central Mountain Pacific Greenwich Local
""")
"""Capitalised words after "a.m." and "p.m." that carry the time on."""

OFFICES = _words("""
Gov Sen Sens Rep Reps Lt Atty Attorney Governor Senator Senators Representative Republican
Republicans Democrat Democrats Democratic State Supreme Superior Secretary Mayor Council
Circuit Court Congressman Congresswoman District National Department Legislature House Senate
Highway University Times Post Metro AP
""")
"""Capitalised words after a state's abbreviation that it qualifies ("Ariz. Gov. Jan Brewer")."""

SPEECH = _words("""
said says say began begins beams beamed asked asks ask added adds replied replies exclaimed
exclaims wondered wonders cried cries shouted shouts yelled yells demanded demands whispered
whispers wrote writes joked jokes declared declares explained explains insisted insists
recalled recalls remarked remarks quipped quips tweeted answered answers continued continues
inquired called screamed laughed muttered mused thundered snapped pleaded sighed observed
noted argued
""")
"""English verbs of saying that follow a name after "?”" or "!”"."""

EXCLAIMED_NAMES = _words("Yahoo Jeopardy Yum Joomla Wham Panic Chips Mamma Oklahoma Moulin Hola")
"""Names that carry an exclamation mark of their own."""

LETTERED_NOUNS = _words("""
plan group vitamin war type category hepatitis grade class section appendix schedule option
division league serie series side block terminal pool gate team exhibit part column level
phase point stage
""")
"""Words before a capital that stands for itself, as in "Plan B." and "you and I."."""

LOWER_STARTERS = _words("""
i i'm i’m i've i’ve i'll i’ll i'd i’d he she they we you it it's it’s its this that these
those there they're they’re we're we’re you're you’re my your his her our what why how
""")
"""Small words that open a sentence in text without capitals."""

COMPANIES = _words("""
inc corp ltd llc plc co
""")
"""What companies end in; unlike other abbreviations it ends a sentence before most capitals."""

COMPANY_GOES_ON = _words("""
CEO CFO COO CTO Chief Chairman Chairwoman Chair President Vice Executive Director Senior
Managing Founder Co Ltd Inc Corp Plc PLC LLC Group Holdings Foundation Spokesman Spokeswoman
Analyst Deputy Head Manager Secretary Treasurer International Class Series Owner Partner KG SE
AG KGaA USA America
""")
"""Capitalised words after a company's name that belong to it ("Apple Inc. Chief Executive")."""

ORDINAL_CONTEXT = _words("""
am im vom zum zur beim ins der die das den dem des ein eine einen einem einer eines jeder jede
jedes jeden jedem dieser diese dieses diesen diesem kein keine keinen sein seine seinen seinem
seiner seines ihr ihre ihren ihrem ihrer ihres mein meine meinen meinem meiner unser unsere
unseren bis ab seit und oder nach montag dienstag mittwoch donnerstag freitag samstag
sonnabend sonntag
""")
"""German words before a number with a full stop that make it an ordinal ("am 3. Tag")."""

ORDINAL_NOUNS = _words("""
FC Bundesliga Liga Platz Jahrhundert Jahrhunderts Mal Halbfinale Stock Etage Spieltag Minute
Runde Weltkrieg Weltkriegs Klasse Auflage Geburtstag Jahrestag Kapitel Absatz Semester
Halbzeit Tag Quartal Halbjahr Lebensjahr Rang Staffel Folge Etappe Platzierte Senat Kammer
Division Kreisliga Mannschaft
""")
"""German nouns that follow an ordinal wherever it stands ("gegen 1. FC Köln")."""

FILE_ENDINGS = _words("com org net edu gov js py html htm php pdf doc xls exe txt info biz")
"""Capitalised or not, what follows the dot in names of files and sites."""
