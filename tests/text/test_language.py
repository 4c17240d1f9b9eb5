"""Language: by script, then by the commonest words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.language import detect_language

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_e6830725a6523a0a.txt"


def test_the_sample_article_is_english_in_spite_of_its_korean_line():
    assert detect_language(SAMPLE.read_text("utf-8")) == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The government said that it was closely monitoring the situation in the north."),
        ("de", "Die Regierung teilte mit, dass sie die Lage im Norden genau beobachtet."),
        ("fr", "Le gouvernement a déclaré qu’il suivait de près la situation dans le nord."),
        ("es", "El gobierno dijo que sigue de cerca la situación en el norte del país."),
        ("it", "Il governo ha detto che segue da vicino la situazione nel nord della penisola."),
        ("nl", "De regering zei dat zij de toestand in het noorden van het land nauw volgt."),
        ("pt", "O governo disse que não vai mudar a sua posição em relação ao norte do país."),
        ("pl", "Rząd poinformował, że nie zmieni swojego stanowiska, ale jest gotów do rozmów."),
        ("sv", "Regeringen säger att den inte kommer att ändra sig och att läget är allvarligt."),
        ("da", "Regeringen siger, at den ikke vil ændre sig, og at det nu er blevet alvorligt."),
        ("ko", "정부는 북한 엘리트의 동향을 예의주시하고 있다. COVID-19 Ministry"),
        ("ja", "韓国政府は北朝鮮エリート層の動向を注視している。"),
        ("zh", "韩国政府正在密切关注朝鲜精英阶层的动向。COVID-19"),
        ("ru", "Правительство внимательно следит за ситуацией, были сообщения."),
        ("uk", "Уряд уважно стежить за ситуацією на півночі країни."),
        ("el", "Η κυβέρνηση παρακολουθεί στενά την κατάσταση."),
        ("ar", "تراقب الحكومة الوضع عن كثب."),
        ("fa", "دولت وضعیت را از نزدیک پیگیری می‌کند."),
        ("he", "הממשלה עוקבת מקרוב אחר המצב."),
        ("hi", "सरकार स्थिति पर बारीकी से नज़र रख रही है।"),
        ("th", "รัฐบาลกำลังติดตามสถานการณ์อย่างใกล้ชิด"),
    ],
)
def test_languages(language, text):
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", " \n", "12 345 …", "Xyzzy", "Seoul Pyongyang Kim Jong Un"])
def test_nothing_to_go_by(text):
    assert detect_language(text) == ""


def test_only_the_beginning_is_looked_at():
    english = "The situation in the north is what it was. " * 1000
    assert detect_language(english + "한국어로 쓴 글입니다. " * 50_000) == "en"


@given(st.text())
def test_never_fails(text):
    assert detect_language(text) == "" or len(detect_language(text)) == 2
