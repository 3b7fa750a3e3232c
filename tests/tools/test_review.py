"""The review as CI runs it: what it prints, sums up and hands to the comment, compared with what was agreed."""

import json
import os
import re
import stat
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from click.testing import CliRunner
from markdown_it import MarkdownIt

from kb.cli.main import main
from kb.files.load import load
from kb.testing import tree

ROOT = Path(__file__).parents[2]
EXPECTED = Path(__file__).parent / "expected"
SETTINGS = {"kb.toml": 'schema = 1\nas_of = "2026-06-01"\n'}
ARCHITECTURE = """\
services:
  checkout: {tier: 0, needs: [ledger]}
  ledger: {tier: 1, needs: none}
"""
OWNERSHIP = """\
teams: {shop: {}}
people: {ann: {team: shop}, bob: {team: shop}, cid: {team: shop}}
knowledge:
  checkout: {ann: operate, bob: operate}
  ledger: {ann: operate, cid: operate}
"""
BASE = SETTINGS | {"architecture/a.yml": ARCHITECTURE, "ownership/a.yml": OWNERSHIP}
LOSS = BASE | {"ownership/a.yml": OWNERSHIP.replace("bob: {team: shop}", "bob: {team: shop, until: 2026-05-01}")}


def test_a_loss_is_said_first_and_fails_only_if_asked(runner, pull_request, golden):
    checkout = pull_request(BASE, LOSS)
    done = runner.run("review.sh", checkout)
    assert (done.returncode, done.stderr) == (0, "")
    golden(EXPECTED / "loss.md", runner.summary)
    golden(EXPECTED / "loss.txt", done.stdout)
    assert "1 component is down to one operator" in runner.summary
    assert runner.outputs == {"failed": "false", "body": runner.summary.rstrip("\n")}
    assert runner.run("review.sh", checkout, KB_LOSS="single").returncode == 1
    assert runner.outputs["failed"] == "true"
    assert runner.run("review.sh", checkout, KB_LOSS="orphaned").returncode == 0


def test_a_change_without_a_loss_says_so(runner, pull_request):
    gain = BASE | {"ownership/a.yml": OWNERSHIP.replace("ann: operate, bob", "ann: operate, cid: operate, bob")}
    done = runner.run("review.sh", pull_request(BASE, gain))
    assert done.returncode == 0
    assert "**Not worse**: 1 gain" in runner.summary


def test_findings_fail_from_the_severity_asked_for_and_the_baseline_lets_be(runner, pull_request):
    checkout = pull_request(BASE, LOSS)
    assert runner.run("review.sh", checkout, KB_FAIL_ON="warning").returncode == 1
    assert runner.run("review.sh", checkout, KB_FAIL_ON="never").returncode == 0
    (checkout / "kb-baseline.toml").write_text(baseline_of(LOSS))
    assert runner.run("review.sh", checkout, KB_FAIL_ON="info").returncode == 0
    assert "0 mended" in runner.summary


def baseline_of(files):
    with TemporaryDirectory() as name:
        tree(Path(name), files)
        assert CliRunner().invoke(main, ["-C", name, "check", "--write-baseline"]).exit_code == 0
        return Path(name, "kb-baseline.toml").read_text()


def test_at_most_ten_annotations_of_a_kind_of_answer(runner, pull_request):
    many = BASE | {
        "architecture/b.yml": "services:\n"
        + "".join(f"  c-{number:02}: {{tier: 0, needs: none}}\n" for number in range(30))
    }
    done = runner.run("review.sh", pull_request(BASE, many))
    lines = done.stdout.splitlines()
    assert all(re.match("::(error|warning|notice) ", line) for line in lines)
    ends = [number for number, line in enumerate(lines) if line.endswith(" more; the summary of this step lists them")]
    assert ends == [10, 21]  # of the comparison and of the check
    assert lines[21].startswith("::notice title=Check::")


