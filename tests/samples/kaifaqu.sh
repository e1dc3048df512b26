#!/bin/sh
# The sample page: built twice to the same bytes, the ledger balanced, every character of the captured
# page on it. $1 banxin, $2 sample, $3 folder with the captured page, $4 work folder.
set -eu
"$1" build "$2" -o "$4/kaifaqu.pdf" --report "$4/kaifaqu.json" --cache "$4/cache"
python3 - "$4/kaifaqu.json" <<'P'
import json, sys
report = json.load(open(sys.argv[1]))
assert report['errors'] == 0, report['diagnostics']
assert len(report['stories']) == 4
for story in report['stories']:
    ledger = story['ledger']
    assert ledger['missing'] == ledger['twice'] == ledger['overset'] == ledger['unplaced'] == 0, (story['id'], ledger)
    assert ledger['printed'] == ledger['source'] > 300, (story['id'], ledger)
assert report['pictures'][0]['source_ppi'] > 150
P
"$1" build "$2" -o "$4/again.pdf" --cache "$4/cache-2" --page 1 2>/dev/null
cmp "$4/kaifaqu.pdf" "$4/again.pdf" # another second, another cache: the same bytes
"$1" build "$2" --dump page -o "$4/again.pdf" --cache "$4/cache" 2>/dev/null | grep -q '全力打造高质量发展新动能'
qpdf --check "$4/kaifaqu.pdf" >"$4/qpdf.log" || { cat "$4/qpdf.log"; exit 1; }
! pdffonts "$4/kaifaqu.pdf" | grep -q 'Type 3' # PP-5
if [ -f "$3/judge/printjudge.py" ]; then
    python3 "$3/judge/printjudge.py" --as x4 "$4/kaifaqu.pdf"
else
    echo "the print-shop judge is not beside the project: left out"
fi
seed=$(ls "$3"/seed/*.txt 2>/dev/null | head -n 1)
[ -n "$seed" ] || { echo "the captured page is not beside the project: its comparison is left out"; exit 0; }
python3 "$(dirname "$0")/seed_ledger.py" "$seed" --sample "$2" --pdf "$4/kaifaqu.pdf"
