#!/bin/sh
# Every text of the program that has a translation, as a template on standard output.
# usage: extract.sh SRC >banxin.pot; then msgmerge --update --no-fuzzy-matching zh_CN.po banxin.pot, and translate what is empty
set -eu
cd "$1"
trap 'rm -f "$work"' EXIT
work=$(mktemp)
# `_` and N_ mark texts; the other words are functions whose argument of that number is one.
keywords='_ N_ ngettext:1,2 dngettext:2,3 bx_say:1 bx_word:1 bx_diag:4 bx_diag_on_page:5 bx_diag_at:6 bx_found:4
bx_found_on_page:3 bx_parse_options:4 bx_yaml_wrong:4 bx_yaml_read:3 bx_unusable:3 bx_foreign_fault:4 bx_walk_note:5 note_stream:2
note_transparency:2 walk_space:3 report:3 report_transparency:2 fail:3 refuse:2 found_mixed:4 check_rect:3 say:3
bx_trace_end:2 g_set_error:4'
common='--from-code=UTF-8 --language=C --add-location=file --sort-by-file --package-name=banxin --foreign-user'
{
    # shellcheck disable=SC2046,SC2086 # lists of words
    find . -name '*.c' | LC_ALL=C sort | xargs xgettext $common -k $(printf -- '--keyword=%s ' $keywords) -o - 2>/dev/null
} >"$work"
# the rows of the table of codes: meaning, then remedy
for column in 4 5; do
    # shellcheck disable=SC2086
    xgettext $common -k --keyword=X:$column --flag=X:$column:no-c-format -j -o "$work" base/diag_codes.h 2>/dev/null
done
sed -e '/^"POT-Creation-Date/d' -e 's/charset=CHARSET/charset=UTF-8/' "$work"
