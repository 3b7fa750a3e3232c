"""kb check: every fault in the files, and what is thin or stale."""

import os
import sys
from typing import TYPE_CHECKING, Any, Final

import click

from kb.cli.baseline import Writing, write_check, writing_options
from kb.cli.options import at_option, complete_paths, draw, format_option, note, output_option
from kb.cli.session import Session, session_command
from kb.errors import NothingHereError, UsageError
from kb.model.finding import BASELINE, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from kb.analyses.check.report import CheckReport
    from kb.files.baseline import Read

_EPILOG: Final = """\b
Examples:
  kb check                        everything found, errors first
  kb check .                      advice in full, too
  kb check ownership              what lies there only
  kb check --rule owner-known     one rule only
  kb check --fail-on warning      exit 1 if anything is thin or stale, too
  kb check --at 2026-12-31        as it will stand on another date
  kb check --questions 5          the five unknowns most worth asking about
  kb check -f sarif -o kb.sarif   for code scanning
  kb check --write-baseline       let what stands be: only what is new fails
  kb explain owner-known          the manual page of a finding
"""


def _rules(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from kb import plugs
    from kb.analyses.check import rules
    from kb.files import faults

    return [name for name in sorted({*plugs.names(rules), *plugs.names(faults)}) if name.startswith(incomplete)]


@click.command("check", epilog=_EPILOG)
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=complete_paths)
@at_option
@click.option(
    "--rule", "rules", metavar="ID", multiple=True, shell_complete=_rules, help="Only what this rule finds; repeatable."
)
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), "never"]),
    default="error",
    show_default=True,
    help="Exit 1 if anything at least this serious is found.",
)
@click.option(
    "--questions", type=click.IntRange(min=0), default=0, metavar="N", help="Ask about the N weightiest unknowns."
)
@writing_options
@click.option("--no-baseline", is_flag=True, help="Judge and show what the baseline lets be, too.")
@format_option("text", "json", "markdown", "comment", "github", "sarif", "junit")
@output_option
@session_command
def command(
    session: Session,
    paths: tuple[str, ...],
    at: str | None,
    rules: tuple[str, ...],
    fail_on: str,
    questions: int,
    writing: Writing,
    no_baseline: bool,
    format_name: str,
    output: str | None,
) -> None:
    """Find every fault in the files, and where the organisation is thin or stale.

    Errors: the files are wrong. Warnings: the organisation is thin or stale at the date. Advice: worth knowing.
    Exits 1 if anything at or over --fail-on is found, else 0.

    With PATH or --rule only what lies there, or what that rule finds, is shown and judged. Advice is shown where it is
    asked for: by a PATH (`.` is all of it), a --rule, or --fail-on info; else only counted.

    --questions shows nothing but the questions, by their weight: where the answer changes what is known of all that
    cannot work without the component (who operates it, who owns it, what it stands on), its blast radius; else the weight of its
    own tier. `kb explain blast-radius` says more.

    With --write-baseline, what is found now is let be from then on, by rule and subject, in kb-baseline.toml; errors
    never are. Written again, it loses what has been mended since.
    """
    from kb.analyses.check.assess import assess
    from kb.documents.check import describe, describe_questions
    from kb.files.excerpts import excerpts
    from kb.files.load import SUPPRESSIBLE
    from kb.files.places import Places
    from kb.files.tree import misnamed

    when, loaded = session.at(at), session.loaded
    if not loaded.files and not loaded.findings:
        raise NothingHereError(
            f"nothing to check: {session.place} holds no file of a knowledge base; `kb init` makes one"
        )
    is_narrow = bool(paths or rules)
    writing.refuse({"--no-baseline": no_baseline, "--questions": questions > 0, "PATH or --rule": is_narrow})
    if questions and is_narrow:
        raise UsageError("--questions asks about the whole: leave PATH and --rule out")
    known, wrong = (None, ()) if no_baseline else _baseline(session)
    report = assess(
        loaded.base,
        (*loaded.findings, *wrong),
        when.instant,
        files=loaded.files,
        certain=_certain() if loaded.base.suppressions else frozenset(),
        doubtful=SUPPRESSIBLE,
        questions=questions,
        baseline=known.check if known else None,
        most=sys.maxsize if writing.wanted or is_narrow else None,
        places=Places(session.place),
    )
    if writing.wanted:
        write_check(session, when, report, writing)
        return
    options = _options(format_name, session, fail_on, report.baseline is not None)
    if is_narrow:
        from kb.analyses.check.narrow import narrowed
        from kb.cli.check_narrow import narrow

        report = narrowed(report, narrow(session, paths, rules))
    if questions:
        document = describe_questions(report, when.line)
    else:
        advice = is_narrow or fail_on == Severity.INFO.value
        shown = [item for item in report.findings if item.is_open and (advice or item.severity is not Severity.INFO)]
        frames = excerpts(session.place, shown) if format_name in ("text", "markdown") else {}
        document = describe(report, when.line, frames, advice=advice)
    draw(report, document, format_name, output, **options)
    for name, folder in misnamed(session.place):
        note(f"{name}/ holds YAML that nothing reads: what it is about goes to a file in {folder}/.")
    _judge(report, fail_on)


def _certain() -> frozenset[str]:
    """Return the faults that cannot be let be."""
    from kb import plugs
    from kb.files import faults
    from kb.files.load import SUPPRESSIBLE

    return frozenset(plugs.names(faults)) - SUPPRESSIBLE


def _judge(report: "CheckReport", fail_on: str) -> None:
    """Fail if something at least as serious as said was found, and name the rules."""
    if fail_on == "never" or not report.counts.at_or_over(Severity(fail_on)):
        return
    from kb.cli.failing import fail
    from kb.model.saying import count

    why = {}
    for severity, many in zip(Severity, report.counts, strict=False):
        if severity.rank <= Severity(fail_on).rank and many:
            found = [item.rule for item in report.findings if item.is_open and item.severity is severity]
            why[f"({count(many, severity.value)})"] = found
    fail(f"--fail-on {fail_on}", why)


def _baseline(session: Session) -> "Read | tuple[None, tuple[()]]":
    """Return the baseline and the faults in it; where there is none, what reads it is not imported."""
    if not os.path.lexists(os.path.join(session.place, BASELINE)):  # noqa: PTH118 - pathlib is slow to import
        return None, ()
    from kb.files import baseline

    return baseline.read(session.root)


def _options(format_name: str, session: Session, fail_on: str, has_baseline: bool) -> dict[str, Any]:
    """Return what a format wants to know beside the report."""
    if format_name == "junit":
        failing = Severity.ERROR if fail_on == "never" else Severity(fail_on)
        return {"fail_on": failing, "prefix": _prefix(session.root)}
    if format_name not in ("github", "sarif"):
        return {}
    options: dict[str, Any] = {"prefix": _prefix(session.root)}
    if format_name == "sarif":
        from kb.cli.explain import pages

        options["baseline"] = has_baseline
        options["summaries"] = {page.id: page.summary for page in pages(("rule", "fault"))}
    return options


def _prefix(root: "Path") -> str:
    """Return the folder of a knowledge base within its repository, which is where such formats count paths from."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            return root.relative_to(folder).as_posix().removeprefix(".")
    return ""
