#!/usr/bin/env bash
# Makes this checkout ready to run. Called by the Makefile; safe to call at any time, instant when there is nothing to do.
#
#   tools/environment.sh runtime    the virtual environment with what `kb` needs
#   tools/environment.sh dev        the same with everything the tests and linters need
#   tools/environment.sh dot        Graphviz's `dot`, for SVG output and its tests
#   tools/environment.sh browser    Chromium and its driver, for the tests that look at the site as a reader does
#
# Settings, all optional, from the environment (`make test PYTHON=python3.12` passes them on):
#   PYTHON   the interpreter to build the virtual environment with (3.11 or newer)
#   VENV     where the virtual environment lives (default: .venv)
#   APT=no   never install a Debian package, only say which one is missing
#   CI=true  a missing `dot` or browser is an error instead of a notice
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

VENV="${VENV:-.venv}"

say() { printf 'holdfast: %s\n' "$*" >&2; }

stop() {
  say "$*"
  exit 1
}

retry() { # COMMAND...: a network that hiccups gets one more chance
  "$@" && return 0
  say "that failed; trying once more"
  sleep 3
  "$@"
}

# --- Debian packages -------------------------------------------------------------------------------------------------

apt_install() { # PACKAGE...: install them if we may without asking for a password, else fail without a word
  local as_root=(env DEBIAN_FRONTEND=noninteractive)
  [ "${APT:-yes}" != no ] && command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || return 1
    as_root=(sudo -n "${as_root[@]}")
  fi
  say "installing $* (apt-get install $*)"
  retry "${as_root[@]}" apt-get -qq -o DPkg::Lock::Timeout=120 update >/dev/null \
    || say "could not refresh every package list; going on with the ones there are"
  retry "${as_root[@]}" apt-get -qq -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@" >/dev/null
}

graphviz() {
  command -v dot >/dev/null && return 0
  apt_install graphviz && command -v dot >/dev/null && return 0
  if [ "${CI:-}" = true ]; then
    stop "Graphviz's dot is missing and could not be installed; CI does not skip its tests"
  fi
  say "Graphviz's dot is missing: SVG output does not work and its tests will be skipped."
  say "To install it: sudo apt-get update && sudo apt-get install graphviz   (macOS: brew install graphviz)"
}

browser() {
  local driver=chromedriver
  have_browser() { command -v "$driver" >/dev/null && { command -v chromium || command -v google-chrome; } >/dev/null; }
  have_browser && return 0
  apt_install chromium chromium-driver && have_browser && return 0
  if [ "${CI:-}" = true ]; then
    stop "Chromium and its driver are missing and could not be installed; CI does not skip the tests that need them"
  fi
  say "Chromium and chromedriver are missing: the tests that open the site in a browser will be skipped."
  say "To install them: sudo apt-get update && sudo apt-get install chromium chromium-driver"
}

# --- Python ----------------------------------------------------------------------------------------------------------

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

find_python() {
  local name
  if [ -n "${PYTHON:-}" ]; then
    new_enough "$PYTHON" || stop "PYTHON=$PYTHON is not a working Python 3.11 or newer"
    printf '%s\n' "$PYTHON"
    return
  fi
  for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
    if new_enough "$name"; then
      printf '%s\n' "$name"
      return
    fi
  done
  say "Holdfast needs Python 3.11 or newer, and there is none on the PATH."
  say "Debian 12 and Ubuntu 24.04 or newer: sudo apt-get update && sudo apt-get install python3 python3-venv"
  stop "Ubuntu 22.04: sudo apt-get update && sudo apt-get install python3.11 python3.11-venv"
}

create_venv() {
  local python package
  python="$(find_python)"
  if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then # Debian ships these apart from the interpreter
    package="python$(version "$python")-venv"
    apt_install "$package" \
      || stop "$python cannot make virtual environments yet: sudo apt-get update && sudo apt-get install $package"
  fi
  say "creating $VENV with $("$python" --version)"
  "$python" -m venv --clear "$VENV"
}

venv() { # make sure there is a usable virtual environment; one that is there already is adopted as it is
  local there="$VENV/bin/python"
  if ! "$there" -c '' >/dev/null 2>&1; then
    create_venv
  elif ! new_enough "$there"; then
    stop "$VENV holds Python $(version "$there"), Holdfast needs 3.11 or newer: make clean, then try again"
  elif [ -n "${PYTHON:-}" ] && [ "$(version "$(find_python)")" != "$(version "$there")" ]; then
    stop "$VENV holds Python $(version "$there"), not $PYTHON: add VENV=.venv-other, or make clean first"
  fi
  "$there" -m pip --version >/dev/null 2>&1 || "$there" -m ensurepip >/dev/null 2>&1 \
    || stop "there is no pip in $VENV: make clean, then try again"
}

fingerprint() { # SET: changes whenever the installation would
  { pwd && "$VENV/bin/python" --version && cat "requirements/$1.txt" pyproject.toml; } 2>/dev/null | cksum
}

current() { [ -f "$VENV/.holdfast-$1" ] && [ "$(cat "$VENV/.holdfast-$1")" = "$(fingerprint "$1")" ]; }

install() { # SET: every file that pip downloads must match a hash in the list; nothing is built but Holdfast itself
  [ -z "${PYTHON:-}" ] && current "$1" && return 0
  venv
  current "$1" && return 0
  local pip=("$VENV/bin/python" -m pip --disable-pip-version-check --no-input)
  say "installing the $(grep -c '==' "requirements/$1.txt") packages of requirements/$1.txt into $VENV"
  retry "${pip[@]}" install -qq --require-hashes --no-deps --only-binary :all: -r "requirements/$1.txt" \
    || stop "could not install requirements/$1.txt: is the package index within reach (pip config list)?"
  "${pip[@]}" install -qq --no-index --no-deps --no-build-isolation --editable .
  fingerprint "$1" >"$VENV/.holdfast-$1"
  [ "$1" = runtime ] || fingerprint runtime >"$VENV/.holdfast-runtime" # the larger set contains the smaller
}

case "${1:-}" in
  runtime | dev) install "$1" ;;
  dot) graphviz ;;
  browser) browser ;;
  *) stop "usage: tools/environment.sh runtime|dev|dot|browser" ;;
esac
