# Shared by the tests of the sample issues; sourced by them.
# build_twice BANXIN ISSUE WORK NAME [OPTION…]: WORK/NAME.pdf and NAME.json, and the same bytes once more.
build_twice() {
    bin=$1 issue=$2 work=$3 name=$4
    shift 4
    "$bin" build "$issue" -o "$work/$name.pdf" --report "$work/$name.json" --cache "$work/$name-cache" "$@"
    "$bin" build "$issue" -o "$work/$name-again.pdf" --cache "$work/$name-cache-2" -j 1 "$@" 2>/dev/null
    cmp "$work/$name.pdf" "$work/$name-again.pdf" # another second, another cache, one job: the same bytes
}

# ledger_balances REPORT STORIES: no error, nothing lost, doubled or left over.
ledger_balances() {
    python3 - "$1" "$2" <<'P'
import json, sys
report = json.load(open(sys.argv[1]))
assert report['errors'] == 0, report['diagnostics']
assert len(report['stories']) == int(sys.argv[2])
for story in report['stories']:
    ledger = story['ledger']
    assert ledger['missing'] == ledger['twice'] == ledger['overset'] == ledger['unplaced'] == 0, (story['id'], ledger)
    assert ledger['printed'] == ledger['source'] > 100, (story['id'], ledger)
assert report['pictures'] and all(p['source_ppi'] > 150 for p in report['pictures'])
P
}

# press_ready PDF SHARED: sound, no Type 3 face (PP-5), the print shop's rules.
press_ready() {
    qpdf --check "$1" >"$1.log" || { cat "$1.log"; exit 1; }
    ! pdffonts "$1" | grep -q 'Type 3'
    if [ -f "$2/judge/printjudge.py" ]; then
        python3 "$2/judge/printjudge.py" --as x4 "$1"
    else
        echo "the print-shop judge is not beside the project: left out"
    fi
}

# set_well PDF SHARED TEXT: the typesetting judge's figures where the rules leave no choice; TEXT is what
# the page must show, no character more or less.
set_well() {
    python3 "$2/judge/typejudge.py" --json --source "$3" "$1" | python3 -c '
import json, sys
page = json.load(sys.stdin)[0]
want = {"start_forbidden": 0, "end_forbidden": 0, "split_unit": 0, "runt": 0, "widow": 0, "orphan": 0, "lost": 0,
        "extra": 0, "squeezed": 1, "start_trim": 1, "end_half": 1, "on_grid": 1}
wrong = {key: page[key] for key in want if page[key] != want[key]}
sys.exit("typesetting: %s %s" % (wrong, page["examples"]) if wrong or page["lines"] < 200 else 0)'
}
