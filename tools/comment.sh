#!/usr/bin/env bash
# Writes the review to a pull request as one comment, and to the same one the next time. It runs in a job of its own that
# may write to pull requests and does nothing else: no checkout, nothing of the change but the text.
#
# From the environment:
#   KB_BODY             the review; its first line is the mark the comment is found by
#   GH_TOKEN            a token with `pull-requests: write`
#   GITHUB_EVENT_PATH, GITHUB_REPOSITORY   as GitHub sets them
#
# Where the token may not write, as on a pull request from a fork, nothing fails: the summary of the build holds the review.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

notice() {
  printf '::notice title=Holdfast::%s\n' "$*"
  exit 0
}

number="$(python3 -c '
import json, sys
event = json.load(open(sys.argv[1], encoding="utf-8"))
found = (event.get("pull_request") or {}).get("number")
print(found if type(found) is int else "")
' "${GITHUB_EVENT_PATH:?}")"
[ -n "$number" ] || notice 'no comment was written: this is no pull request'

export KB_MARK="${KB_BODY%%$'\n'*}"
[[ "$KB_MARK" =~ ^'<!-- holdfast review: '[A-Za-z0-9._/-]*' -->'$ ]] || notice 'no comment was written: this is no review'
printf '%s\n' "$KB_BODY" >"$work/body.md"

refused() { # what gh said, so that no line of it is a command to the runner
  sed 's/^/gh: /; s/##\[/# #[/g' "$work/err"
  notice 'the comment could not be written (a pull request from a fork may not): the summary of the review holds it'
}

pulls="repos/${GITHUB_REPOSITORY:?}/issues"
# Only a comment of a bot is ever written over: anybody can begin one of their own with our mark.
found="$(gh api "$pulls/$number/comments?per_page=100" --paginate \
  --jq '.[] | select(.user.type == "Bot" and ((.body // "") | startswith(env.KB_MARK))) | .id' 2>"$work/err")" || refused
id="${found%%$'\n'*}"
if [[ "$id" =~ ^[0-9]+$ ]]; then
  gh api --silent --method PATCH "$pulls/comments/$id" --field "body=@$work/body.md" 2>"$work/err" || refused
else
  gh api --silent --method POST "$pulls/$number/comments" --field "body=@$work/body.md" 2>"$work/err" || refused
fi
