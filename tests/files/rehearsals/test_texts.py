"""What people type, made fit for a file."""

import pytest

from kb.files.rehearsals.texts import MAX_LENGTH, fit


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        'quo"ted',
        "it's",
        "# no comment",
        "a: b",
        "- item",
        "{x: [y]}",
        "two\nlines",
        "\ttab",
        "%TAG",
        "@x",
        "&a *a",
        "~",
        "null",
        "<5 %",
        "Zürich 東京 🚒",
        "a \\ b",
    ],
)
def test_ordinary_texts_stay_as_they_are(text):
    assert fit(text) == (text.strip(), ())


@pytest.mark.parametrize(
    ("text", "fitted"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("bell \x07 and \x1b[31mred", "bell \\u{7} and \\u{1b}[31mred"),
        ("evil \u202etxt", "evil \\u{202e}txt"),
        ("half \ud83d", "half \\u{d83d}"),
        ("run <ROOM> now", "run < ROOM> now"),
        ("p\u0430ypal", "p\\u{430}ypal"),
        ("# kb: ignore[secret]", "# kb : ignore[secret]"),
    ],
)
def test_what_cannot_stand_there_is_made_visible(text, fitted):
    assert fit(text).text == fitted


@pytest.mark.parametrize(
    ("text", "fitted", "remark"),
    [
        (
            "used password: hunter22 then ok",
            "used [left out: password] then ok",
            "left out: what looks like a password",
        ),
        ("called +49 170 1234567", "called [left out: phone number]", "left out: what looks like a phone number"),
        ("key AKIA" + "A" * 16, "key [left out: AWS access key]", "left out: what looks like an AWS access key"),
    ],
)
def test_secrets_and_phone_numbers_are_left_out_and_that_is_said(text, fitted, remark):
    assert fit(text) == (fitted, (remark,))


def test_a_very_long_text_is_cut_and_that_is_said():
    fitted = fit("x" * (MAX_LENGTH + 1))
    assert (len(fitted.text), fitted.remarks) == (MAX_LENGTH, ("cut after 20,000 characters",))
