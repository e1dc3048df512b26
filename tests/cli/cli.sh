#!/bin/sh
# Commands, exit codes and diagnostics. $1 banxin, $2 a sample issue, $3 work folder, $4 the project.
set -eu
export G_DEBUG=fatal-criticals
work=$(mktemp -d "$3/cli.XXXXXX")
trap 'rm -rf "$work"' EXIT
expect() { # code command…
    wanted=$1
    shift
    code=0
    "$@" >"$work/out" 2>"$work/err" || code=$?
    [ "$code" -eq "$wanted" ] || { echo "exit $code, wanted $wanted: $*"; cat "$work/err"; exit 1; }
}
says() { grep -qF "$1" "$work/err" || { echo "not said: $1"; cat "$work/err"; exit 1; }; }

expect 0 "$1" --version
expect 0 "$1" --help
expect 2 "$1"
expect 2 "$1" bild
expect 2 "$1" build
expect 2 "$1" build "$2" --profile pres
expect 0 "$1" check "$2"
expect 0 "$1" fonts --check
expect 0 "$1" explain BX2104
expect 2 "$1" explain BX0000
expect 1 "$1" build "$work/none"
expect 1 "$1" check --deny-warnings "$2"

cp -r "$2" "$work/issue"
cat >"$work/issue/issue.yaml" <<'Y'
issue: 1
titel: 开发区建设
title: 开发区建设
number: [1]
date: yesterday
pages:
  - layout: page-1
    slots:
      lead: articles/lead.md
      lead: articles/changzhi.md
      leed: articles/missing.md
      xingxian: ../outside.md
Y
echo old >"$work/page.pdf"
expect 1 "$1" build "$work/issue" -o "$work/page.pdf"
says 'issue.yaml:2:1: error[BX1101]: an issue has no key “titel”; did you mean “title”?'
says 'error[BX1104]: “number” wants a text'
says 'error[BX1104]: “date” wants a date as YYYY-MM-DD'
says 'issue.yaml:10:7: error[BX1203]'
says 'error[BX1204]: layout “page-1” has no slot “leed”; did you mean “lead”?'
says 'error[BX1201]: “articles/missing.md” cannot be read'
says 'error[BX1005]: “../outside.md” leads out of the issue folder'
says 'warning[BX1202]: “articles/jiaocheng.md” is on no page'
[ "$(cat "$work/page.pdf")" = old ] || { echo "an older file was overwritten"; exit 1; }
expect 1 "$1" check "$work/issue" --diagnostics json
python3 -c 'import json,sys; [json.loads(l) for l in open(sys.argv[1])]' "$work/err"
expect 0 "$1" count "$2"/articles/*.md
python3 "$(dirname "$0")/count.py" "$1" "$2"
python3 "$(dirname "$0")/page_characters.py" "$1" "$2" "$work"
expect 1 "$1" count "$2/articles/none.md"
printf -- '---\nheadline: 空\n---\n' >"$work/empty.md"
expect 1 "$1" count "$work/empty.md"
grep -q ' 0 characters *0 lines' "$work/out" || { cat "$work/out"; exit 1; }
expect 1 "$1" count --layout none "$2/articles/lead.md"
expect 2 "$1" count
expect 2 "$1" diff one.pdf

# the cache of pictures
expect 0 "$1" cache --cache "$work/none"
grep -q '^pictures  0$' "$work/out" || { cat "$work/out"; exit 1; }
[ ! -e "$work/none" ] || { echo "looking at a cache made it"; exit 1; }
expect 0 "$1" build "$2" -o "$work/kept.pdf" --cache "$work/cache"
expect 0 "$1" cache --stat --cache "$work/cache"
grep -q '^pictures  1$' "$work/out" && grep -q 'GiB at most' "$work/out" || { cat "$work/out"; exit 1; }
for entry in "$work/cache"/*.picture; do printf broken >"$entry"; done
expect 0 "$1" build "$2" -o "$work/anew.pdf" --cache "$work/cache"
cmp "$work/kept.pdf" "$work/anew.pdf"
expect 0 "$1" cache --clear --cache "$work/cache"
grep -q '^1 picture deleted$' "$work/out" || { cat "$work/out"; exit 1; }
expect 2 "$1" cache here

# a face that is not installed
mkdir "$work/data"
cp -r "$4/fonts" "$4/layouts" "$work/data"
sed -i -e 's/^families=Noto Serif CJK SC.*/families=No Such Serif/' -e 's/^package=fonts-noto-cjk$/package=fonts-no-such/' "$work/data/fonts/faces.ini"
BANXIN_DATA=$work/data expect 1 "$1" fonts --check
grep -q '^song.*MISSING: install the package fonts-no-such' "$work/out" || { cat "$work/out"; exit 1; }
BANXIN_DATA=$work/data expect 1 "$1" build "$2" -o "$work/none.pdf"
says 'error[BX4001]'
says 'fonts-no-such'
[ ! -e "$work/none.pdf" ] || { echo "a PDF without its face was written"; exit 1; }
echo "every command answered as it should"
