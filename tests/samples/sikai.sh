#!/bin/sh
# The tabloid: four pages, a story continued on page 3, no warning, every character of the articles on
# the pages. $1 banxin, $2 sample, $3 folder with the judges, $4 work folder.
set -eu
. "$(dirname "$0")/common.sh"
build_twice "$1" "$2" "$4" sikai --deny-warnings
ledger_balances "$4/sikai.json" 17
press_ready "$4/sikai.pdf" "$3"
python3 "$(dirname "$0")/sikai_text.py" "$2" "$4/sikai.pdf"
