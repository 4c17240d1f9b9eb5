"""What a sentence is, promise by promise: ¦ marks the expected cuts."""

import pytest

from annotate_tui.text.sentences import sentence_ends, sentence_spans

ENGLISH = [
    "One. ¦Two! ¦Three? ¦Four",
    "He left at 5 p.m. ¦The store closed at 6 p.m. Monday.",
    "The vote is at 10 a.m. EST on C-SPAN. ¦It ends at 5 p.m. (2200 GMT) sharp.",
    "It begins at 7:30 p.m. ¦Tickets are free.",
    "Gov. Smith met Sen. Jane Roe, R-Ariz., and Rep. Al Green.",
    "Lt. Gen. John A. Smith and Maj. Gen. Roe spoke. ¦Sgt. 1st Class Lee did not.",
    "On Jan. 5 he met Mr. Roe. ¦On Feb. 6, 2020, they parted.",
    "It opened on Jan. 5. ¦The show ended in Dec. ¦It was short.",
    "Posted June. 12, 2023 08:06.",
    "They met in June. ¦12 people came.",
    "U.S. President Joe Biden left. ¦He lives in the U.S. ¦The end.",
    "Growing unrest among N.K. elites. ¦I live in the E.U. ¦How about you?",
    "He works for Apple Inc. ¦The firm said so. ¦Apple Inc. said so too.",
    "Apple Inc. Chief Executive Tim Cook sold Acme Co. shares to Roe & Sons Ltd. in May.",
    "In St. Louis, the case Roe v. Wade was No. 1. ¦Smith vs. Jones came next.",
    "See No. 5 and Nos. 6 and 7. ¦No. ¦I will not.",
    "No. Nothing happened.".replace(". N", ". ¦N"),
    "J. K. Rowling met J.R.R. Tolkien and George W. Bush. ¦John F. Kennedy Jr. did not.",
    "Martin Luther King Jr. Boulevard is long. ¦He met King Jr. ¦The end.",
    "He moved to Sacramento, Calif. ¦Police said so. ¦Ariz. Gov. Jan Brewer disagreed.",
    "She lives in Washington, D.C. ¦Prices are high. ¦D.C. Mayor Bowser knows.",
    "He has a Ph.D. in physics from M.I.T. ¦She has an M.D. ¦They met.",
    "It grew 3.5% to $1.2 billion. ¦It fell 2 percent.",
    "Apples, pears, etc. are fruit. ¦So are plums, etc. ¦The end.",
    "Plan B. ¦Smith had one. ¦World War II. ¦Hitler lost. ¦Vitamin C. ¦Doctors like it.",
    "It was he and I. ¦Did you see Albert I. Jones?",
    "Smith et al. found it (cf. p. 5 and pp. 6-7). ¦See fig. 3, vol. 2, e.g. The Times.",
    "I gave up... ¦Then he came. ¦Well ... maybe so… and so on.",
    "It ended. ¦... Then it began.",
    "Words were left. ¦. . . The end.",
    "He said so.[3] ¦Then he left.[12][13] ¦She came.¹ ¦End.",
    "Mail jane.doe@example.com. ¦See https://a.b.com/c.html?x=1. ¦Or www.x.org/A.B for more.",
    "Yahoo! Inc. and Yahoo! in general. ¦Jeopardy! contestants won.",
    "What?! ¦No way!! ¦Really???",
    "(He left.) ¦She stayed (he did not!) and slept (why?). ¦[Applause.] ¦Thanks.",
    "Thank you. ¦(Applause.) ¦Thank you very much. ¦(laughter) Right.",
    "At 5 p.m. Mr. Roe left. ¦He came back at 6 p.m. ¦Mr. Roe was late.",
    "He lives in Miami, Fla. ¦Gov. Roe does not. ¦It is in the U.S. ¦Dr. Roe knows.",
    "He likes it. ¦iPhone sales fell. ¦@jane saw. ¦al-Qaida did not.",
    "He works for Apple Inc. ¦Shares rose. ¦Apple Inc. (AAPL) CEO Tim Cook of Co. Donegal left.",
    "Better than J. Edgar Hoover and J. Smith, the group J. P. Morgan told The Sun. ¦Smith left.",
    "See Sec. 5 of Art. II. ¦It is in Vol. IV of the set. ¦I said no. ¦I did.",
    "SPEAKER: Yes. ¦I do. ¦MR. SMITH: Why? ¦MS. ROE: No.",
    "Q. Did you go? ¦A. I did. ¦Q. When?",
    "I was there. ¦-- And then I left. ¦— So did he.",
    "LONDON (AP) — It rained. ¦PALO ALTO, Calif. (AP) -- Apple rose.",
    "1. Foo is first. ¦2. Bar is second.",
    "a) one thing. ¦b) another thing.",
    "1) The first item ¦2) The second item ¦3) The third",
    "He was No. 1. ¦The team lost. ¦It was on Jan. 5. ¦Smith won on Nov. 12. ¦Roe lost.",
    "It happened in 1990. ¦Smith was 5. ¦Roe was 10. ¦12 people came.",
    "He runs.¦The dog barks.¦Nobody cares. ¦See example.Com and Node.js now.",
    "P.S. I love you. ¦N.B. This counts.",
    "Dr. Jekyll and Mr. Hyde met Prof. Moriarty on 5th St. near Main St. ¦The end.",
    "Hello there\nworld. ¦New line\nhere. ¦Mr.\nSmith came.",
    "no capitals here. ¦they write like this. ¦is it ok? ¦i think so! ¦yes",
    "They won 5 to 3 vs. Roe, approx. 5 ft. 3 in. tall, in Ft. Worth near Mt. Hood.",
    "The so-called “Gen. X” is here. ¦“Gen. X” said no.",
    "He saw it on Capitol Hill. ¦Rep. Ro Khanna, D-Calif., left. ¦Sen. So left.",
    "The U.S.-led force left. ¦U.S. forces left. ¦The U.S. has left, the U.K. Has not.".replace(
        "U.K. Has", "U.K. ¦Has"
    ),
    "The rate was .5 percent. ¦It rose to .7.",
    "He asked: Why? ¦Because.",
    "I work for the U.S. Government in Virginia. ¦I visited the U.S.A. last year.",
]

