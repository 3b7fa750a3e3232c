#!/usr/bin/env bash
# Writes requirements/*.txt anew from pyproject.toml. Called by `make lock`; needs the network.
#
# Pins that still fit are kept; UPGRADE=1 takes the newest versions instead. The program that resolves (uv) comes from
# requirements/lock.txt, so that the tool that writes the hashes is itself checked against one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/python" -m pip --disable-pip-version-check install --quiet --require-hashes --no-deps \
  --only-binary :all: -r requirements/lock.txt

# An index or a folder of packages set up on this machine must not leave its files' hashes in the list.
unset UV_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS

options=(--universal --python-version 3.11 --fork-strategy fewest --generate-hashes --only-binary :all:
  --no-emit-index-url --no-annotate)
if [ -n "${UPGRADE:-}" ]; then options+=(--upgrade); fi

lock() { # SET, WHAT IT IS, ARGUMENT...
  local set="$1" what="$2"
  shift 2
  if [ -f "requirements/$set.txt" ]; then cp "requirements/$set.txt" "$work/$set.txt"; fi
  UV_NO_CONFIG=1 "$work/venv/bin/uv" pip compile --quiet "${options[@]}" --no-header "$@" -o "$work/$set.txt"
  {
    cat <<END
# $what
#
# Made from pyproject.toml by "make lock" (uv pip compile --universal --generate-hashes, see tools/lock.sh); do not
# edit. Holds for Python 3.11 to 3.13 on Linux, macOS and Windows (on Alpine only runtime.txt). It names no package index
# on purpose: any mirror will do, because a file whose hash is not listed here is refused.
END
    grep -v '^#' "$work/$set.txt"
  } >"$work/$set.new"
  mv "$work/$set.new" "requirements/$set.txt"
  printf 'holdfast: requirements/%s.txt pins %s\n' "$set" "$(grep -c '==' "requirements/$set.txt")" >&2
}

lock lock "The program that writes these lists." --group lock
lock dev "Everything the tests, the linters and the build need, and what Holdfast needs to run." \
  --group build --group test --group lint --all-extras pyproject.toml
lock runtime "What Holdfast needs to run, and to install a checkout of itself (hatchling, editables)." \
  --group build --constraint "$work/dev.txt" pyproject.toml
