#!/usr/bin/env bash
# Reviews a change to a knowledge base: what it gains and loses, and what is wrong, thin or stale now. For any CI; the
# action in `action.yml` is this script. It needs git, and no network, token or secret.
#
# Settings, all optional, from the environment (never from arguments: those of a workflow are easily made of foreign text):
#   KB             the command (default: kb)
#   KB_FOLDER      the folder of the knowledge base (default: where the script is started)
#   KB_BASE        the commit to compare with (default: what a pull request is merged into, else the commit before)
#   KB_FAIL_ON     exit 1 if `kb check` finds anything at least this serious (default: error)
#   KB_LOSS        exit 1 on such a loss, as `kb diff --fail-on` takes it (default: none)
#   KB_REVIEW      a file to write the review to, as Markdown
#   GITHUB_ACTIONS, GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, GITHUB_EVENT_PATH   as GitHub sets them
#
# Exit code: 0 nothing that fails, 1 something, 2 there is no answer.
set -euo pipefail

kb="${KB:-kb}"
folder="${KB_FOLDER:-.}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

answer() { # NAME COMMAND...: the answer to $work/NAME.md, or what went wrong instead; sets `code`
  local name="$1"
  shift
  code=0
  "$kb" -C "$folder" "$@" >"$work/$name.md" 2>"$work/$name.err" || code=$?
  if [ "$code" -gt 1 ]; then
    # Four blanks make a code block, which nothing inside can end.
    { printf '### `kb %s` gave no answer (exit code %s)\n\n' "$1" "$code"; head -c 4000 "$work/$name.err" | sed 's/^/    /'; echo; } >"$work/$name.md"
  fi
}

is_commit() { git -C "$folder" rev-parse --quiet --verify "$1^{commit}" >/dev/null 2>&1; }

base_of_event() { # the commit a pull request is to be merged into, as the event says
  [ -r "${GITHUB_EVENT_PATH:-}" ] || return 0
  python3 -c '
import json, re, sys
event = json.load(open(sys.argv[1], encoding="utf-8"))
found = ((event.get("pull_request") or {}).get("base") or {}).get("sha")
print(found if isinstance(found, str) and re.fullmatch("[0-9a-f]{40,64}", found) else "")
' "$GITHUB_EVENT_PATH"
}

find_base() { # on a pull request GitHub checks out the merge: its first parent is the base, whatever the branches are called
  local event
  if [ -n "${KB_BASE:-}" ]; then printf '%s\n' "$KB_BASE"; return; fi
  event="$(base_of_event)"
  if [ -n "$event" ] && ! is_commit 'HEAD^2' && is_commit "$event"; then printf '%s\n' "$event"; return; fi
  if is_commit 'HEAD^1'; then git -C "$folder" rev-parse --short=12 --verify 'HEAD^1^{commit}'; fi
}

# --- the answers -----------------------------------------------------------------------------------------------------

failed=false
lost=()
[ -z "${KB_LOSS:-}" ] || lost=(--fail-on "$KB_LOSS")
compared=false
base="$(find_base)"
if [ -n "$base" ]; then
  answer diff diff "$base" ${lost[@]+"${lost[@]}"} --format comment
  [ "$code" -gt 1 ] || compared=true
  # That a comparison is impossible fails nothing, unless a loss should: then it cannot be known that there is none.
  if [ "$code" -eq 1 ] || { [ "$code" -gt 1 ] && [ -n "${KB_LOSS:-}" ]; }; then failed=true; fi
else
  printf '### Not compared\n\nThe commit before is not in this checkout: `fetch-depth: 2` brings it.\n' >"$work/diff.md"
  [ -z "${KB_LOSS:-}" ] || failed=true
fi

answer check check --fail-on "${KB_FAIL_ON:-error}" --format comment
no_answer=false
if [ "$code" -gt 0 ]; then failed=true; fi
if [ "$code" -gt 1 ]; then no_answer=true; fi

# --- where they go ---------------------------------------------------------------------------------------------------

place="$(printf '%s' "$folder" | tr -cd 'A-Za-z0-9._/-' | sed 's/--*/-/g')"
{
  printf '<!-- holdfast review: %s -->\n## Holdfast\n\n' "$place" # the first line finds the comment to update
  cat "$work/diff.md"
  echo
  cat "$work/check.md"
} >"$work/review.md"

[ -z "${KB_REVIEW:-}" ] || cp "$work/review.md" "$KB_REVIEW"
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || cat "$work/review.md" >>"$GITHUB_STEP_SUMMARY"
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  end="end-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" # nobody can write a line that ends the value
  { printf 'failed=%s\nbody<<%s\n' "$failed" "$end"; cat "$work/review.md"; printf '%s\n' "$end"; } >>"$GITHUB_OUTPUT"
fi
if [ "$no_answer" = true ]; then
  sed 's/^/kb: /; s/##\[/# #[/g' "$work/check.err" >&2 # no line of it is a command to the runner
  exit 2
elif [ "${GITHUB_ACTIONS:-}" = true ]; then
  [ "$compared" = false ] || "$kb" -C "$folder" diff "$base" --format github # at most ten annotations, and how many more
  "$kb" -C "$folder" check --fail-on never --format github
else
  "$kb" -C "$folder" check --fail-on never
fi
[ "$failed" = false ] || exit 1