QUOTED = [
    "“Hard?” he asked. ¦He left.",
    "“Hard?” Mr. Smith asked. ¦“Stop!” shouted Roe.",
    "“Is it hard?” ¦The teacher did not know.",
    '"It is over." he said. ¦"It is over." ¦He left.',
    "“One. ¦Two. ¦Three,” he said. ¦“Four.” ¦“Five.”",
    "He said, “It is. ¦It was.” ¦She left.",
    '“Mixed marks." ¦She left. ¦"Others.” ¦“End.\'',
    'a sense of alienation," an official said. ¦"Kim is under stress because of this.” ¦End.',
    "'Single.' ¦'Quotes.' he said. ¦‘Curly.’ ¦‘Too.’",
    '"Why?" ¦"Because." ¦(“So.”) ¦Yes.',
    "“I did it!” Obama said. ¦“We did it!” ¦They cheered.",
    "He called it “great.” ¦Then he left “it.” and more.",
    "“Wait...” he said. ¦“I …” Smith said. ¦“We …” ¦The end.",
    "‘‘We won.’’ ¦``We lost.'' ¦End.",
    "“He left.”[2] ¦“She stayed.”",
    '"I came.""I saw."'.replace('""', '"¦"'),
    'It is over.” ¦He left. ¦"It is."¦She left. ¦She said.¦"It is not."',
    "I ... I think. ¦We… We know. ¦He posted on X. ¦Musk left Francis X. Suarez.",
    "I said.“Who?” ¦No".replace(".“", ".¦“"),
]

GERMAN = [
    "Am 3. Oktober kam er. ¦Am 12. Juni ging er. ¦Es war der 1. FC Köln.",
    "Im 19. Jahrhundert, d. h. früher, gab es z. B. Brot. ¦Z. B. Die Linke war da.",
    "Er wurde 2010. ¦Merkel kam auf Platz 3. ¦Schulz ging. ¦Es ist der 3. ¦Das weiß er.",
    "Dr. med. Meyer, Prof. Schulze u. a. kamen um 18.30 Uhr. ¦Sie aßen Brot usw. ¦Dann gingen sie.",
    "„Ich gehe.“ ¦Er ging. ¦„Warum?“, fragte sie. ¦„Darum!“ rief er. ¦»Ja.« ¦»Nein.«",
    "Er zahlte 5 Mio. Euro bzw. 1.000.000 Euro. ¦Nr. 5 lebt.",
    "Papst Johannes Paul II. Er starb.".replace("II. ", "II. ¦"),
    "Kaiser Wilhelm II. Friedrich",
    "Er kam am 24. 12. 2010 nach St. Gallen. ¦Vgl. S. 5 f. und Abs. 3.",
    "Der Dipl.-Ing. Schmidt und Prof. Dr. h. c. mult. Roe siegten 2:0. ¦Bayern auch.",
    "Er ist heute 65. ¦Merkel lag auf Platz 3. ¦Bayern gewann gegen 1. FC Köln in der 90. Minute.",
    "Am 5./6. Juli kam Hans-J. Vogel. ¦Stand: 1. 1. 2020. ¦Ende.",
    "Es gibt Bier usw. ¦Merkel kam am Montag, 5. Mai, in die 2. Runde.",
    "Vitamin E. ¦Das hilft. ¦Herr A. Merkel kam.",
    "Der Vertrag vom 1. Januar 2015 gilt. ¦Art. 5 und § 3. ¦Das steht da.",
]

FRENCH = [
    "M. Dupont et Mme. Roe sont là. ¦Il est 5 h. ¦Elle part.",
    "« Bonjour. » ¦Il part. ¦« Pourquoi ? » demande-t-il. ¦« Oui ! »",
    "Le Dr. Roe, né av. J.-C., etc. est là. ¦Cf. p. 5. ¦Merci.",
    "L'an 2010. ¦Paris est beau. ¦Voir l'art. 5 de la loi no. 7.",
]

