#!/bin/sh
# The sample page: built twice to the same bytes, the ledger balanced, every character of the captured
# page on it. $1 banxin, $2 sample, $3 folder with the captured page, $4 work folder.
set -eu
. "$(dirname "$0")/common.sh"
build_twice "$1" "$2" "$4" kaifaqu
ledger_balances "$4/kaifaqu.json" 4
"$1" build "$2" --dump page -o "$4/kaifaqu-again.pdf" --cache "$4/kaifaqu-cache" 2>/dev/null | grep -q '全力打造高质量发展新动能'
press_ready "$4/kaifaqu.pdf" "$3"
seed=$(ls "$3"/seed/*.txt 2>/dev/null | head -n 1)
[ -n "$seed" ] || { echo "the captured page is not beside the project: its comparison is left out"; exit 0; }
python3 "$(dirname "$0")/seed_ledger.py" "$seed" --sample "$2" --pdf "$4/kaifaqu.pdf" --expected "$4/kaifaqu.txt"
set_well "$4/kaifaqu.pdf" "$3" "$4/kaifaqu.txt"