def test_errors_fail_and_are_shown(runner, pull_request, golden):
    wrong = BASE | {"architecture/a.yml": ARCHITECTURE.replace("tier: 1", "teir: 1")}
    done = runner.run("review.sh", pull_request(BASE, wrong))
    assert done.returncode == 1
    golden(EXPECTED / "errors.md", runner.summary)
    assert "::error file=architecture/a.yml,line=3," in done.stdout
    assert runner.outputs["failed"] == "true"


def test_a_base_that_cannot_be_read_fails_only_where_a_loss_should(runner, pull_request):
    wrong = BASE | {"architecture/a.yml": "services: [\n"}
    checkout = pull_request(wrong, BASE)
    assert runner.run("review.sh", checkout).returncode == 0
    assert runner.run("review.sh", checkout, KB_LOSS="any").returncode == 1


@pytest.mark.parametrize("folder", [".", "no-such-folder"])
def test_without_a_knowledge_base_there_is_no_answer(runner, pull_request, folder):
    done = runner.run("review.sh", pull_request({"README.md": "x"}, {"README.md": "y"}), KB_FOLDER=folder)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "knowledge base" in done.stderr or "is not a folder" in done.stderr
    assert "gave no answer" in runner.summary


def test_a_checkout_that_is_too_shallow_says_what_to_write(runner, pull_request):
    checkout = pull_request(BASE, LOSS, depth=1)
    assert runner.run("review.sh", checkout).returncode == 0
    assert "`fetch-depth: 2` brings it" in runner.summary
    assert runner.run("review.sh", checkout, KB_LOSS="any").returncode == 1  # that there is no loss is not known


def test_the_base_may_be_named_and_the_folder_may_lie_below(runner, pull_request):
    inside = {f"ops/kb/{path}": text for path, text in BASE.items()}
    after = inside | {f"ops/kb/{path}": text for path, text in LOSS.items()}
    checkout = pull_request(inside, after)
    done = runner.run(
        "review.sh", checkout, KB_FOLDER="ops/kb", KB_BASE="HEAD^1", KB_REVIEW=str(runner.folder / "review.md")
    )
    assert done.returncode == 0
    assert runner.summary.startswith("<!-- holdfast review: ops/kb -->\n")
    assert "file=ops/kb/" in done.stdout
    assert (runner.folder / "review.md").read_text() == runner.summary


def test_elsewhere_than_on_github_it_prints_the_report(runner, pull_request):
    done = runner.run(
        "review.sh",
        pull_request(BASE, LOSS),
        GITHUB_ACTIONS=None,
        GITHUB_OUTPUT=None,
        GITHUB_STEP_SUMMARY=None,
        GITHUB_EVENT_PATH=None,
    )
    assert done.returncode == 0
    assert done.stdout.startswith("Check\n━━━━━\n")


# -- hostile pull requests -------------------------------------------------------------------------

PAYLOADS = (
    "@everyone @org/team see https://evil.example and ![x](https://evil.example/p.png)",
    "<img src=x onerror=alert(1)><script>alert(1)</script></details><!-- -->",
    "::error file=x::pwned\\n::set-output name=a::b\\n##[command]x ::stop-commands::t",
    "$(touch PWNED) `touch PWNED` ; touch PWNED | touch PWNED && touch PWNED",
    "[click](javascript:alert(1)) #1 GH-1 o/r#2 | a | b |",
    "${{ github.token }} ${GH_TOKEN} %0A::error::x",
    "\\u202eevil \\u200b zero \\e[31mred\\e[0m",
)


def hostile():
    """A change whose every text is a payload: titles, descriptions, ids that are none, suppressions, runbooks, comments."""
    services = "".join(
        f'  s-{n}: {{title: "{text}", tier: 0, description: "{text}", needs: none}}\n'
        for n, text in enumerate(PAYLOADS)
        if "\\e" not in text
    )
    people = "".join(f'  p-{n}: {{title: "{text}"}}\n' for n, text in enumerate(PAYLOADS) if "\\e" not in text)
    ids = "".join(f'  "{text}": {{tier: 1}}\n' for text in PAYLOADS)
    return {
        "architecture/h.yml": f"services:\n{services}{ids}",
        "ownership/h.yml": f"people:\n{people}knowledge:\n  ledger: {{}}\n  checkout: none\n",
        "runbooks/h.md": "".join(f"## {text}\n\n{text}\n\n" for text in PAYLOADS),
        "events/h.yml": "".join(f'"{text}": "{text}"\n' for text in PAYLOADS),
    }


