#!/bin/sh
# The same bytes (PP-15): from two folders, under two clocks, with one picture at a time and two, in other
# time zones and locales, each time without a cache. $1 banxin, $2 samples, $3 work folder.
set -eu
banxin=$1 samples=$2 work=$3/same
rm -rf "$work"
mkdir -p "$work/a" "$work/a/much/deeper/folder 二"
cp -r "$samples/sikai-4p" "$work/a/issue"
cp -r "$samples/sikai-4p" "$work/a/much/deeper/folder 二/another"

# a sanitizer has to be loaded before anything else: no other clock under it
clock() { if ldd "$banxin" | grep -q libasan || ! command -v faketime >/dev/null; then shift && "$@"; else faketime "$@"; fi; }
compare() { # option…
    clock '2001-02-03 04:05:06' env TZ=Asia/Shanghai LC_ALL=C "$banxin" build "$work/a/issue" -o "$work/one.pdf" \
        --report "$work/one.json" --cache "$work/cache-1" -j 1 "$@" >/dev/null 2>&1
    (cd "$work/a/much/deeper/folder 二" &&
        clock '2038-11-12 13:14:15' env TZ=America/Lima LC_ALL=C.UTF-8 "$banxin" build another/issue.yaml -o two.pdf \
            --report two.json --cache "$work/cache-2" -j 2 "$@" >/dev/null 2>&1)
    cmp "$work/one.pdf" "$work/a/much/deeper/folder 二/two.pdf"
    cmp "$work/one.json" "$work/a/much/deeper/folder 二/two.json"
    rm -rf "$work/cache-1" "$work/cache-2"
    { pdfinfo "$work/one.pdf" && pdfinfo -meta "$work/one.pdf"; } >"$work/one.info"
    for word in "$work" "$(hostname)" "$(date +%Y-%m-%d)" "$(date '+%a %b %e')" 2001 2038; do # nothing of here and now
        ! grep -qwF -- "$word" "$work/one.info" || { echo "“$word” is in the file"; cat "$work/one.info"; exit 1; }
    done
}
compare
compare --standard x1a --marks --impose 2up
compare --profile proof --page 2
# an older file of the name stays whole where the build fails, and nothing else is left beside it
echo old >"$work/a/kept.pdf"
printf 'press: {ink_limit: 100}\n' >>"$work/a/issue/layouts/inner.yaml"
! "$banxin" build "$work/a/issue" -o "$work/a/kept.pdf" --cache "$work/cache-1" >/dev/null 2>&1
[ "$(cat "$work/a/kept.pdf")" = old ]
[ "$(ls -A "$work/a" | tr '\n' ' ')" = 'issue kept.pdf much ' ] || { ls -lA "$work/a"; exit 1; }
echo "the same bytes wherever and whenever"
