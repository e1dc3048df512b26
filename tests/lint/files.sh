#!/bin/sh
# banxin lint on files: exit codes, what --fix leaves alone, and that the page is the same before and
# after it. $1 banxin, $2 the project, $3 work folder.
set -eu
work=$(mktemp -d "$3/lint-files.XXXXXX")
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
expect() { # code command…
    wanted=$1
    shift
    code=0
    "$@" >out 2>err || code=$?
    [ "$code" -eq "$wanted" ] || { echo "exit $code, wanted $wanted: $*"; cat out err; exit 1; }
}
fail() { echo "$*"; cat out err; exit 1; }

expect 2 "$1" lint
expect 2 "$1" lint --diagnostics xml x.md
expect 1 "$1" lint none.md
expect 1 "$1" lint none
grep -q BX1003 err || fail 'a missing issue is not named'
printf -- '---\nheadline: 题\n---\n\n他说,好。\n' >a.md
expect 0 "$1" lint a.md
expect 1 "$1" lint --deny-warnings a.md
expect 1 "$1" lint --lexicon none.yaml a.md
printf 'lexicon: 1\nwords: [{word: 他说, write: 她说, fix: true, severity: error}]\n' >words.yaml
expect 1 "$1" lint --lexicon words.yaml a.md
expect 0 "$1" lint --fix --lexicon words.yaml a.md
[ "$(tail -n 1 a.md)" = '她说，好。' ] || fail 'the lexicon was not followed'
printf 'a.md:5:1: fixed[BX7301]: “他说” → “她说”\na.md:5:3: fixed[BX7001]: “,” → “，”\n' | cmp - out

printf 'lexicon: 1\nwords: [{word: 好, write: 好好, fix: true}]\n' >words.yaml
expect 0 "$1" lint --fix --lexicon words.yaml a.md
[ "$(tail -n 1 a.md)" = '她说，好好。' ] || fail 'what the lexicon writes is written again'

# a BOM, CRLF, permissions and a link stay; what Markdown or YAML reads otherwise stays too
mkdir real
printf '\357\273\277---\r\nheadline: "他说\\"好\\",走"\r\n---\r\n\r\n他说,好。 &quot;走&quot; \\(中\\) `a,中`\r\n' >real/b.md
chmod 640 real/b.md
ln -s real/b.md b.md
expect 0 "$1" lint --fix b.md
[ -L b.md ] && [ "$(stat -c %a real/b.md)" = 640 ] || fail 'the link or the permissions are lost'
printf '\357\273\277---\r\nheadline: "他说\\"好\\"，走"\r\n---\r\n\r\n他说，好。&quot;走&quot; \\(中\\) `a,中`\r\n' | cmp - real/b.md
printf -- '---\nheadline: 题\n---\n\n　　- 一\n\n　　1. 二\n\n　　三\n' >c.md
expect 0 "$1" lint --fix c.md
printf -- '---\nheadline: 题\n---\n\n　　- 一\n\n　　1. 二\n\n三\n' | cmp - c.md

# a file that cannot be written is named, and stays
if [ "$(id -u)" -ne 0 ]; then
    mkdir locked && cp c.md locked/d.md && printf '他说,好。\n' >>locked/d.md && cp locked/d.md d.copy && chmod 500 locked
    expect 1 "$1" lint --fix locked/d.md
    cmp locked/d.md d.copy
fi

# the samples: what --fix writes is what the engine sets without it
for sample in kaifaqu-2024-12 sikai-4p; do
    cp -r "$2/samples/$sample" "$sample"
    "$1" check --dump text "$sample" 2>/dev/null | sed 's/converted.*//' >before
    expect 0 "$1" lint --fix "$sample"
    "$1" check --dump text "$sample" 2>/dev/null | sed 's/converted.*//' >after
    cmp before after
    expect 0 "$1" lint --fix "$sample"
    [ ! -s out ] || fail 'a second --fix changes more'
done
expect 0 "$1" lint sikai-4p
[ ! -s err ] || fail 'the clean sample has findings'
expect 0 "$1" lint kaifaqu-2024-12
[ "$(grep -c 'warning' err)" -eq 3 ] || fail 'lint finds other faults in the sample' # ”, the colon, the count

# two issues of one paper
for n in 1 2; do
    mkdir -p issue$n/articles issue$n/layouts
    cp a.md issue$n/articles/a.md
    printf 'layout: 1\nbase: sikai-4x17\nslots:\n  a: {cols: [1, 1], rows: [1, 10], head: brief}\n' >issue$n/layouts/p.yaml
    printf 'issue: 1\ntitle: 试报\nnumber: 2026年第%d期\ndate: 2026-03-%d\npages:\n  - layout: p\n    slots: {a: articles/a.md}\n' $((4 - n)) $((7 * n)) >issue$n/issue.yaml
done
expect 0 "$1" lint issue2 issue1
grep -q 'issue.yaml:3:9: warning\[BX7408\]: number 2; the issue before it (issue1) has 3' err || fail 'the numbers fall unseen'