@pytest.mark.parametrize("whole", [True, False], ids=["with faults", "without"])
def test_nothing_of_a_hostile_pull_request_acts(runner, pull_request, whole):
    change = hostile()
    if not whole:
        change = {"architecture/h.yml": change["architecture/h.yml"].partition('  "@')[0]}
    branch = "x;touch${IFS}PWNED;$(touch${IFS}PWNED)"
    checkout = pull_request(BASE, BASE | change, branch=branch)
    title = "\n".join(PAYLOADS)
    runner.event["pull_request"] |= {
        "title": title,
        "body": title,
        "head": {"ref": branch, "label": title},
        "base": {"ref": title, "sha": "$(touch PWNED)"},
    }
    done = runner.run("review.sh", checkout)
    assert done.returncode in (0, 1)
    assert not list(runner.folder.parent.rglob("PWNED*"))
    for line in done.stdout.splitlines():  # each line is one command of ours, and none begins inside of it
        assert re.match("::(error|warning|notice) [^\r\n]*$", line)
        assert "##[" not in line
    assert done.stderr == ""
    assert runner.outputs.keys() == {"failed", "body"}
    assert_inert(runner.summary)
    assert len(runner.summary) < 65_000
    assert runner.run("comment.sh", checkout, KB_BODY=runner.outputs["body"]).returncode == 0
    assert runner.asked[-1]["body"].rstrip("\n") == runner.summary.rstrip("\n")


def test_what_goes_wrong_is_quoted_and_not_obeyed(runner, pull_request):
    said = runner.folder / "said"
    said.write_text("\n".join(["```", *PAYLOADS, "</pre>", "    ~~~"]))
    runner.program("kb", f"#!/bin/sh\ncat '{said}' >&2\nexit 2\n")
    done = runner.run("review.sh", pull_request(BASE, LOSS))
    assert (done.returncode, done.stdout) == (2, "")
    assert not [line for line in done.stderr.splitlines() if line.startswith("::") or "##[" in line]
    assert runner.summary.count("gave no answer (exit code 2)") == 2
    assert "@everyone" in runner.summary
    assert_inert(runner.summary)


ENGINE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OWN = re.compile(
    r"<!-- holdfast review: [A-Za-z0-9._/-]* -->|<details(?: open)?><summary>(?:[^<>]|</?code>)*</summary>|</details>"
)
LIVE = re.compile(r"@[A-Za-z]|://|www\.|#\d|\bGH-\d|\$[A-Za-z{(]", re.IGNORECASE)


def assert_inert(markdown):
    """No HTML but ours, no link, no image, and nothing GitHub acts on outside of code."""
    todo = ENGINE.parse(markdown)
    while todo:
        token = todo.pop()
        todo += token.children or []
        assert token.type not in {"link_open", "image", "html_inline", "s_open"}, token
        if token.type == "html_block":
            assert OWN.fullmatch(token.content.strip()), token
            assert not LIVE.search(re.sub("<code>.*?</code>", "", token.content))
        if token.type in {"text", "text_special"}:
            assert not LIVE.search(token.content), token
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u200b-\u200f]", markdown)


# -- the comment -----------------------------------------------------------------------------------

BODY = "<!-- holdfast review: . -->\n## Holdfast\n\n> **Worse**: `x`\n"


def test_the_first_review_is_a_new_comment(runner):
    done = runner.run("comment.sh", runner.folder, KB_BODY=BODY, GH_TOKEN="t")
    assert (done.returncode, done.stdout) == (0, "")
    listed, posted = runner.asked
    assert listed["argv"][:3] == ["api", "repos/o/r/issues/7/comments?per_page=100", "--paginate"]
    assert posted["argv"][:5] == ["api", "--silent", "--method", "POST", "repos/o/r/issues/7/comments"]
    assert posted["body"] == BODY + "\n"
    assert posted["mark"] == "<!-- holdfast review: . -->"


