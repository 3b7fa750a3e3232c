"""What must not stand in a text is found, what is only like it is not; and what looks fast overlooks nothing."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.files import prose
from kb.testing import read

PHONES = """\
+49-170-1234567|+49 30 901820|+49 (0)30 901820|+44 20 7946 0958|+1 202 555 0143|+12025550143|tel:+4930901820|(555) 123-4567
555-123-4567|555.123.4567|1-800-555-0199|0170 1234567|0170/1234567|01701234567|0171 123 45678|030 901820|030/901820|0800 123456
020 7946 0958|(020) 7946 0958|(0)30 901820|(0)30 90182-0|06 12 34 56 78|06.12.34.56.78|0049 30 901820|Tel.: 030-90182-0
mobile 0151 23456789|tel 004930901820|call ann at 0170-1234567|Ruf 030 90 18 20""".replace("\n", "|").split("|")

NO_PHONES = """\
latency (100) 200-3000|+1 500 2000 10000 rps|+2000 3000 rps|+500 users|100000 rps|8080|call 5000000 times|call 2 people, 3000 users|cap 140,000 held
2026-01-02|02.01.2026|01/02/2026|06 12 2026|call 01.02.2026|07 08 09|2026-09-09T08:00:00+02:00|08:00-10:00|call at 0800-1000|at 0830 10000 users join
from 0700 100000 listeners|0.5 0.75|p99 0.120 s|step 01 of 10|v1.20.555.0199|10.0.0.1:8080|127.000.0001|010.123.45.6|00042|build 0123456
order 00012345678|INC01701234567|ticket 0042|sha 0170abcdef1234|id 0000-0002-1825-0097|ISBN 0-306-40615-2|ISSN 0378-5955|room 0815|call 911""".replace(
    "\n", "|"
).split("|")

SECRETS = """\
sk_live_iK2ZWeqhFWCEPyYngFb51yBM|rk_live_iK2ZWeqhFWCEPyYngFb51yBM|SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf-09kqeF8tAmbihYzrnopKc
https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX|AKIAABCDEFGHIJKLMNOP|ghs_abcdefghijklmnopqrst12|xoxb-12345678
github_pat_abcdefghijklmnopqrst|glpat-abcdefghijklmnop|AIzaabcdefghijklmnopqrstuvwxyz0123|-----BEGIN RSA PRIVATE KEY-----|sk-abcdefghijklmnopqrst
eyJhbGciOiJI.eyJzdWIiOiIx|https://ann:hunter22@db|Passwort: geheim123|password: correct-horse-battery|password=hunter2hunter|password: hunter22 for admin
"password": "hunter2hunter2"|DB_PASSWORD='hunter22'|PASSWORD: `hunter22`|PGPASSWORD=geheim psql|secret: "s3cr3tvalue"|api_key: 0123456789
export STRIPE_API_KEY=abcdef123|export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY|aws_secret_access_key = wJalrXUtnFEMIK7MDENG
token=abcdef0123456789abcdef|vault token: s.abcDEF123456|CI_TOKEN=abcdefgh|GITLAB_TOKEN=x9x9x9x9|Authorization: Bearer abcdef0123456789abcdef
curl -H "Authorization: Bearer abcdefghijklmnop" x|Authorization: Basic dXNlcjpwYXNzd29yZA==""".replace(
    "\n", "|"
).split("|")

NO_SECRETS = """\
password: <your password>|password: $DB_PASSWORD|PGPASSWORD=$PW psql|TOKEN={{ token }}|password: {{ vault }}|GITHUB_TOKEN=${GITHUB_TOKEN}|token: ${{ secrets.TOKEN }}
PASSWORD=YOUR_PASSWORD|API_KEY=<key>|Authorization: Bearer $TOKEN|Authorization: Bearer <token>|Authorization: Bearer YOUR_TOKEN_GOES_HERE|secret=%PAY_SECRET%
password: xxxxxxxx|password: ********|secret: vault:secret/data/pay#key|secret: op://pay/db/password|password: vault/pay/admin|PASSWORD_FILE=/run/secrets/pay
password: /run/secrets/pay|api_key: process.env.PAY_KEY|password: env:PAY_PASSWORD|secret: arn:aws:secretsmanager:eu|secret: stored in Vault path secret/data/pay
password: see 1Password, vault pay|password: ask the on-call lead|password: kept in the safe|password: break-glass account in the vault|the secret: nobody knows
The password is in the vault under pay/admin.|password: written where it is kept|token: rotate every week|token bucket: 100 per second|MAX_TOKENS=4096
TOKEN_TTL=3600s|SECRET_NAME=pay-database|secretary: someone-else|secret: none|page_token: <page>""".replace(
    "\n", "|"
).split("|")


def rules(text):
    return {fault.rule for fault in prose.faults(text)}


@pytest.mark.parametrize("text", PHONES)
def test_a_phone_number_however_it_is_written(text):
    assert rules(f"at night {text}, please") == {"phone-number"}
    assert rules(text) == {"phone-number"}


@pytest.mark.parametrize("text", NO_PHONES)
def test_amounts_dates_ids_and_versions_are_no_phone_numbers(text):
    assert "phone-number" not in rules(text)
    assert "phone-number" not in rules(f"about {text} or so")


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_in_the_forms_it_has(text):
    assert rules(text) == {"secret"}
    assert "secret" in rules(f"use {text}")


@pytest.mark.parametrize("text", NO_SECRETS)
def test_a_placeholder_and_where_it_is_kept_are_no_secrets(text):
    assert "secret" not in rules(text)


_PIECES = [
    *PHONES, *SECRETS, "password", "passwd", "Passwort", "secret", "api_key", "API-KEY", "token", "TOKEN", "authorization", "bearer", "tel", "call",
    *" \"'`()[]{}<>@/+-_.,:;=#|", " ", " ", ": ", "=", "0", "00", "01", "7", "123", "4567", "901820", "eyJ", "://", "K", "\u017f", "\u0663", "\u00e9",
]  # fmt: skip


def overlooked(text, data):
    kinds = {"secret": "secrets", "phone-number": "phones", "raw-html": "html"}
    could = prose.suspects(data)
    return [fault for fault in prose.faults(text) if fault.rule in kinds and not getattr(could, kinds[fault.rule])]


@given(st.lists(st.sampled_from(_PIECES), max_size=7).map("".join))
def test_what_is_found_the_fast_look_lets_through(text):
    assert overlooked(text, text.encode()) == []
    assert (
        overlooked(text, f"services:\n  pay: {{description: '{text.replace(chr(39), chr(39) * 2)}'}}\n".encode()) == []
    )
    assert overlooked(text, text.replace(" ", "\n    ").encode()) == []  # lines that YAML folds into one


@given(st.sampled_from([*PHONES, *SECRETS]), st.randoms(use_true_random=False))
def test_what_is_found_with_letters_changed_the_fast_look_lets_through(text, chance: random.Random):
    letters = list(text)
    for _ in range(chance.randrange(3)):
        letters[chance.randrange(len(letters))] = chance.choice("aZ09 -_./:=\"'")
    changed = "".join(letters)
    assert overlooked(changed, changed.encode()) == []


@given(st.lists(st.sampled_from([*_PIECES, "\n"]), max_size=7).map("".join))
def test_what_is_found_in_a_line_is_not_narrowed_away(text):
    could = prose.narrowed(prose.ALL, text)
    found = {fault.rule for line in text.split("\n") for fault in prose.faults(line)}
    assert could.secrets or "secret" not in found
    assert could.phones or "phone-number" not in found


@pytest.mark.parametrize("word", ["ΔT", "μs", "Ωm", "λx", "Жtest", "naïve", "ΔΤ"])
def test_letters_that_no_latin_one_looks_like_may_stand_beside_latin_ones(word):
    assert rules(word) == set()


@pytest.mark.parametrize(
    "word", ["P\u0430yments", "g\u0430teway", "\u0391lpha", "c\u03bfde", "\u0455ystem", "\u13aapple", "\u051bueue"]
)
def test_letters_that_a_latin_one_looks_like_may_not(word):
    assert rules(word) == {"confusable"}


def test_a_number_and_a_secret_in_a_file_are_shown_in_their_line():
    found = read(
        {
            "architecture/a.yml": "services:\n  a:\n    description: |\n      x\n      0170 1234567\n      CI_TOKEN=abcdefgh\n"
        }
    )
    assert [(item.rule, item.source.line, item.source.column) for item in found.findings] == [
        ("phone-number", 5, 7), ("secret", 6, 10)
    ]  # fmt: skip
