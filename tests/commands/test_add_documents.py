"""`annotate add` of PDF and RTF files, as a user runs it."""

from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "loaders" / "samples"


def test_a_pdf_and_an_rtf_come_in(annotate):
    found = annotate.run("add", str(SAMPLES / "newspaper.pdf"), str(SAMPLES / "letter.rtf"))
    assert found.returncode == 0, found.stderr
    assert found.stdout.decode().splitlines() == [
        "Added as article 1: “Old bridge to close after forty years of repairs”.",
        "Added as article 2: “The old bridge”.",
    ]
    assert b"the harbour board said" in annotate.run("search", "harbour board").stdout


def test_a_pdf_that_is_cut_off_is_refused_in_a_sentence(annotate, tmp_path):
    cut = tmp_path / "cut.pdf"
    cut.write_bytes((SAMPLES / "newspaper.pdf").read_bytes()[:2000])
    found = annotate.run("add", str(cut))
    assert (found.returncode, found.stdout) == (1, b"")
    assert found.stderr.decode() == (
        f"annotate: {cut} is damaged or cut off, so no page can be read: get it again.\n"
    )
    assert annotate.run("list").stdout.count(b"cut.pdf") == 0