@pytest.mark.skipif(
    not any(Path(folder, "jq").exists() for folder in ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")),
    reason="stands in for gh's own jq",
)
def test_the_next_review_updates_it_and_never_that_of_a_person(runner):
    comments = [
        {"id": 1, "user": {"type": "User"}, "body": BODY},
        {"id": 2, "user": {"type": "Bot"}, "body": "something else"},
        {"id": 3, "user": {"type": "Bot"}, "body": None},
        {"id": 4, "user": {"type": "Bot"}, "body": "<!-- holdfast review: other -->\nof another base"},
        {"id": 5, "user": {"type": "Bot"}, "body": BODY + "old"},
        {"id": 6, "user": {"type": "Bot"}, "body": BODY + "older"},
    ]
    runner.answers.write_text(json.dumps(comments))
    assert runner.run("comment.sh", runner.folder, KB_BODY=BODY).returncode == 0
    assert runner.asked[-1]["argv"][:5] == ["api", "--silent", "--method", "PATCH", "repos/o/r/issues/comments/5"]


def test_where_it_may_not_write_the_summary_has_to_do(runner):
    runner.refuses.touch()
    done = runner.run("comment.sh", runner.folder, KB_BODY=BODY)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[-1].startswith("::notice title=Holdfast::the comment could not be written")
    assert not [line for line in lines[:-1] if line.startswith("::") or "##[" in line]
    assert len(runner.asked) == 1


@pytest.mark.parametrize(
    "event", [{}, {"pull_request": None}, {"pull_request": {"number": "7; rm -rf /"}}, {"issue": {"number": 7}}]
)
def test_without_a_pull_request_there_is_no_comment(runner, event):
    runner.event = event
    done = runner.run("comment.sh", runner.folder, KB_BODY=BODY)
    assert (done.returncode, runner.asked) == (0, [])
    assert "this is no pull request" in done.stdout


@pytest.mark.parametrize(
    "body", ["", "hello", "<!-- holdfast review: x --><b>", '<!-- holdfast review: ") or true -->\n']
)
def test_what_is_no_review_is_not_written(runner, body):
    done = runner.run("comment.sh", runner.folder, KB_BODY=body)
    assert (done.returncode, runner.asked) == (0, [])


# -- the actions, step by step ---------------------------------------------------------------------


def steps_of(action, runner, cwd, inputs, monkey=None):
    """Run the steps of a composite action as the runner does: inputs into `env`, the path file into PATH; return exit codes."""
    folder, codes = ROOT / Path(action).parent, []
    declared = {name: entry.get("default", "") for name, entry in document(action)["inputs"].items()} | inputs
    for step in document(action)["runs"]["steps"]:
        env = {
            key: declared[re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)[1]]
            for key, value in step.get("env", {}).items()
        }
        path_file = runner.folder / "path"
        extra = path_file.read_text().split() if path_file.exists() else []
        env |= {"PATH": os.pathsep.join([*reversed(extra), os.environ["PATH"], str(runner.bin)])}
        env |= {
            "GITHUB_ACTION_PATH": str(monkey or folder),
            "RUNNER_TEMP": str(runner.folder),
            "GITHUB_PATH": str(path_file),
        }
        (runner.folder / "step").write_text(f"#!/bin/bash\n{step['run']}")
        (runner.folder / "step").chmod(0o755)
        done = runner.run(str(runner.folder / "step"), cwd, **env)
        codes.append((done.returncode, done.stderr))
    return codes