SPANISH = [
    "El Sr. Roe y la Sra. Paz están en EE. UU. desde hoy. ¦¿Qué tal? ¦¡Bien!",
    "Viven en EE. UU. ¦El fin. ¦La pág. 5 y el art. 4. ¦«Hola.» ¦Adiós.",
    "Ud. es el Dr. Roe. ¦Vive en la Av. Norte.",
]

ITALIAN = [
    "Il Sig. Rossi e l'Avv. Bianchi sono qui. ¦È tardi. ¦Vedi pag. 5, ad es. Roma.",
    "Il dott. Verdi disse: «Andiamo.» ¦Poi partì. ¦L'on. Rossi no.",
]

KOREAN = [
    "그는 말했다. ¦그녀는 갔다. ¦왜? ¦몰라!",
    "“갔다.”라고 말했다. ¦그는 “왔다.” 라고 말했다. ¦“왜?” 라며 물었다. ¦“갔다.” 고 했다.",
    "“갔다. ¦왔다.” ¦김 씨는 웃었다.",
    "도널드 J. 트럼프 대통령은 3.5% 올랐다고 했다. ¦U.S. 스틸은 아니다.",
    "“갔다.” ¦이란 대통령은 웃었다. ¦글쎄요… 몰라요. ¦애플은 좋다. ¦iPhone도 좋다.",
    "“어떻게 할까?” 그는 물었다. ¦“갔다.” 김 장관은 이렇게 말했다. ¦“왔다.” ¦그는 웃었다.",
    "그는 갔다.¦그녀는 왔다.¦끝.",
    "2023. 6. 12. 서울에서 열렸다. ¦1. 첫째는 이것이다.",
    "(서울=연합뉴스) 김 기자 = 비가 왔다. ¦눈도 왔다.",
]

CHINESE = [
    "他来了。¦她走了！¦为什么？¦好；不好。",
    "“我们会赢。”他说。¦“我们会赢。”¦他们走了。",
    "他说：“好。¦不好。”¦她走了。",
    "“为什么？”他问道。¦“好！”他说，“很好。”¦完。",
    "我们去看《摔跤吧！爸爸》好吗？¦好！",
    '她走了。¦2020年来了。¦3.5万人走了。¦"我不知道，"她说。¦iPhone降价。¦B计划。',
    "“再见……”¦他走了。¦他喊：“救命！”¦他走了。",
    "价格是3.5元。¦他说. ¦好",
    "“我们会赢。”白宫发言人在华盛顿的新闻发布会上表示。¦完。",
    "他说（好。）。¦他走了。）¦完。",
    "“走吧……”他说。¦完……好。",
    "他来了。[39]¦因此，她走了。¦灾情。[3][4]¦完。",
    "他来了。 ¦她走了。\n¦完",
    "他问“为什么？”时，她笑了。¦他说“好！”后离开。",
    "「そうか。」彼は言った。¦「そうか。」¦彼は笑った。",
    "３．５％です。¦２．項目",
    "他走了吗?¦没有!¦好",
]

JAPANESE = [
    "「行く。」と述べた。¦「行く。¦来る。」¦彼は笑った。",
    "これはペンです。¦それは何ですか？¦良かった！",
    "「なぜ？」と聞いた。¦３．５％です。¦終わり。",
]


def cut(text, language="en"):
    at = 0
    parts = []
    for end in sentence_ends(text, 0, len(text), language):
        parts.append(text[at:end])
        at = end
    return "¦".join(parts)


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        (language, marked)
        for language, table in [
            ("en", ENGLISH),
            ("en", QUOTED),
            ("de", GERMAN),
            ("fr", FRENCH),
            ("es", SPANISH),
            ("it", ITALIAN),
            ("ko", KOREAN),
            ("zh", CHINESE),
            ("ja", JAPANESE),
        ]
        for marked in table
    ],
)
def test_cuts(language, marked):
    assert cut(marked.replace("¦", ""), language) == marked


def test_an_empty_range_has_no_sentences():
    assert sentence_ends("abc", 2, 2) == []
    assert sentence_spans("   ", 0, 3) == []


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not():
    assert cut("one\ntwo\n \nthree\n\n\nFour. Five") == "one\ntwo\n \n¦three\n\n\n¦Four. ¦Five"


def test_a_bullet_opens_a_sentence():
    assert cut("• 9. The first item • 10. The second item") == (
        "• 9. The first item ¦• 10. The second item"
    )


def test_a_row_of_dashes_stands_alone():
    assert cut("Kind regards ----- Jane Roe left _____") == (
        "Kind regards ¦----- ¦Jane Roe left ¦_____"
    )
    assert cut("well-known -- and a---------b") == "well-known -- and a---------b"


def test_leading_white_space_belongs_to_the_first_sentence():
    assert sentence_ends("  One. Two", 0, 10) == [7, 10]
    assert sentence_spans("  One. Two ", 0, 11) == [(2, 6), (7, 10)]


def test_the_language_may_carry_a_region():
    assert cut("Am 3. Oktober.", "de-AT") == cut("Am 3. Oktober.", "de_DE") == "Am 3. Oktober."
