#!/bin/sh
# The print shop's ways of asking: PDF/X-4 and PDF/X-1a, with marks, two pages a sheet; each sound, each
# held to the rules, each the same bytes twice. $1 banxin, $2 samples, $3 folder with the judge, $4 work,
# $5 the test of preflight.
set -eu
work=$4/press
rm -rf "$work"
mkdir -p "$work"
make() { # name issue option…
    name=$1 issue=$2
    shift 2
    "$banxin" build "$issue" -o "$work/$name.pdf" --cache "$work/cache" "$@" 2>"$work/$name.err" >/dev/null ||
        { cat "$work/$name.err"; exit 1; }
    "$banxin" build "$issue" -o "$work/again.pdf" --cache "$work/cache" "$@" >/dev/null 2>&1
    cmp "$work/$name.pdf" "$work/again.pdf"
    qpdf --check "$work/$name.pdf" >"$work/$name.log" || { cat "$work/$name.log"; exit 1; }
}
judge() { # standard name [option…]; with marks: registration ink is on every plate, outside the trim
    [ -f "$shared/judge/printjudge.py" ] || return 0
    standard=$1 file=$2
    shift 2
    python3 "$shared/judge/printjudge.py" --as "$standard" "$@" "$work/$file.pdf" >"$work/$file.judged" ||
        { echo "$file:"; cat "$work/$file.judged"; exit 1; }
}
pages() { qpdf --show-npages "$work/$1.pdf"; }
# width of a box of page 1, points
width() { python3 -c '
import json, subprocess, sys
pdf = json.loads(subprocess.run(["qpdf", "--json=2", "--json-key=pages", "--json-key=qpdf", sys.argv[1]], capture_output=True).stdout)
page = pdf["qpdf"][1]["obj:" + pdf["pages"][0]["object"]]["value"]
box = page[sys.argv[2]]
print(round(box[2] - box[0]))' "$work/$1.pdf" "$2"; }
banxin=$1 samples=$2 shared=$3

make x4 "$samples/kaifaqu-2024-12"
judge x4 x4
"$5" "$work/x4.pdf"
make x1a "$samples/kaifaqu-2024-12" --standard x1a
judge x1a x1a
[ "$(head -c 8 "$work/x1a.pdf")" = '%PDF-1.4' ]
! grep -aq 'ObjStm' "$work/x1a.pdf"
make marks "$samples/kaifaqu-2024-12" --marks
judge x4 marks --tac 400
pdftotext "$work/marks.pdf" - | grep -q 'CGATS TR 002' || { echo "no slug line"; exit 1; }
[ "$(width marks /MediaBox)" -gt "$(($(width x4 /MediaBox) + 20))" ] && [ "$(width marks /TrimBox)" = "$(width x4 /TrimBox)" ]
make tabloid-x1a "$samples/sikai-4p" --standard x1a --marks
judge x1a tabloid-x1a --tac 400
make sheets "$samples/sikai-4p" --impose 2up
judge x4 sheets
[ "$(pages sheets)" = 2 ] && [ "$(width sheets /TrimBox)" = 1559 ] ||
    { echo "sheets: $(pages sheets) pages, $(width sheets /TrimBox) pt"; exit 1; }
pdftotext -f 1 -l 1 "$work/sheets.pdf" - | tr -d '\n ' | grep -q '替蒲公英送信.*一条溪的回头水\|一条溪的回头水.*替蒲公英送信'
make sheets-marks "$samples/sikai-4p" --impose 2up --marks --standard x1a
judge x1a sheets-marks --tac 400
code=0
"$banxin" build "$samples/kaifaqu-2024-12" --impose 2up -o "$work/none.pdf" 2>"$work/none.err" || code=$?
[ $code -eq 1 ] && [ ! -e "$work/none.pdf" ] && grep -q 'four pages' "$work/none.err"
make inks "$(dirname "$0")/inks" --deny-warnings
judge x4 inks
[ "$(pdfimages -list "$work/inks.pdf" | awk 'NR > 2 {print $11}' | sort -u | wc -l)" = 1 ] ||
    { echo "a picture placed twice is stored twice"; exit 1; }
# what the issue says of itself, and the language, the ways through the file
pdfinfo "$work/inks.pdf" >"$work/inks.info"
for line in 'Title: *双色试报' 'Subject: *第1期' 'Keywords: *双色, 试<印>, A&B' 'Author: *责编 试 & 验'; do
    grep -q "^$line\$" "$work/inks.info" || { echo "no $line"; cat "$work/inks.info"; exit 1; }
done
pdfinfo -meta "$work/inks.pdf" | python3 -c '
import sys, xml.etree.ElementTree as ET
text = sys.stdin.read()
ET.fromstring(text[text.index("<x:xmpmeta"):text.index("</x:xmpmeta>") + 12])
for word in ("<prism:number>第1期<", "<prism:publicationDate>2026-03-27<", "<rdf:li>试&lt;印></rdf:li>"):
    assert word in text, word'
make inks-x1a "$(dirname "$0")/inks" --standard x1a --marks
judge x1a inks-x1a --tac 600
# another press: the profile of Ghostscript's package, which names no registered condition
cp -r "$(dirname "$0")/inks" "$work/other"
cp /usr/share/color/icc/ghostscript/default_cmyk.icc /usr/share/color/icc/ghostscript/ps_cmyk.icc "$work/other/layouts"
echo 'press: {profile: default_cmyk.icc}' >>"$work/other/layouts/inks.yaml"
make other "$work/other"
judge x4 other
make other-x1a "$work/other" --standard x1a
judge x1a other-x1a
intent() { qpdf --json=2 --json-key=qpdf "$work/$1.pdf" | grep -A8 '"/DestOutputProfile"'; }
intent other | grep -q '"u:Custom"' && ! intent other | grep -q RegistryName && intent x4 | grep -q '"u:http://www.color.org"' ||
    { echo "output intent:"; intent other; intent x4; exit 1; }
sed -i 's/default_cmyk/ps_cmyk/' "$work/other/layouts/inks.yaml"
code=0
"$banxin" build "$work/other" --standard x1a -o "$work/none.pdf" 2>"$work/none.err" || code=$?
[ $code -eq 1 ] && [ ! -e "$work/none.pdf" ] && grep -q 'BX5007.*version 2' "$work/none.err" || { cat "$work/none.err"; exit 1; }
# every shipped grid (its pages are in tests/pages)
for grid in "$samples"/../layouts/*kai-?x??.yaml; do
    name=$(basename "$grid" .yaml)
    mkdir -p "$work/$name/articles" "$work/$name/layouts"
    columns=$(sed -n 's/^columns: {count: \([0-9]*\).*/\1/p' "$grid") rows=$(sed -n 's/^lines: \([0-9]*\).*/\1/p' "$grid")
    printf 'layout: 1\nbase: %s\nslots:\n  a: {cols: [1, %d], rows: [1, %d], head: lead, box: {stroke: 1pt, tint: tint}}\n' \
        "$name" "$columns" "$rows" >"$work/$name/layouts/p.yaml"
    printf 'issue: 1\ntitle: 试报\ndate: 2026-03-27\npages:\n  - {layout: p, slots: {a: articles/a.md}}\n' >"$work/$name/issue.yaml"
    { printf -- '---\nheadline: 一条溪的回头水\nkicker: 从绕着走到挨着住\n---\n' && tail -n 20 "$samples/sikai-4p/articles/12-service.md" | grep -v '^[#!-]'; } \
        >"$work/$name/articles/a.md"
    make "$name" "$work/$name"
    judge x4 "$name"
done
echo "taken by the press in every form"
