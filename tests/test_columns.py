from annotate_tui import columns


def test_the_annotation_columns_are_the_promised_ones_in_order():
    promised = (
        "tag text speaker speaker_text speaker_role named note context title published link value "
        "low high qualifier change unit counted as_of cue quote_mode said_when restated stated_as "
        "check_worthy verdict evidence evidence_url source site authors article_updated "
        "retrieved_at language paragraph_no sentence_no start_char end_char anchor origin guessed "
        "coder coded_at changed_at article_note part_of id article_id text_sha256 prefix suffix"
    )
    assert " ".join(columns.annotation_columns()) == promised


def test_fields_without_a_column_and_variables_follow():
    got = columns.annotation_columns(["speaker", "tone", "value", "tone"], ["outlet", "outlet"])
    assert got[: len(columns.ANNOTATION_COLUMNS)] == columns.ANNOTATION_COLUMNS
    assert got[len(columns.ANNOTATION_COLUMNS) :] == ("field.tone", "article.outlet")


def test_field_columns_are_annotation_columns_in_the_same_order():
    places = [columns.ANNOTATION_COLUMNS.index(name) for name in columns.FIELD_COLUMNS]
    assert places == sorted(places)


def test_article_columns_count_each_tag_path():
    got = columns.article_columns(["claim", "claim/numeric"], ["outlet"])
    assert got[-6:] == (
        "annotations",
        "count.claim",
        "count.claim/numeric",
        "text_sha256",
        "id",
        "article.outlet",
    )


def test_no_name_twice():
    for names in (columns.annotation_columns(), columns.article_columns()):
        assert len(set(names)) == len(names)