def test_the_review_action_runs_step_by_step(runner, pull_request, tmp_path):
    """All but the installation itself, which `make` uses every day: its place is taken by a script that puts `kb` there."""
    action = tmp_path / "action"
    (action / "tools").mkdir(parents=True)
    (action / "tools/review.sh").symlink_to(ROOT / "tools/review.sh")
    install = (
        f'#!/bin/sh\nset -e\ntest "$1 $APT" = "runtime no"\nmkdir -p "$VENV/bin"\ncp {runner.bin}/kb "$VENV/bin/kb"\n'
    )
    (action / "tools/environment.sh").write_text(install)
    (action / "tools/environment.sh").chmod(0o755)
    checkout = pull_request(BASE, LOSS)
    assert steps_of("action.yml", runner, checkout, {"loss": "single"}, action) == [(0, ""), (1, "")]
    assert (runner.folder / "path").read_text() == f"{runner.folder}/holdfast/path\n"
    assert [(file.name, file.resolve().is_file()) for file in (runner.folder / "holdfast/path").iterdir()] == [
        ("kb", True)
    ]
    assert runner.outputs["failed"] == "true"
    comment = steps_of(
        ".github/actions/comment/action.yml", runner, checkout, {"body": runner.outputs["body"], "token": "t"}
    )
    assert comment == [(0, "")]
    assert "1 component is down to one operator" in runner.asked[-1]["body"]


# -- the files around ------------------------------------------------------------------------------


def document(path):
    return yaml.safe_load((ROOT / path).read_text("utf-8"))


@pytest.mark.parametrize("path", ["action.yml", ".github/actions/comment/action.yml"])
def test_inputs_reach_a_script_only_through_the_environment(path):
    action = document(path)
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
        for script in re.findall(r'"\$GITHUB_ACTION_PATH/([^"]*)"', step["run"]):
            file = (ROOT / path).parent / script
            assert file.stat().st_mode & stat.S_IXUSR
    for entry in action["inputs"].values():
        assert entry["description"]
        assert "default" in entry or entry["required"]


def test_every_setting_of_the_action_is_one_the_script_knows():
    script = (ROOT / "tools/review.sh").read_text("utf-8")
    for step in document("action.yml")["runs"]["steps"]:
        for name in step.get("env", {}):
            assert re.search(rf"^#   {name} ", script, re.MULTILINE)
    assert set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text("utf-8"))) == set(
        document("action.yml")["inputs"]
    )


def workflows():
    found = {file.name: file.read_text("utf-8") for file in (ROOT / ".github/workflows").glob("*.yml")}
    blocks = re.findall(r"```yaml\n(# \.github/workflows/.*?)```", (ROOT / "docs/ci.md").read_text("utf-8"), re.DOTALL)
    assert blocks
    return found | {f"docs/ci.md {number}": text for number, text in enumerate(blocks)}


@pytest.mark.parametrize("name", sorted(workflows()))
def test_a_workflow_has_the_least_rights_and_pins_what_it_uses(name):
    text = workflows()[name]
    workflow = yaml.safe_load(text)
    triggers = workflow[True]  # YAML 1.1 reads `on` as true
    assert "pull_request_target" not in triggers
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        rights = job["permissions"]
        assert rights in ({"contents": "read"}, {"pull-requests": "write"})
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            used = step.get("uses", "./")
            assert used.startswith("./") or re.search(r"@(?:[0-9a-f]{40}|COMMIT)$", used)
            if used.startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
                assert rights == {"contents": "read"}  # whoever may write sees no files of the change
    assert "secrets." not in text


def test_the_recipe_passes_inputs_that_exist():
    for text in workflows().values():
        for job in yaml.safe_load(text)["jobs"].values():
            for step in job["steps"]:
                used = step.get("uses", "")
                if "holdfast" in used:
                    path = ".github/actions/comment/action.yml" if "/comment@" in used else "action.yml"
                    assert set(step.get("with", {})) <= set(document(path)["inputs"])


def test_scripts_do_not_read_the_words_of_an_event():
    for name in ("review.sh", "comment.sh"):
        text = (ROOT / "tools" / name).read_text("utf-8")
        assert not re.search(r'GITHUB_HEAD_REF|GITHUB_BASE_REF|GITHUB_REF\b|"title"|"label"|\["head"\]|eval', text)
        assert "set -euo pipefail" in text


def test_a_base_made_for_the_tests_is_one(tmp_path):
    assert load(tree(tmp_path, BASE)).findings == ()
    assert load(tree(tmp_path, LOSS)).findings == ()
