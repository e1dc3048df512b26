#!/bin/sh
# Faces are locked, and a build with others refuses and says which. $1 banxin, $2 work folder, $3 the project.
set -eu
work=$(mktemp -d "$2/lock.XXXXXX")
trap 'rm -rf "$work"' EXIT
expect() { # code command…
    wanted=$1
    shift
    code=0
    "$@" >"$work/out" 2>"$work/err" || code=$?
    [ "$code" -eq "$wanted" ] || { echo "exit $code, wanted $wanted: $*"; cat "$work/out" "$work/err"; exit 1; }
}
says() { grep -qF "$1" "$work/err" || { echo "not said: $1"; cat "$work/err"; exit 1; }; }
silent() { ! grep -qF "$1" "$work/err" || { echo "said: $1"; cat "$work/err"; exit 1; }; }

mkdir -p "$work/data" "$work/issue/articles"
cp -r "$3/fonts" "$3/layouts" "$work/data"
for face in "LXGW WenKai:style=Regular" "Noto Sans Thai:style=Regular"; do
    cp "$(fc-match -f '%{file}' "$face")" "$work/data/fonts"
done
# the faces of this folder alone, so that they can be changed
sed -i -e '/<dir>/d' -e '/<dir prefix="xdg">/d' -e '/<cachedir>/d' "$work/data/fonts/fonts.conf"
sed -i -e 's/^families=.*/families=LXGW WenKai/' -e 's/^weights=.*/weights=400/' "$work/data/fonts/faces.ini"
export BANXIN_DATA="$work/data" XDG_CACHE_HOME="$work/cache"
cat >"$work/issue/issue.yaml" <<'Y'
issue: 1
title: 云溪周刊
date: 2026-03-27
layout: one
pages:
  - slots: {a: articles/a.md}
Y
printf -- '---\nheadline: 一条溪的回头水\n---\n三月的云溪县，水又清了。\n' >"$work/issue/articles/a.md"
mkdir "$work/issue/layouts"
printf 'layout: 1\nbase: sikai-4x17\nslots: {a: {cols: [1, 4], rows: [1, 12]}}\n' >"$work/issue/layouts/one.yaml"
lock=$work/issue/fonts.lock

expect 1 "$1" check --locked "$work/issue"
says 'error[BX4004]: there is no lock file'
expect 0 "$1" fonts --lock "$work/issue"
[ "$(cat "$work/out")" = "$lock" ]
python3 - "$lock" "$work/data/fonts" <<'P'
import hashlib, json, pathlib, sys
lock = json.load(open(sys.argv[1], encoding='utf8'))
assert lock['fonts_lock'] == 1 and len(lock['faces']) == 1, lock
face = lock['faces'][0]
assert face['family'] == 'LXGW WenKai' and face['style'] == 'Regular' and face['index'] == 0, face
assert float(face['version']) > 1
assert face['sha256'] == hashlib.sha256(pathlib.Path(sys.argv[2], face['file']).read_bytes()).hexdigest()
P
cp "$lock" "$work/first"
expect 0 "$1" check --locked "$work/issue"
expect 0 "$1" check --lock-file "$work/first" "$work/issue"
expect 0 "$1" fonts --lock "$work/issue"
cmp "$lock" "$work/first"

# the same version in other bytes
printf '\0\0\0\0' >>"$work/data/fonts/$(basename "$(fc-match -f '%{file}' "LXGW WenKai:style=Regular")")"
expect 1 "$1" check --locked "$work/issue"
says 'error[BX4003]: “LXGW WenKai Regular” has another file than the one locked, of the same version'
expect 1 "$1" build --locked "$work/issue" -o "$work/page.pdf"
[ ! -e "$work/page.pdf" ] || { echo "a PDF in other faces was written"; exit 1; }
expect 0 "$1" check "$work/issue"
expect 0 "$1" fonts --lock "$work/issue"
expect 0 "$1" check --locked "$work/issue"

# another version
sed -i 's/"version" : "[^"]*"/"version" : "0.100"/; s/"sha256" : "..../"sha256" : "0000/' "$lock"
expect 1 "$1" check --locked "$work/issue"
says 'is locked in version 0.100, and installed in version'

# one more face, which lends a character
cp "$work/first" "$lock"
expect 0 "$1" fonts --lock "$work/issue"
printf '\nก字。\n' >>"$work/issue/articles/a.md"
expect 1 "$1" check --locked "$work/issue"
says 'error[BX4003]: “Noto Sans Thai Regular” (NotoSansThai-Regular.ttf, version'
silent 'LXGW WenKai'

printf '{"fonts_lock": 1, "faces": [{"family": 3}]}' >"$lock"
expect 1 "$1" check --locked "$work/issue"
says 'error[BX4005]: “fonts.lock” is no lock of faces of version 1'
printf '{"fonts_lock"' >"$lock"
expect 1 "$1" check --locked "$work/issue"
says 'error[BX4005]: “fonts.lock” is no JSON'

# usage
expect 2 "$1" fonts "$work/issue"
expect 2 "$1" fonts --lock "$work/issue" "$work/issue"
expect 0 "$1" fonts --lock -o "$work/all.lock"
grep -q '"family" : "LXGW WenKai"' "$work/all.lock"
expect 0 "$1" fonts --lock "$work/issue" "$work/issue" -o "$work/both.lock"
echo "locked faces are held to"
