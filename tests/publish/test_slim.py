from kb.publish.slim import prune, tightened


def test_white_space_goes_and_what_is_preformatted_stays():
    html = "<div>\n\n   <p>a\n  b</p>\n</div><pre>\n  x\n\n  y</pre>\n <script>\n  1\n</script>\n\n<p>z</p>"
    assert tightened(html) == "<div><p>a\nb</p></div><pre>\n  x\n\n  y</pre>\n<script>\n  1\n</script><p>z</p>"


def test_plain_signs_are_written_plainly_and_markup_never():
    assert (
        tightened("a&#46; &#60;b&#62; &#38; &#34; &#39; &#96; &#58; &#955; &#10;")
        == "a. &#60;b&#62; &#38; &#34; &#39; &#96; : &#955; &#10;"
    )


def test_a_tightened_page_can_be_tightened_again():
    once = tightened("<p>&#38;#60;script&#38;#62;</p>\n\n<p>x</p>")
    assert tightened(once) == once
    assert "<script>" not in once


def test_files_of_languages_that_are_not_spoken_are_removed(tmp_path):
    lunr = tmp_path / "assets" / "javascripts" / "lunr" / "min"
    lunr.mkdir(parents=True)
    (lunr / "lunr.de.min.js").write_text("x")
    (lunr.parent.parent / "bundle.js").write_text("x")
    (lunr.parent.parent / "bundle.js.map").write_text("x")
    prune(tmp_path, "de")
    assert (lunr / "lunr.de.min.js").exists()
    prune(tmp_path, "en")
    assert [file.name for file in (tmp_path / "assets").rglob("*") if file.is_file()] == ["bundle.js"]


def test_a_blank_between_words_stays_a_blank():
    assert tightened("<p><a>one</a>\n<span>two</span>\n three</p>") == "<p><a>one</a>\n<span>two</span>\nthree</p>"
